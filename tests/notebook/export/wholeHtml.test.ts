import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { wholeHtml } from "../../../src/notebook/export/cleanHtml.ts";

describe("wholeHtml", () => {
  it("leaves whole HTML as it is written", () => {
    for (const html of [
      "plain & simple",
      "<B class='a>b'>x</b><br><img src=\"a\">",
      "<!-- <div> --><p>1 < 2</p>",
      "<script>if (a < b) document.write('<div>')</script>",
      '<svg viewBox="0 0 1 1"><path d="M0"/></svg>',
      "<style>a > b { }</style>",
    ]) {
      assert.equal(wholeHtml(html), html);
    }
  });

  it("ends what is not ended, and takes away ends of nothing", () => {
    const table = "<table><tbody><tr><td>unclosed</td></tr></tbody></table>";
    assert.equal(wholeHtml("<table><tr><td>unclosed"), table);
    assert.equal(wholeHtml("a</div></section>"), "a");
    assert.equal(wholeHtml("<!-- open"), "<!-- open-->");
    assert.equal(wholeHtml('x<a href="cut'), "x");
    assert.equal(wholeHtml("<script>open"), "<script>open</script>");
    assert.equal(wholeHtml("<b><i>crossed</b></i>"), "<b><i>crossed</i></b>");
  });
});
