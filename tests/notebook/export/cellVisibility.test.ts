import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cellVisibility } from "../../../src/notebook/export/renderCell.ts";
import type { CellMetadata } from "../../../src/notebook/nbformat.ts";

const visibility = (metadata: CellMetadata): ReturnType<typeof cellVisibility> =>
  cellVisibility({ cell_type: "code", id: "c", source: "", outputs: [], execution_count: null, metadata });

describe("cellVisibility", () => {
  it("shows all of a cell without tags", () => {
    assert.deepEqual(visibility({}), { cell: "shown", input: "shown", output: "shown" });
  });

  it("folds what is hidden and leaves out what is removed; removing wins", () => {
    assert.equal(visibility({ tags: ["hide-input"] }).input, "folded");
    assert.equal(visibility({ tags: ["hide-output"] }).output, "folded");
    assert.equal(visibility({ tags: ["hide-cell"] }).cell, "folded");
    assert.equal(visibility({ tags: ["remove-input", "hide-input"] }).input, "removed");
    assert.equal(visibility({ tags: ["remove-output"] }).output, "removed");
    assert.equal(visibility({ tags: ["remove-cell"] }).cell, "removed");
  });

  it("reads tags with underscores and JupyterLab's hidden inputs and outputs", () => {
    assert.equal(visibility({ tags: ["remove_cell"] }).cell, "removed");
    assert.equal(visibility({ jupyter: { source_hidden: true } }).input, "folded");
    assert.equal(visibility({ jupyter: { outputs_hidden: true } }).output, "folded");
  });
});
