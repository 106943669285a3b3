import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { exportNotebook } from "../../../src/notebook/export/exportNotebook.ts";
import type { ExportOptions } from "../../../src/notebook/export/options.ts";
import type { Cell, CodeCell, Notebook, NotebookMetadata } from "../../../src/notebook/nbformat.ts";

const code = (id: string, tags: string[] = [], change: Partial<CodeCell> = {}): CodeCell => ({
  cell_type: "code",
  id,
  metadata: { tags },
  source: `source_of_${id}`,
  execution_count: 1,
  outputs: [{ output_type: "stream", name: "stdout", text: `output_of_${id}\n` }],
  ...change,
});
const markdown = (source: string, id = "m"): Cell => ({ cell_type: "markdown", id, metadata: {}, source });
const notebook = (cells: Cell[], metadata: NotebookMetadata = {}): Notebook => ({
  nbformat: 4,
  nbformat_minor: 5,
  metadata,
  cells,
});
const page = (cells: Cell[], options: Partial<ExportOptions> = {}, metadata: NotebookMetadata = {}): Promise<string> =>
  exportNotebook(notebook(cells, metadata), { fileName: "01-test.ipynb", ...options });

describe("a page's title", () => {
  const title = async (cells: Cell[], options?: Partial<ExportOptions>, metadata?: NotebookMetadata): Promise<string> =>
    /<title>([^<]*)/.exec(await page(cells, options, metadata))![1]!;

  it("is what the caller says, else the notebook's, else its first heading, else its file name", async () => {
    const heading = [markdown("# A & B\n\nText.")];
    assert.equal(await title(heading, { title: "Own" }, { title: "Metadata" }), "Own");
    assert.equal(await title(heading, {}, { title: "Metadata" }), "Metadata");
    assert.equal(await title(heading), "A &amp; B");
    assert.equal(await title([code("a")]), "01-test");
  });

  it("stands once on the page", async () => {
    assert.equal((await page([markdown("# Title\n\nText."), markdown("## Part", "n")])).match(/<h1/g)!.length, 1);
  });
});

describe("tags", () => {
  it("fold what is hidden", async () => {
    const text = await page([code("a", ["hide-input"]), code("b", ["hide-output"]), code("c", ["hide-cell"])]);
    assert.match(text, /<details class="code hidden-code">[^]*source_of_a/);
    assert.match(text, /<details class="output-fold"><summary>Output<\/summary>[^]*output_of_b/);
    assert.match(text, /<details class="cell-fold"><summary>Hidden cell<\/summary>[^]*source_of_c[^]*output_of_c/);
  });

  it("leave out what is removed", async () => {
    const text = await page([code("a", ["remove-input"]), code("b", ["remove-output"]), code("c", ["remove-cell"])]);
    assert.doesNotMatch(text, /source_of_a|output_of_b|source_of_c|output_of_c|cell-c/);
    assert.match(text, /output_of_a[^]*source_of_b/);
  });

  it("can't hide the cell that failed", async () => {
    const tags = ["remove-cell", "hide-input", "remove-output"];
    const text = await page([code("a", tags)], { failure: { cell: "a", reason: "Error: x" } });
    assert.match(text, /<details class="code" open>[^]*source_of_a[^]*output_of_a/);
  });

  it("mark parameters", async () => {
    const text = await page([code("a", ["parameters"]), code("b", ["injected-parameters"])]);
    assert.match(text, /<span class="badge">Parameters<[^]*<span class="badge">Injected parameters</);
  });
});

describe("cells", () => {
  it("without anything in them are left out", async () => {
    const empty = code("empty", [], { source: " \n", outputs: [] });
    assert.doesNotMatch(await page([code("a"), empty, markdown(" ", "blank")]), /cell-empty|cell-blank/);
  });

  it("tell their execution count, their duration, and that they did not run where others did", async () => {
    const execution = { "iopub.execute_input": "2026-01-01T00:00:00Z", "iopub.status.idle": "2026-01-01T00:00:02Z" };
    const ran = code("a", [], { execution_count: 7, metadata: { execution } });
    const waiting = code("b", [], { execution_count: null, outputs: [] });
    assert.match(await page([ran, waiting]), />2\.0 s<[^]*>\[7\]<[^]*>not run</);
    assert.doesNotMatch(await page([waiting]), /not run/);
  });

  it("that are raw show only what is meant for HTML or for no format", async () => {
    const raw = (format: string | undefined, source: string): Cell => ({
      cell_type: "raw",
      id: source,
      metadata: format === undefined ? {} : { format },
      source,
    });
    const text = await page([raw("text/html", "<i>1</i>"), raw("text/latex", "two"), raw(undefined, "<three>")]);
    assert.match(text, /<i>1<\/i>[^]*&lt;three&gt;/);
    assert.doesNotMatch(text, /two/);
  });
});

describe("a failure", () => {
  it("names and links its cell, and says that the rest did not run", async () => {
    const failure = { cell: "a", reason: "<Error>: x" };
    const text = await page([code("a", [], { execution_count: 3 }), code("b")], { failure });
    assert.match(text, /failed at <a href="#cell-a">cell \[3\]<\/a>; the cells after it did not run\./);
    assert.match(text, /&lt;Error&gt;: x/);
    assert.match(await page([code("a")], { failure }), /cell \[1\]<\/a>\.</);
  });

  it("may come without an error output, or before the first cell", async () => {
    const silent = code("a", [], { execution_count: null, outputs: [] });
    const killed = await page([silent], { failure: { cell: "a", reason: "The kernel ran out of memory" } });
    assert.match(killed, /failed at <a href="#cell-a">cell 1<\/a>[^]*ran out of memory/);
    const early = await page([silent], { failure: { reason: "The kernel did not start" } });
    assert.match(early, /failed before its first cell[^]*did not start/);
  });
});

describe("a page", () => {
  it("links only what it needs", async () => {
    const plain = await page([markdown("Text.")]);
    assert.match(plain, /assets\/page\.css/);
    assert.doesNotMatch(plain, /plotly\.js|katex/);
    assert.match(await page([markdown("$x$")]), /assets\/katex\/katex\.css/);
    const chart = code("a", [], {
      outputs: [
        { output_type: "display_data", data: { "application/vnd.plotly.v1+json": { data: [] } }, metadata: {} },
      ],
    });
    assert.match(await page([chart], { assets: "../shared" }), /<script defer src="\.\.\/shared\/plotly\.js">/);
  });

  it("leaves Plotly until a reader asks for it where all charts are drawn", async () => {
    const figure = { data: [{ type: "bar", x: ["a"], y: [1] }] };
    const chart = code("a", [], {
      outputs: [{ output_type: "display_data", data: { "application/vnd.plotly.v1+json": figure }, metadata: {} }],
    });
    const text = await page([chart]);
    assert.match(text, /<script type="text\/plain" id="plotly" data-src="assets\/plotly\.js"><\/script>/);
    assert.doesNotMatch(text, /<script[^>]* src="[^"]*plotly/);
    const alone = await page([chart], { standalone: true });
    assert.match(alone, /<script type="text\/plain" id="plotly">\n[^]*plotly\.js v/);
  });

  it("holds everything itself where it shall stand alone", async () => {
    const text = await page([markdown("$x$")], { standalone: true });
    assert.doesNotMatch(text, /<link rel="stylesheet"|<script[^>]* src=/);
    assert.match(text, /url\(data:font\/woff2;base64,/);
    assert.doesNotMatch(text, /url\(fonts|\.woff\b|\.ttf/);
    assert.doesNotMatch(text, /plotly\.js v/);
  });

  it("highlights code by the notebook's language", async () => {
    const python = await page([code("a", [], { source: "def f(): pass" })], {}, { language_info: { name: "python" } });
    assert.match(python, /<span class="hljs-keyword">def<\/span>/);
    const typescript = await page([code("a", [], { source: "interface A {}" })]);
    assert.match(typescript, /<span class="hljs-keyword">interface<\/span>/);
  });

  it("escapes what the caller puts into it", async () => {
    const text = await page([markdown("Text.")], {
      title: "<t>",
      home: { title: "<home>", href: "a.html?b&c" },
      facts: [{ label: "<label>", value: "<value>" }],
      notices: ["<notice>"],
      previous: { title: "<previous>", href: "p.html" },
      lang: 'de"',
    });
    assert.doesNotMatch(text, /<(t|home|label|value|notice|previous)>/);
    assert.match(text, /<html lang="de&quot;">/);
    assert.match(text, /href="a\.html\?b&amp;c"/);
  });
});
