import assert from "node:assert/strict";
import { describe, it } from "node:test";
import ts from "typescript";
import { codeCompleteness } from "../../src/notebook/codeAnswers.ts";

describe("codeCompleteness", () => {
  const statuses = (codes: readonly string[]): string[] => codes.map((code) => codeCompleteness(ts, code).status);

  it("goes on where the end is missing, also of a template or a comment", () => {
    const codes = [
      "f(",
      "[1, 2,",
      "`abc",
      "`a ${",
      "`a\n${1}",
      "/* x",
      "a +",
      "x =>",
      "const x =",
      "import { a",
      "foo.",
      "try {}",
    ];
    assert.deepEqual(
      statuses(codes),
      codes.map(() => "incomplete"),
    );
  });

  it("runs what is whole, and what ends with two empty lines", () => {
    const codes = ["", "const a = 1;", "// only this", "<number>x", "const f = <T>(x: T) => x;", "function f() {\n\n"];
    assert.deepEqual(
      statuses(codes),
      codes.map(() => "complete"),
    );
  });

  it("gives up on what no next line can mend", () => {
    const codes = ["}", "f(1))", "const a = [1]];", "} else {", "'abc", "1 1", "%matplotlib inline"];
    assert.deepEqual(
      statuses(codes),
      codes.map(() => "invalid"),
    );
  });

  it("indents behind an opening bracket", () => {
    assert.deepEqual(codeCompleteness(ts, "  if (a) {"), { status: "incomplete", indent: "    " });
    assert.deepEqual(codeCompleteness(ts, "f(\n  1,"), { status: "incomplete", indent: "  " });
  });
});
