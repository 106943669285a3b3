import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Slugs } from "../../../src/notebook/export/markdown/markdownRenderer.ts";

describe("Slugs", () => {
  it("makes a heading's id as JupyterLab does", () => {
    assert.equal(new Slugs().next("What it means, in words"), "What-it-means,-in-words");
  });

  it("never gives the same id twice, nor one that is taken", () => {
    const slugs = new Slugs(["page"]);
    const given = ["Data", "Data", "Data-1", "page", "", " "].map((text) => slugs.next(text));
    assert.deepEqual(given, ["Data", "Data-1", "Data-1-1", "page-1", "section", "section-1"]);
  });
});
