import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { readNotebook } from "../../src/notebook/readNotebook.ts";
import { sampleNotebook } from "./sampleNotebook.ts";

describe("readNotebook", () => {
  const folder = mkdtempSync(join(tmpdir(), "nbformat-bad-"));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const refuses = async (content: string | Uint8Array | object, message: RegExp): Promise<void> => {
    const path = join(folder, "bad.ipynb");
    const raw = typeof content === "string" || content instanceof Uint8Array;
    writeFileSync(path, raw ? content : JSON.stringify(content));
    await assert.rejects(readNotebook(path), (error: Error) => {
      assert.equal(error.name, "NotebookError");
      assert.ok(error.message.startsWith(path), error.message);
      assert.doesNotMatch(error.message, /\n/);
      assert.match(error.message.slice(path.length), message);
      return true;
    });
  };

  it("refuses what is not JSON, with line and column", async () => {
    await refuses('{\n "cells": [\n  {,}\n ]\n}', /^:3:4: not JSON: value expected/);
    await refuses("print('hello')\n", /^:1:1: not JSON/);
    await refuses('{"cells": [NaN]}', /^:1:12: not JSON/);
    await refuses('{"cells": [', /^:1:12: not JSON/);
    await refuses('{"nbformat": 4} x', /^:1:17: not JSON/);
    await refuses("{'nbformat': 4}", /^:1:2: not JSON/);
    await refuses('{"a": "b\nc"}', /^:1:7: not JSON/);
    await refuses('{"a": 01}', /^:1:\d: not JSON/);
  });

  it("refuses an empty file, one that is not text, a folder and a missing file", async () => {
    await refuses("", /empty/);
    await refuses(" \n", /empty/);
    await refuses(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff]), /not UTF-8/);
    await assert.rejects(readNotebook(folder), {
      name: "NotebookError",
      message: `${folder}: a folder, not a notebook`,
    });
    await assert.rejects(readNotebook(join(folder, "none.ipynb")), { name: "NotebookError", message: /no such file$/ });
  });

  it("refuses another format, and says how to mend it", async () => {
    await refuses([], /not a notebook: it has no "nbformat"/);
    await refuses({ worksheets: [], nbformat: 3, nbformat_minor: 0 }, /nbformat 3 .*JupyterLab/);
    await refuses({ ...sampleNotebook(), nbformat_minor: undefined }, /nbformat_minor.*JupyterLab/);
  });

  it("refuses cells with an impossible id, and of an unknown type", async () => {
    const withCell = (change: object): object => ({
      ...sampleNotebook(),
      cells: [sampleNotebook().cells[0], { ...sampleNotebook().cells[1], ...change }],
    });
    await refuses(withCell({ id: "a b" }), /cell 2 \(id "a b"\), id: an id has/);
    await refuses(withCell({ cell_type: "heading" }), /cell 2 \(id "code"\): cell_type is "heading"/);
    await refuses(withCell({ cell_type: undefined }), /cell_type is missing/);
    await refuses(withCell({ metadata: { tags: ["a", "a"] } }), /cell 2 \(id "code"\), metadata\.tags: /);
    await refuses(withCell({ source: 3 }), /cell 2 \(id "code"\), source: expected a string or a list of strings/);
    await refuses(withCell({ color: "red" }), /cell 2 \(id "code"\): .*color/);
    await refuses({ ...sampleNotebook(), cells: [null] }, /cell 1: /);
    await refuses({ ...sampleNotebook(), cells: "none" }, /: cells: /);
  });

  it("refuses outputs of the wrong shape, with cell and path", async () => {
    const withOutput = (output: object): object => ({
      ...sampleNotebook(),
      cells: [{ ...sampleNotebook().cells[1], outputs: [output] }],
    });
    const place = /cell 1 \(id "code"\), outputs\[0\]/;
    await refuses(withOutput({ output_type: "pyout" }), new RegExp(place.source + String.raw`.*execute_result`));
    await refuses(
      withOutput({ output_type: "stream", name: "stdout" }),
      new RegExp(place.source + String.raw`\.text: `),
    );
    await refuses(
      withOutput({ output_type: "display_data", metadata: {}, data: { "image/png": 3 } }),
      new RegExp(place.source + String.raw`\.data\["image/png"\]: expected a string`),
    );
    await refuses(
      withOutput({ output_type: "error", ename: "E", evalue: "", traceback: "one" }),
      new RegExp(place.source + String.raw`\.traceback: `),
    );
  });

  it("brings older notebooks up to date and repairs ids, the same way each time", async () => {
    const path = join(folder, "old.ipynb");
    const cell = { cell_type: "code", metadata: {}, source: "1+1", execution_count: null, outputs: [] };
    for (const minor of [0, 1, 2, 3, 4, 5]) {
      const cells = [cell, { ...cell, id: "cell-3" }, cell, { ...cell, id: "cell-3" }, { ...cell, id: "own" }];
      writeFileSync(path, JSON.stringify({ nbformat: 4, nbformat_minor: minor, metadata: {}, cells }));
      const notebook = await readNotebook(path);
      assert.equal(notebook.nbformat_minor, 5);
      assert.deepEqual(
        notebook.cells.map(({ id }) => id),
        ["cell-1", "cell-3", "cell-3-again", "cell-4", "own"],
      );
    }
  });

  it("accepts a byte order mark and a minor version that is yet to come", async () => {
    const path = join(folder, "good.ipynb");
    writeFileSync(path, `\ufeff${JSON.stringify({ ...sampleNotebook(), nbformat_minor: 6, novelty: true })}`);
    assert.equal((await readNotebook(path)).cells.length, 2);
  });
});
