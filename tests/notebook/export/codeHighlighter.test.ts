import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CodeHighlighter } from "../../../src/notebook/export/codeHighlighter.ts";

describe("CodeHighlighter", () => {
  it("marks the tokens of a language it loaded, by any of its names", async () => {
    const highlighter = await CodeHighlighter.load(["ts", "py"]);
    assert.match(highlighter.highlight("const x = 1;", "typescript").text, /<span class="hljs-keyword">const<\/span>/);
    assert.match(highlighter.highlight("import os", "Python").text, /<span class="hljs-keyword">import<\/span>/);
  });

  it("escapes code, with colours and without", async () => {
    const highlighter = await CodeHighlighter.load(["typescript"]);
    for (const language of ["typescript", "klingon", ""]) {
      const { text } = highlighter.highlight("a < b && '</script>'", language);
      assert.doesNotMatch(text.replace(/<\/?span[^>]*>/g, ""), /[<>]|&(?!lt;|gt;|amp;|#|quot;)/);
    }
  });

  it("loads nothing for names that are no language", async () => {
    const highlighter = await CodeHighlighter.load(["klingon", "../../../package"]);
    assert.equal(highlighter.highlight("x", "klingon").text, "x");
  });
});
