import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { summarizeNotebook } from "../../../src/notebook/export/summarizeNotebook.ts";
import type { Cell, CellMetadata, MimeBundle } from "../../../src/notebook/nbformat.ts";

const markdown = (source: string, metadata: CellMetadata = {}): Cell => ({
  cell_type: "markdown",
  id: "m",
  metadata,
  source,
});
const code = (data: MimeBundle, metadata: CellMetadata = {}): Cell => ({
  cell_type: "code",
  id: "c",
  metadata,
  source: "x",
  execution_count: 1,
  outputs: [{ output_type: "display_data", data, metadata: {} }],
});
const summarize = (...cells: Cell[]): ReturnType<typeof summarizeNotebook> =>
  summarizeNotebook({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells });

describe("summarizeNotebook", () => {
  it("takes the first heading and the first sentence of the first paragraph, as plain text", () => {
    const text =
      "# The *title*\n\n- a list\n\nIt reaches **82 %** with `k = 3`[^1] on\n[real](x.html) rows. More.\n\n[^1]: Note.";
    assert.deepEqual(summarize(markdown(text)), {
      title: "The title",
      description: "It reaches 82 % with k = 3 on real rows.",
      charts: 0,
      tables: 0,
    });
  });

  it("looks on where the first cell has no paragraph, and passes over hidden ones", () => {
    const summary = summarize(markdown("# Title"), markdown("Hidden.", { tags: ["remove-cell"] }), markdown("Seen."));
    assert.equal(summary.description, "Seen.");
  });

  it("counts the charts and tables that the page shows", () => {
    const chart = { "application/vnd.plotly.v1+json": { data: [] }, "text/html": "<table></table>" };
    const summary = summarize(
      code(chart),
      code({ "text/html": "<table></table>" }),
      code({ "text/html": "<p></p>" }),
      code(chart, { tags: ["remove-output"] }),
    );
    assert.deepEqual(summary, { charts: 1, tables: 1 });
  });
});
