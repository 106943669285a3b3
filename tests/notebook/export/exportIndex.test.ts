import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { exportIndex } from "../../../src/notebook/export/exportIndex.ts";
import type { IndexEntry, IndexOptions } from "../../../src/notebook/export/options.ts";
import { renderChart } from "../../../src/notebook/export/outputs/renderChart.ts";

const ENTRY: IndexEntry = { title: "One & two", fileName: "01.ipynb", href: "01.html", status: "ok" };
const index = (entries: IndexEntry[], options: Partial<IndexOptions> = {}): Promise<string> =>
  exportIndex(entries, { title: "All", ...options });

describe("exportIndex", () => {
  it("says of each notebook what it is, how it ended, how long it took and what it shows", async () => {
    const text = await index([{ ...ENTRY, description: "It <shows>.", seconds: 3.21, charts: 1, tables: 2 }]);
    assert.match(text, /<a href="01\.html">One &amp; two<\/a>/);
    assert.match(text, /It &lt;shows&gt;\./);
    assert.match(text, /Ran to its end[^]*>3\.2 s<[^]*>1 chart<[^]*>2 tables<[^]*>01\.ipynb</);
    assert.doesNotMatch(text, /class="banner failure"/);
  });

  it("names failures on top, with their reasons", async () => {
    const failed: IndexEntry = { ...ENTRY, status: "failed", reason: "Error: <x>" };
    const text = await index([ENTRY, failed]);
    assert.match(text, /1 of 2 notebooks failed[^]*<a href="01\.html">[^]*Error: &lt;x&gt;[^]*<h2 id="notebooks">/);
    assert.match(await index([failed]), /The notebook failed/);
  });

  it("lists a skipped notebook without a page, with the reason", async () => {
    const text = await index([{ title: "Later", fileName: "02.ipynb", status: "skipped", reason: "not asked for" }]);
    assert.match(text, /<h3>Later<\/h3>[^]*Skipped[^]*not asked for/);
  });

  it("puts the caller's sections before or after the list, and into the contents", async () => {
    const text = await index([ENTRY], {
      lead: "In **short**.",
      sections: [
        { id: "after", title: "After", html: "<p>last</p>" },
        { id: "before", title: "Before", html: "<p>first</p>", place: "before" },
      ],
    });
    assert.match(text, /href="#before"[^]*href="#notebooks"[^]*href="#after"/);
    assert.match(text, /<strong>short<\/strong>[^]*<p>first<\/p>[^]*id="notebooks"[^]*<p>last<\/p>/);
  });

  it("loads Plotly only where a section has a chart", async () => {
    const chart = { id: "c", title: "Chart", html: renderChart({ data: [] }, "A chart").text };
    assert.match(await index([ENTRY], { sections: [chart] }), /assets\/plotly\.js/);
    assert.doesNotMatch(await index([ENTRY]), /plotly\.js/);
  });
});
