import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { parseJson } from "../../src/notebook/parseJson.ts";
import { stringifyJson } from "../../src/notebook/stringifyJson.ts";
import { runPython, skipWithoutPython } from "../support/python.ts";

const random = xoroshiro128plus(11);
const integer = (low: number, high: number): number => uniformInt(random, low, high);

/** A random JSON value with names and numbers that are hard to write. */
function randomValue(depth: number): unknown {
  const pick = integer(0, depth > 0 ? 6 : 4);
  if (pick === 0) return [null, true, false][integer(0, 2)];
  if (pick === 1) return integer(-1e6, 1e6);
  if (pick === 2) return integer(-1e9, 1e9) / 10 ** integer(0, 12);
  if (pick <= 4) return randomText();
  const count = integer(0, 5);
  if (pick === 5) return Array.from({ length: count }, () => randomValue(depth - 1));
  return Object.fromEntries(Array.from({ length: count }, () => [randomText(), randomValue(depth - 1)]));
}

function randomText(): string {
  const characters = ["a", "B", "1", "10", "_", '"', "\\", "\n", "\x01", "é", "\uffee", "🎵", "\u2028", " "];
  return Array.from({ length: integer(0, 4) }, () => characters[integer(0, characters.length - 1)]).join("");
}

const VALUES = Array.from({ length: 300 }, () => randomValue(4));

describe("stringifyJson", () => {
  it("writes what JSON.parse reads back the same", () => {
    for (const value of VALUES) assert.deepEqual(JSON.parse(stringifyJson(value)), value);
  });

  it("gives back the bytes of Python's json.dumps", { skip: skipWithoutPython() }, () => {
    const program = `
import sys, json
dump = lambda value: json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, separators=(",", ": "))
print(json.dumps([dump(value) for value in json.load(sys.stdin)]))`;
    const theirs = runPython(program, VALUES) as string[];
    for (const text of theirs) assert.equal(stringifyJson(parseJson(text)), text);
  });

  it("writes a number anew once it was changed", () => {
    const value = parseJson('{"a": [1.0, 2.50], "b": 1e-07}') as { a: number[]; b: number };
    value.a[0] = 3;
    assert.equal(stringifyJson(value), '{\n "a": [\n  3,\n  2.50\n ],\n "b": 1e-07\n}');
    value.b = 0.5;
    assert.match(stringifyJson(value), /"b": 0\.5/);
  });

  it("leaves out undefined members and writes NaN as null, as JSON.stringify does", () => {
    assert.equal(
      stringifyJson({ a: undefined, b: Number.NaN, c: [undefined] }),
      '{\n "b": null,\n "c": [\n  null\n ]\n}',
    );
  });
});
