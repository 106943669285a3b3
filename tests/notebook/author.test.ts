import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { html, md, plot, progress, progressBar, slider, table } from "../../src/notebook/author.ts";
import { DISPLAY_HOOK } from "../../src/notebook/display.ts";
import { toMimeBundle } from "../../src/notebook/mimeBundle.ts";

describe("an author's helpers", () => {
  it("html fills in text as text, and HTML of its own as HTML", async () => {
    const bold = html`<b>${"a < b & c"}</b>`;
    const list = html`<ul>
      ${["x", bold].map((item) => html`<li>${item}</li>`)}${undefined}${false}
    </ul>`;
    const bundle = await toMimeBundle(list);
    assert.match(String(bundle["text/html"]), /<li>x<\/li><li><b>a &lt; b &amp; c<\/b><\/li>\n/);
    assert.equal(bundle["text/plain"], "x a < b & c");
    assert.equal((await toMimeBundle(html("<i>as it is</i>")))["text/html"], "<i>as it is</i>");
  });

  it("md leaves out indentation that all lines share, and nothing else", async () => {
    const share = 0.82;
    const bundle = await toMimeBundle(md`
      The score is **${share}**.

        - nested
    `);
    assert.equal(bundle["text/markdown"], "The score is **0.82**.\n\n  - nested");
    assert.equal((await toMimeBundle(md("one line")))["text/markdown"], "one line");
  });

  it("table takes rows or columns, typed arrays among them, and cuts a long one in the middle", async () => {
    const rows = await toMimeBundle(table([{ genre: "Folk", clips: 12 }, { genre: "Rock" }]));
    assert.match(String(rows["text/html"]), /<table class="dataframe">[\s\S]*Folk[\s\S]*<td class="number">12<\/td>/);
    assert.match(String(rows["text/plain"]), /genre +clips\n0 +Folk +12\n1 +Rock +NaN/);
    const columns = await toMimeBundle(
      table({ a: ["x", "y"], b: Float64Array.of(1, 2) }, { columns: ["b"], index: ["p", "q"] }),
    );
    assert.match(String(columns["text/plain"]), /^ +b\np +1\nq +2\n\n2 rows × 1 column$/);
    const long = await toMimeBundle(table({ n: new Float64Array(80_000) }));
    assert.match(String(long["text/plain"]), /80000 rows × 1 column$/);
    assert.ok(String(long["text/html"]).length < 2000);
    assert.throws(() => table({ a: [1], b: [1, 2] }), /b has 2 values; expected 1, as a has/);
  });

  it("plot gives a plotly figure, its typed arrays shown as numbers and its words as metadata", async () => {
    const figure = plot(
      { type: "bar", y: new Float32Array([1, 2]) },
      { title: "Clips a genre", x: "genre", y: "clips", alt: "Two bars", layout: { yaxis: { range: [0, 3] } } },
    );
    const bundle = await toMimeBundle(figure);
    assert.deepEqual(bundle["application/vnd.plotly.v1+json"], {
      data: [{ type: "bar", y: [1, 2] }],
      layout: {
        title: { text: "Clips a genre" },
        meta: { alt: "Two bars" },
        xaxis: { title: { text: "genre" } },
        yaxis: { title: { text: "clips" }, range: [0, 3] },
      },
    });
    assert.equal(bundle["text/plain"], "Chart: Clips a genre (bar)");
  });

  it("progress shows one display that it replaces, not oftener than a reader can see, and ends in a quiet line", async () => {
    const shown: { id: string | undefined; text: string }[] = [];
    const globals = globalThis as Record<symbol, unknown>;
    globals[DISPLAY_HOOK] = async (value: unknown, { id }: { id?: string }) => {
      shown.push({ id, text: String((await toMimeBundle(value))["text/plain"]) });
    };
    try {
      const update = progress("Fitting");
      for (let i = 0; i <= 10_000; i++) update(i / 10_000);
      update(1);
      await new Promise((resolve) => setImmediate(resolve));
    } finally {
      globals[DISPLAY_HOOK] = undefined;
    }
    assert.equal(shown[0]!.text, "Fitting: 0 %");
    assert.equal(shown.at(-1)!.text, "Fitting: done");
    assert.equal(shown.filter(({ text }) => text.endsWith("done")).length, 1);
    assert.equal(new Set(shown.map(({ id }) => id)).size, 1);
    assert.ok(shown.length < 100, `${shown.length} displays`);
  });

  it("progressBar and slider refuse ranges that are none and values beyond them", () => {
    assert.throws(() => progressBar({ max: 0 }), /^RangeError: progressBar: 0 to 0 is no range/);
    assert.throws(() => slider({ min: 3, max: NaN }), /^RangeError: slider: 3 to NaN is no range/);
    assert.throws(() => slider({ min: 1, max: 3, step: 0 }), /^RangeError: slider: step 0; expected a number above 0/);
    assert.throws(() => slider({ min: 1, max: 3, value: 4 }), /^RangeError: slider: value 4; expected 1 to 3/);
    const bar = progressBar({ max: 3 });
    assert.throws(() => (bar.value = 4), /^RangeError: progressBar: value 4; expected 0 to 3/);
    assert.equal(bar.value, 0);
  });
});
