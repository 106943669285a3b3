import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { exportNotebook } from "../../src/notebook/export/exportNotebook.ts";
import { Kernel } from "../../src/notebook/kernel.ts";
import type { Notebook } from "../../src/notebook/nbformat.ts";
import { readNotebook } from "../../src/notebook/readNotebook.ts";
import { runNotebook } from "../../src/notebook/runNotebook.ts";
import { writeNotebook } from "../../src/notebook/writeNotebook.ts";
import { type JupyterHome, jupyterHome } from "../support/jupyter.ts";
import { PYTHON, skipWithoutPython } from "../support/python.ts";
import { ROOT } from "../support/session.ts";

const FIXTURES = join(import.meta.dirname, "fixtures");

/** What the cells of each notebook show: notebooks that kernels, runners and exporters elsewhere stumble over. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  cwd: ["title,seconds\nBlue,30\n"],
  "for-await": ["1\n2\n"],
  lib: ["[ 1, 3 ]", "function"],
  surrogate: ["\ufffd lone\n"],
  md: ["<table><tr><td>unclosed"],
  v40: ["2"],
  v44: ["2"],
  noid45: ["2"],
};

/** The text or HTML that each code cell shows. */
function shownBy({ cells }: Notebook): string[] {
  return cells.flatMap((cell) => {
    if (cell.cell_type !== "code") return [];
    const texts = cell.outputs.map((output) => {
      if (output.output_type === "stream") return output.text;
      if (output.output_type === "error") return output.evalue;
      return String(output.data["text/html"] ?? output.data["text/plain"]);
    });
    return [texts.join("")];
  });
}

const CLIENT = `
import sys, os, nbformat
from nbclient import NotebookClient
for path in sys.argv[1:]:
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=600, kernel_name="tslab", resources={"metadata": {"path": os.path.dirname(path)}}).execute()
    nbformat.write(notebook, path)
`;

describe("notebooks that others stumble over", () => {
  // Beside `notebooks/`, so that their imports lead to the project's sources.
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(ROOT, "jupyter-test-"));
    cpSync(FIXTURES, folder, { recursive: true });
  });
  after(() => rmSync(folder, { recursive: true }));

  it("are all told here", () => {
    const names = readdirSync(FIXTURES).flatMap((name) => (name.endsWith(".ipynb") ? [name.slice(0, -6)] : []));
    assert.deepEqual(names.sort(), Object.keys(SHOWN).sort());
  });

  for (const [name, expected] of Object.entries(SHOWN)) {
    it(`run headless and can be written: ${name}.ipynb`, async () => {
      const path = join(folder, `${name}.ipynb`);
      const { notebook, failure } = await runNotebook(await readNotebook(path), {
        kernel: new Kernel({ root: ROOT, directory: folder }),
      });
      assert.equal(failure, undefined);
      assert.deepEqual(shownBy(notebook), expected);
      await writeNotebook(join(folder, "written.ipynb"), notebook);
      assert.deepEqual(shownBy(await readNotebook(join(folder, "written.ipynb"))), expected);
      if (name !== "md") return;
      const page = await exportNotebook(notebook, { fileName: "md.ipynb", folder });
      assert.doesNotMatch(page, /katex-error|var\(--error\)">/);
      assert.match(page, /unclosed<\/td><\/tr><\/tbody><\/table>/);
    });
  }

  it("run through nbclient", { skip: skipWithoutPython("nbclient") }, async () => {
    const home: JupyterHome = await jupyterHome();
    try {
      cpSync(FIXTURES, home.notebooks, { recursive: true });
      const paths = Object.keys(SHOWN).map((name) => join(home.notebooks, `${name}.ipynb`));
      execFileSync(PYTHON, ["-c", CLIENT, ...paths], { env: home.env, stdio: ["ignore", "inherit", "pipe"] });
      for (const path of paths) {
        const name = path.slice(home.notebooks.length + 1, -6);
        assert.deepEqual(shownBy(await readNotebook(path)), SHOWN[name], name);
      }
    } finally {
      home.close();
    }
  });
});
