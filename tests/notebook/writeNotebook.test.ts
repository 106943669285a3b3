import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { readNotebook } from "../../src/notebook/readNotebook.ts";
import { formatNotebook, writeNotebook } from "../../src/notebook/writeNotebook.ts";
import { PYTHON, runPython, skipWithoutPython } from "../support/python.ts";
import { sampleNotebook } from "./sampleNotebook.ts";

/** A notebook with all that nbformat splits and sorts in ways of its own, written by Python. */
const WRITE_WITH_PYTHON = String.raw`
import json, sys, nbformat
from nbformat.v4 import new_notebook, new_code_cell, new_markdown_cell, new_raw_cell, new_output
odd = "a\r\nb\rc\x0bd\x0ce\x1cf\x85g\u2028h\n\nlast \U0001F3B5 \ud7ff\uffff \x7f\x01 \"\\/"
figure = {"data": [{"y": [1.5, 0.1 + 0.2, 100], "b": 1, "B": 2, "a": []}], "layout": {}}
figure["data"].append([[2], {"x": 3, "": 4}])
nb = new_notebook(metadata={"\uffff": 1, "\u00e9": 2, "kernelspec": {"name": "tslab", "display_name": "TypeScript"}, "b": {"z": [], "a": {}}}, cells=[
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
    const notebook = sampleNotebook();
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

  it("lays out executed notebooks as Python does", () => {
    const program = `
import sys, json, nbformat
for path in sys.argv[1:]:
    nb = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    nbformat.validate(nb)
    assert nbformat.writes(nb) + "\\n" == open(path, newline="").read(), path
print(json.dumps(len(sys.argv) - 1))`;
    const inputs = join(import.meta.dirname, "export", "snapshots", "input");
    const paths = readdirSync(inputs).map((name) => join(inputs, name));
    assert.equal(runPython(program, null, paths), paths.length);
  });

  it("writes what nbconvert renders", async () => {
    const ours = join(folder, "render.ipynb");
    await writeNotebook(ours, sampleNotebook());
    const args = ["-m", "nbconvert", "--to", "html", "--template", "basic", "--stdout", ours];
    const html = execFileSync(PYTHON, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    assert.match(html, /A title/);
    assert.match(html, /first line/);
  });
});

describe("writeNotebook", () => {
  it("does not change the notebook it writes", () => {
    const notebook = sampleNotebook();
    formatNotebook(notebook);
    assert.deepEqual(notebook, sampleNotebook());
  });

  it("leaves no temporary file and the old content when it fails", async () => {
    const folder = mkdtempSync(join(tmpdir(), "nbformat-write-"));
    const path = join(folder, "taken");
    await writeNotebook(join(path, "inside.ipynb"), sampleNotebook());
    await assert.rejects(writeNotebook(path, sampleNotebook()));
    assert.deepEqual(readdirSync(folder), ["taken"]);
    rmSync(folder, { recursive: true });
  });
});
