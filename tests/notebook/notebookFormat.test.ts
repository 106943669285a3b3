import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import type { Notebook } from "../../src/notebook/nbformat.ts";
import { readNotebook } from "../../src/notebook/readNotebook.ts";
import { writeNotebook } from "../../src/notebook/writeNotebook.ts";
import { PYTHON, runPython, skipWithoutPython } from "../support/python.ts";

/** A notebook with all that nbformat splits, sorts and spells in ways of its own, written by Python. */
const WRITE_WITH_PYTHON = String.raw`
import json, sys, nbformat
from nbformat.v4 import new_notebook, new_code_cell, new_markdown_cell, new_raw_cell, new_output
odd = "a\r\nb\rc\x0bd\x0ce\x1cf\x85g\u2028h\n\nlast \U0001F3B5 \ud7ff\uffff \x7f\x01 \"\\/"
figure = {"data": [{"y": [1.0, -0.0, 1e-07, 1e300, 0.1 + 0.2, 100, 12345678901234567890, 5e-324, 1.50], "10": 1, "9": 2, "a": []}], "layout": {}}
figure["data"].append([[2.0], {"x": 3.0, "": 4.0}])
nb = new_notebook(metadata={"\uffff": 1, "\U0001F3B5": 2, "kernelspec": {"name": "tslab", "display_name": "TypeScript"}, "b": {"z": [], "a": {}}}, cells=[
  new_markdown_cell(odd, id="m-1", attachments={"note.png": {"image/png": "iVBO\nRw0K\n"}, "t.txt": {"text/plain": "x\ny"}}),
  new_code_cell("", id="c_1"),
  new_code_cell(odd + "\n", id="c_2", execution_count=3, metadata={"tags": ["parameters"], "execution": {"iopub.status.busy": "2026-01-01T00:00:00Z"}}, outputs=[
    new_output("stream", name="stdout", text=odd),
    new_output("display_data", data={"text/html": "<b>\n</b>", "application/vnd.plotly.v1+json": figure, "image/svg+xml": "<svg>\n</svg>", "application/javascript": "a\nb", "image/png": "a\nb", "application/json": ["a\n", "b"]}, metadata={"alt": "x"}),
    new_output("execute_result", data={"text/plain": "1\n2"}, execution_count=3),
    new_output("error", ename="E", evalue="v", traceback=["\x1b[31mE\x1b[0m", "a\nb"]),
  ]),
  new_raw_cell("raw\n", id="r"),
])
nbformat.validate(nb)
nbformat.write(nb, sys.argv[1])
print("null")
`;

const VALIDATE_WITH_PYTHON = `
import sys, json, nbformat
nb = nbformat.read(sys.argv[1], as_version=nbformat.NO_CONVERT)
nbformat.validate(nb)
print(json.dumps(nb))
`;

describe("the notebook format beside Python's nbformat", { skip: skipWithoutPython("nbformat", "nbconvert") }, () => {
  const folder = mkdtempSync(join(tmpdir(), "nbformat-"));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("reads and writes a notebook that Python wrote byte for byte", async () => {
    const theirs = join(folder, "theirs.ipynb");
    const ours = join(folder, "ours.ipynb");
    runPython(WRITE_WITH_PYTHON, null, [theirs]);
    await writeNotebook(ours, await readNotebook(theirs));
    assert.equal(readFileSync(ours, "utf8"), readFileSync(theirs, "utf8"));
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith(".tmp")),
      [],
    );
  });

  it("writes what nbformat validates, reads back the same and lays out the same", async () => {
    const notebook = sample();
    const ours = join(folder, "sample.ipynb");
    await writeNotebook(ours, notebook);
    assert.deepEqual(runPython(VALIDATE_WITH_PYTHON, null, [ours]), notebook);
    const again = join(folder, "again.ipynb");
    runPython("import sys, nbformat\nnbformat.write(nbformat.read(sys.argv[1], 4), sys.argv[2])\nprint(0)", null, [
      ours,
      again,
    ]);
    assert.equal(readFileSync(again, "utf8"), readFileSync(ours, "utf8"));
  });

  it("writes what nbconvert renders", async () => {
    const ours = join(folder, "render.ipynb");
    await writeNotebook(ours, sample());
    const args = ["-m", "nbconvert", "--to", "html", "--template", "basic", "--stdout", ours];
    const html = execFileSync(PYTHON, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    assert.match(html, /A title/);
    assert.match(html, /first line/);
  });
});

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

  it("refuses another format and older versions, and says how to mend them", async () => {
    await refuses([], /not a notebook: it has no "nbformat"/);
    await refuses({ worksheets: [], nbformat: 3, nbformat_minor: 0 }, /nbformat 3 .*JupyterLab/);
    await refuses({ ...sample(), nbformat_minor: 4 }, /nbformat 4\.4 .*JupyterLab/);
    await refuses({ ...sample(), nbformat_minor: undefined }, /nbformat_minor.*JupyterLab/);
  });

  it("refuses cells without id, with the id of another, and of an unknown type", async () => {
    const withCell = (change: object): object => ({
      ...sample(),
      cells: [sample().cells[0], { ...sample().cells[1], ...change }],
    });
    await refuses(withCell({ id: undefined }), /cell 2 has no id: .*JupyterLab/);
    await refuses(withCell({ id: "intro" }), /cell 2 has the id of cell 1 \("intro"\): .*JupyterLab/);
    await refuses(withCell({ id: "a b" }), /cell 2 \(id "a b"\), id: an id has/);
    await refuses(withCell({ cell_type: "heading" }), /cell 2 \(id "code"\): cell_type is "heading"/);
    await refuses(withCell({ cell_type: undefined }), /cell_type is missing/);
    await refuses(withCell({ metadata: { tags: ["a", "a"] } }), /cell 2 \(id "code"\), metadata\.tags: /);
    await refuses(withCell({ source: 3 }), /cell 2 \(id "code"\), source: expected a string or a list of strings/);
    await refuses(withCell({ color: "red" }), /cell 2 \(id "code"\): .*color/);
    await refuses({ ...sample(), cells: [null] }, /cell 1: /);
    await refuses({ ...sample(), cells: "none" }, /: cells: /);
  });

  it("refuses outputs of the wrong shape, with cell and path", async () => {
    const withOutput = (output: object): object => ({
      ...sample(),
      cells: [{ ...sample().cells[1], outputs: [output] }],
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

  it("accepts a byte order mark and a minor version that is yet to come", async () => {
    const path = join(folder, "good.ipynb");
    writeFileSync(path, `\ufeff${JSON.stringify({ ...sample(), nbformat_minor: 6, novelty: true })}`);
    assert.equal((await readNotebook(path)).cells.length, 2);
  });
});

describe("writeNotebook", () => {
  it("leaves no temporary file and the old content when it fails", async () => {
    const folder = mkdtempSync(join(tmpdir(), "nbformat-write-"));
    const path = join(folder, "taken");
    await writeNotebook(join(path, "inside.ipynb"), sample());
    await assert.rejects(writeNotebook(path, sample()));
    assert.deepEqual(readdirSync(folder), ["taken"]);
    rmSync(folder, { recursive: true });
  });
});

function sample(): Notebook {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: "tslab", display_name: "TypeScript" } },
    cells: [
      { cell_type: "markdown", id: "intro", metadata: {}, source: "# A title\n\nProse." },
      {
        cell_type: "code",
        id: "code",
        metadata: { tags: ["parameters"] },
        source: "const k = 3;\nk",
        execution_count: 1,
        outputs: [
          { output_type: "stream", name: "stdout", text: "first line\nsecond" },
          {
            output_type: "execute_result",
            execution_count: 1,
            metadata: {},
            data: { "text/plain": "3", "application/vnd.plotly.v1+json": { data: [{ y: [1, 0.5] }], layout: {} } },
          },
        ],
      },
    ],
  };
}
