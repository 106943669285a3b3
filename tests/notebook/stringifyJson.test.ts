import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { stringifyJson, wellFormedJson } from "../../src/notebook/stringifyJson.ts";
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
  const characters = ["a", "B", "_", '"', "\\", "\n", "\x01", "é", "🎵", "\u2028", " "];
  return Array.from({ length: integer(0, 4) }, () => characters[integer(0, characters.length - 1)]).join("");
}

const VALUES = Array.from({ length: 300 }, () => randomValue(4));

describe("stringifyJson", () => {
  it("writes what JSON.parse reads back the same", () => {
    for (const value of VALUES) assert.deepEqual(JSON.parse(stringifyJson(value)), value);
  });

  it("has the layout of Python's json.dumps", { skip: skipWithoutPython() }, () => {
    const program = `
import sys, json
dump = lambda value: json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, separators=(",", ": "))
print(json.dumps([dump(value) for value in json.load(sys.stdin)]))`;
    const theirs = runPython(program, VALUES) as string[];
    // Python writes some numbers in its own way.
    const plain = (text: string): string =>
      text.replaceAll(/(?<=^ *(?:"(?:\\.|[^"\\])*": )?)-?[\d.e+-]+(?=,?$)/gm, (n) => String(Number(n)));
    VALUES.forEach((value, i) => assert.equal(stringifyJson(value), plain(theirs[i]!)));
  });

  it("sorts names, after those that are whole numbers", () => {
    assert.equal(stringifyJson({ b: 1, "10": 2, a: 3, "9": 4 }), '{\n "9": 4,\n "10": 2,\n "a": 3,\n "b": 1\n}');
  });

  it("leaves out undefined members and writes NaN as null, as JSON.stringify does", () => {
    assert.equal(
      stringifyJson({ a: undefined, b: Number.NaN, c: [undefined] }),
      '{\n "b": null,\n "c": [\n  null\n ]\n}',
    );
  });
});

describe("wellFormedJson", () => {
  it("puts U+FFFD for halves of surrogate pairs, in texts and in names, and leaves whole pairs alone", () => {
    const given = ["\ud800 lone", "a\udc00", "\ud83c\ud83c\udfb5", "🎵", { "\udfff": "\ud83d" }];
    assert.deepEqual(JSON.parse(wellFormedJson(given)!), [
      "\ufffd lone",
      "a\ufffd",
      "\ufffd🎵",
      "🎵",
      { "\ufffd": "\ufffd" },
    ]);
  });

  it("is not misled by text that looks like an escape", () => {
    for (const text of ["\\ud800", "\\\\ud800", '"\\ud800']) assert.equal(JSON.parse(wellFormedJson(text)!), text);
    assert.equal(JSON.parse(wellFormedJson("\\\ud800")!), "\\\ufffd");
    assert.equal(JSON.parse(wellFormedJson("\\\\\ud800\ud800")!), "\\\\\ufffd\ufffd");
  });
});
