import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { splitLines } from "../../src/notebook/writeNotebook.ts";
import { runPython, skipWithoutPython } from "../support/python.ts";

const TEXTS = [
  "",
  "\n",
  "a",
  "a\n",
  "a\r\nb",
  "\r\r\n\n",
  "a\u2028b\u2029c\x85d\x0be\x0cf\x1cg\x1dh\x1ei\x1fj",
  "🎵\n",
];

describe("splitLines", () => {
  it("keeps every character", () => {
    for (const text of TEXTS) assert.equal(splitLines(text).join(""), text);
  });

  it("splits where Python's splitlines does", { skip: skipWithoutPython() }, () => {
    const program = "import sys, json\nprint(json.dumps([text.splitlines(True) for text in json.load(sys.stdin)]))";
    assert.deepEqual(TEXTS.map(splitLines), runPython(program, TEXTS));
  });
});
