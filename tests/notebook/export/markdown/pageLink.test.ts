import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { pageLink } from "../../../../src/notebook/export/markdown/localHtml.ts";

describe("pageLink", () => {
  it("leads from a notebook to its page, in whatever folder the notebook is", () => {
    assert.equal(pageLink("02-model-testing.ipynb"), "02-model-testing.html");
    assert.equal(pageLink("./02.ipynb#Choice-of-k"), "02.html#Choice-of-k");
    assert.equal(pageLink("../notebooks/a%20b.ipynb"), "a%20b.html");
  });

  it("leaves other links alone", () => {
    for (const href of [
      "#part",
      "data/README.md",
      "https://example.org/a.ipynb",
      "//host/a.ipynb",
      "a.ipynb.txt",
      "",
    ]) {
      assert.equal(pageLink(href), href);
    }
  });
});
