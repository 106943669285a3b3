import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { renderOutput } from "../../../../src/notebook/export/outputs/renderOutput.ts";
import type { MimeBundle, Output, OutputMetadata } from "../../../../src/notebook/nbformat.ts";
import { renderContext } from "../renderContext.ts";

const context = await renderContext();
const render = (output: Output): string => renderOutput(output, context, "out").text;
const display = (data: MimeBundle, metadata: OutputMetadata = {}): string =>
  render({ output_type: "display_data", data, metadata });

describe("renderOutput", () => {
  it("tells stderr apart by a word, not by colour alone", () => {
    assert.match(
      render({ output_type: "stream", name: "stderr", text: "careful\n" }),
      /stderr<\/span><pre[^>]*>\ncareful<\/pre>/,
    );
    assert.doesNotMatch(render({ output_type: "stream", name: "stdout", text: "fine\n" }), /stderr/);
  });

  it("shows an error's name and message once, then the rest of its traceback", () => {
    const error = { output_type: "error", ename: "RangeError", evalue: "k < 1" } as const;
    const text = render({ ...error, traceback: ["\x1b[31mRangeError\x1b[39m: k < 1", "    at cell [3]:1:7"] });
    assert.match(text, /<strong>RangeError<\/strong>: k &lt; 1<\/p>\n<pre class="text">\n {4}at cell \[3\]:1:7<\/pre>/);
    assert.doesNotMatch(render({ ...error, traceback: [] }), /<pre/);
    assert.match(render({ ...error, traceback: ["Traceback", "RangeError: k < 1"] }), /Traceback\nRangeError/);
  });

  it("keeps the empty line that a text begins with", () => {
    assert.match(display({ "text/plain": "\nb" }), /<pre class="text">\n\nb<\/pre>/);
  });

  it("escapes plain text and trusts HTML", () => {
    assert.match(display({ "text/plain": "<b>" }), /&lt;b&gt;/);
    assert.match(display({ "text/plain": "<b>", "text/html": "<b>x</b>" }), /<b>x<\/b>/);
  });

  it("ends HTML that is not ended, so that it can't swallow the page", () => {
    assert.match(display({ "text/html": "<table><tr><td>unclosed" }), /unclosed<\/td><\/tr><\/tbody><\/table><\/div>/);
  });

  it("chooses the richest type of a bundle and falls back to plain text", () => {
    const png = { "image/png": "AA==\n" };
    assert.match(display({ "text/plain": "p", ...png }), /<img class="picture" src="data:image\/png;base64,AA=="/);
    assert.match(display({ "text/plain": "p", "application/vnd.unknown+json": {} }), />\np</);
    assert.match(display({ "application/vnd.unknown+json": { a: 1 } }), /json-key/);
    assert.match(display({ "application/x-unknown": "y" }), /can't show: application\/x-unknown/);
    assert.match(display({}), /can't show: nothing/);
  });

  it("keeps an image that is no base64 within its attribute", () => {
    const wrong = display({ "image/png": '"><script>' });
    assert.match(wrong, /<img class="picture" src="data:image\/png;base64,&quot;><script>" alt="[^"]*">/);
  });

  it("makes tables scrollable regions with a name", () => {
    const table = "<table><caption>Rows & more</caption><tr><td>1</td></tr></table>";
    assert.match(display({ "text/html": table }), /role="region" aria-label="Rows & more"/);
    assert.match(display({ "text/html": table }, { alt: 'The "rows"' }), /aria-label="The &quot;rows&quot;"/);
    assert.match(display({ "text/html": "<table></table>" }), /aria-label="Table"/);
  });

  it("gives images their alternative text and size", () => {
    const text = display({ "image/svg+xml": "<svg/>" }, { alt: "A dot", "image/svg+xml": { width: 20, height: 10 } });
    assert.match(text, /alt="A dot" width="20" height="10"/);
    assert.match(display({ "image/jpeg": "AA==" }, { "image/jpeg": { alt: "Own" } }), /alt="Own"/);
  });

  it("renders Markdown and LaTeX outputs", () => {
    assert.match(
      display({ "text/markdown": "**bold** $x$", "text/plain": "" }),
      /<strong>bold<\/strong> <span class="katex">/,
    );
    assert.match(display({ "text/latex": "$$x$$", "text/plain": "" }), /katex-display/);
  });
});

describe("charts", () => {
  const plotly = "application/vnd.plotly.v1+json";

  it("carry their figure as JSON that can't break out of its element", () => {
    const figure = { data: [{ name: "</script><!--" }], layout: { height: 300, template: {} } };
    const text = display({ [plotly]: figure });
    const json = /<script type="application\/json" class="figure">([^]*?)<\/script>/.exec(text)![1]!;
    assert.deepEqual(JSON.parse(json), figure);
    assert.match(text, /style="height:300px"/);
  });

  it("are drawn for three widths, in the colours of either theme, where all that they ask for is known", () => {
    const figure = {
      data: [{ type: "bar", name: "&lt;/svg&gt;<script>&", x: ['"<a>'], y: [1] }],
      layout: { showlegend: true },
    };
    const text = display({ [plotly]: figure }, { alt: "A bar" });
    assert.match(text, /<div class="plot" role="img" aria-label="A bar" data-still><svg /);
    assert.deepEqual(
      [...text.matchAll(/<svg [^>]*class="still (\w+)" width="(\d+)" height="450"/g)].map(([, name, width]) => [
        name,
        width,
      ]),
      [
        ["narrow", "350"],
        ["middle", "670"],
        ["wide", "930"],
      ],
    );
    assert.match(text, /style="fill:light-dark\(/);
    assert.match(text, />&lt;\/svg&gt;&amp;<\/text>/);
    assert.doesNotMatch(text, /<script>|<a>|<noscript/);
    const small = display({ [plotly]: { ...figure, layout: { width: 200 } } });
    assert.equal(small.match(/<svg xmlns/g)!.length, 1);
    const template = display({ [plotly]: { ...figure, layout: { template: {} } } });
    assert.match(template, /<div class="plot" role="group"/);
  });

  it("are named by their metadata, else their title, else their plain text", () => {
    const name = (data: MimeBundle, metadata?: OutputMetadata): string =>
      /role="group" aria-label="([^"]*)"/.exec(display(data, metadata))![1]!;
    const figure = { data: [], layout: { title: { text: "Accuracy<br><b>by split</b>" } } };
    assert.equal(name({ [plotly]: figure, "text/plain": "chart" }, { alt: "Bars" }), "Bars");
    assert.equal(name({ [plotly]: figure, "text/plain": "chart" }), "Accuracy by split");
    assert.equal(name({ [plotly]: { data: [], layout: { title: "Old style" } } }), "Old style");
    assert.equal(name({ [plotly]: { data: [] }, "text/plain": "a chart" }), "a chart");
    assert.equal(name({ [plotly]: { data: [] } }), "Chart");
  });
});
