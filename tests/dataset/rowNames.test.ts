import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RowNames } from "../../src/dataset/rowNames.ts";
import { parseRowName } from "../../src/schema.ts";
import { randomSource } from "../support/randomData.ts";

/** The names, taken in pieces of up to 100. */
function namesOf(names: readonly string[]): RowNames {
  const { integer } = randomSource(2);
  const rowNames = new RowNames();
  for (let first = 0, next; first < names.length; first = next) {
    next = first + integer(0, 100);
    rowNames.add(names.slice(first, next));
  }
  return rowNames;
}

describe("RowNames", () => {
  it("reads each name as parseRowName does, whichever stands before it", () => {
    const { integer } = randomSource(1);
    const of = (choices: readonly string[]): string => choices[integer(0, choices.length - 1)]!;
    const names = Array.from({ length: 50_000 }, () => {
      const number = of(["", "1", "2", "10", "007", "1234567890", "12345678901234567890", "a", "1a", "-1"]);
      const track = of(["000574", "574", "", "-", "3-4", "rock.00100.0", "a\nb"]);
      return `${number}${of(["-", "-", "-", "", "."])}${track}${of([".mp3", ".mp3", ".MP3", ".txt", ""])}`;
    });
    const { track, segment } = namesOf(names);
    names.forEach((name, row) => {
      const expected = parseRowName(name);
      const found = { track: track[row], segment: segment[row] };
      assert.deepEqual(found, { track: expected.track, segment: expected.segment ?? null }, JSON.stringify(name));
    });
  });
});
