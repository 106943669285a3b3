import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contentsList } from "../../../src/notebook/export/renderPage.ts";
import { html } from "../../../src/ground/html.ts";
import type { Heading } from "../../../src/notebook/export/markdown/markdownRenderer.ts";

const headings = (...levels: number[]): Heading[] =>
  levels.map((level, index) => ({ level, id: `h${index}`, text: `h${index}`, label: html`${`h${index}`}` }));

/** The list as nested arrays of ids. */
const outline = (levels: number[]): string =>
  (contentsList(headings(...levels))?.text ?? "")
    .replace(/<li><a href="#(h\d)">\1<\/a>/g, "$1 ")
    .replace(/<ol>/g, "(")
    .replace(/<\/li>/g, "")
    .replace(/ *<\/ol>/g, ")");

describe("contentsList", () => {
  it("nests headings by their level", () => {
    assert.equal(outline([2, 3, 3, 2]), "(h0 (h1 h2)h3)");
  });

  it("copes with skipped levels and a start below the top", () => {
    assert.equal(outline([3, 2, 4, 3]), "(h0 h1 (h2 h3))");
  });

  it("stops three levels below the topmost", () => {
    assert.equal(outline([2, 3, 4, 5, 6]), "(h0 (h1 (h2)))");
  });

  it("is nothing where there are no headings", () => {
    assert.equal(contentsList([]), undefined);
  });
});
