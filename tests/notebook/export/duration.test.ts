import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cellSeconds, formatDuration } from "../../../src/notebook/export/renderCell.ts";
import type { CodeCell, ExecutionTimes } from "../../../src/notebook/nbformat.ts";

describe("formatDuration", () => {
  it("gives the two units that matter", () => {
    const seconds = [0, 0.0083, 0.9994, 0.9996, 1.44, 9.94, 9.96, 59.4, 59.6, 125, 3599.7, 3780];
    assert.deepEqual(seconds.map(formatDuration), [
      "0 ms",
      "8 ms",
      "999 ms",
      "1.0 s",
      "1.4 s",
      "9.9 s",
      "10 s",
      "59 s",
      "1 min 0 s",
      "2 min 5 s",
      "1 h 0 min",
      "1 h 3 min",
    ]);
  });
});

describe("cellSeconds", () => {
  const cell = (execution?: ExecutionTimes): CodeCell => ({
    cell_type: "code",
    id: "c",
    source: "",
    outputs: [],
    execution_count: 1,
    metadata: execution ? { execution } : {},
  });

  it("goes from the start of the input to the idle kernel", () => {
    const times = {
      "iopub.status.busy": "2026-01-01T00:00:00.000Z",
      "iopub.execute_input": "2026-01-01T00:00:01.000Z",
      "iopub.status.idle": "2026-01-01T00:00:03.500Z",
      "shell.execute_reply": "2026-01-01T00:00:09.000Z",
    };
    assert.equal(cellSeconds(cell(times)), 2.5);
  });

  it("is undefined where times are missing or make no sense", () => {
    assert.equal(cellSeconds(cell()), undefined);
    assert.equal(cellSeconds(cell({ "iopub.status.busy": "2026-01-01T00:00:00Z" })), undefined);
    assert.equal(cellSeconds(cell({ "iopub.status.busy": "then", "iopub.status.idle": "now" })), undefined);
  });
});
