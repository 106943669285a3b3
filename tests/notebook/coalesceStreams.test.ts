import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { coalesceStreams } from "../../src/notebook/coalesceStreams.ts";
import type { StreamOutput } from "../../src/notebook/nbformat.ts";
import { runPython, skipWithoutPython } from "../support/python.ts";

const stream = (name: string, text: string): StreamOutput => ({ output_type: "stream", name, text });

/** What progress bars print. */
const OVERWRITTEN = [
  "10 %\r20 %\r30 %\n",
  "line\r\nnext\r\n",
  "a\rb\rc",
  "a\r\r\nb\r\r",
  "ends with return\r",
  "first\nsecond\rsecund\nthird",
  "\r\r\rx\r",
];

describe("coalesceStreams", () => {
  it("joins neighbours of one name and keeps the order of the rest", () => {
    const outputs = [stream("stdout", "a"), stream("stdout", "b"), stream("stderr", "c"), stream("stdout", "d")];
    assert.deepEqual(coalesceStreams(outputs), [stream("stdout", "ab"), stream("stderr", "c"), stream("stdout", "d")]);
  });

  it("does not join across another output", () => {
    const shown = { output_type: "display_data" as const, data: { "text/plain": "x" }, metadata: {} };
    const outputs = [stream("stdout", "a"), shown, stream("stdout", "b")];
    assert.deepEqual(coalesceStreams(outputs), outputs);
  });

  it("lets the last of several overwritten progress lines stand", () => {
    assert.deepEqual(coalesceStreams([stream("stdout", "10 %\r"), stream("stdout", "20 %\r30 %\n")]), [
      stream("stdout", "30 %\n"),
    ]);
  });

  it("removes the character before a backspace, within the line", () => {
    const printed = ["abc\b\bX\n", "spinner |\b/\b-\b\\\bdone\n", "é\b😀\bz", "\b\b\n\bx", "ab\n\b\bc"];
    const expected = ["aX\n", "spinner done\n", "z", "\b\b\n\bx", "ab\n\b\bc"];
    assert.deepEqual(
      printed.map((text) => (coalesceStreams([stream("stdout", text)])[0] as StreamOutput).text),
      expected,
    );
  });

  it("treats carriage returns as nbclient does", { skip: skipWithoutPython("nbclient") }, () => {
    const program = `
import json, sys
from nbclient.client import _RGX_CARRIAGERETURN as pattern
print(json.dumps([pattern.sub("", text) for text in json.load(sys.stdin)]))`;
    assert.deepEqual(
      OVERWRITTEN.map((text) => (coalesceStreams([stream("stdout", text)])[0] as StreamOutput).text),
      runPython(program, OVERWRITTEN),
    );
  });
});
