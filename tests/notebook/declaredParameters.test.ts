import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { declaredParameters } from "../../src/notebook/declaredParameters.ts";

describe("declaredParameters", () => {
  const names = (source: string): string[] => declaredParameters(source).map(({ name }) => name);
  const kinds = (source: string): string[] => declaredParameters(source).map(({ kind }) => kind);

  it("finds every variable of a statement, whatever its type and value", () => {
    assert.deepEqual(names("let k = 1, n = 2"), ["k", "n"]);
    assert.deepEqual(names("let a: Map<string, number> = new Map([[1, 2]]), b = f(1, 2), c;"), ["a", "b", "c"]);
    assert.deepEqual(names("export const list = [1,\n 2], other = { a: 1,\n b: 2 };\nvar last"), [
      "list",
      "other",
      "last",
    ]);
    assert.deepEqual(names("let f: (a: number, b: number) => number = (a, b) => a + b, g = 1"), ["f", "g"]);
    assert.deepEqual(names("let long =\n  1 +\n  2,\n  next = 3\nlet after = 4"), ["long", "next", "after"]);
    assert.deepEqual(names("let a = 1; let b = 2"), ["a", "b"]);
  });

  it("takes any identifier", () => {
    assert.deepEqual(names("let größe = 1, $_ = 2, 歌 = 3, k2 = 4"), ["größe", "$_", "歌", "k2"]);
  });

  it("finds none in texts, templates, comments, functions and patterns", () => {
    assert.deepEqual(names("let t = `\nlet inside = 1;\n`;\nlet s = 'let x = 1; \\'';"), ["t", "s"]);
    assert.deepEqual(names("// let a = 1\n/*\nlet b = 2\n*/\nlet c = 3 // , d = 4"), ["c"]);
    assert.deepEqual(names("function f() {\n  let inner = 1;\n}\nif (x) {\nlet y = 1;\n}"), []);
    assert.deepEqual(names("const { a, b } = o, c = 1"), ["c"]);
    assert.deepEqual(names("letter = 1; constant = 2"), []);
  });

  it("says which are strings and big integers", () => {
    assert.deepEqual(
      kinds("let s = 'x', t: string = f(), u = `y`, v: string | number = 'x', n = 10n, m: bigint = f(), k = 1"),
      ["string", "string", "string", "other", "bigint", "bigint", "other"],
    );
  });
});
