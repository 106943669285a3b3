import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { Kernel } from "../../../src/notebook/kernel.ts";
import { coalesceStreams } from "../../../src/notebook/coalesceStreams.ts";
import type { CodeCell, Notebook, Output } from "../../../src/notebook/nbformat.ts";
import { INJECTED_TAG, injectParameters } from "../../../src/notebook/parameters.ts";
import { readNotebook } from "../../../src/notebook/readNotebook.ts";
import { runNotebook } from "../../../src/notebook/runNotebook.ts";
import { writeNotebook } from "../../../src/notebook/writeNotebook.ts";
import { JUPYTER, type JupyterHome, jupyterHome, skipWithoutJupyter } from "../../support/jupyter.ts";
import { codeCell, notebookOf, printedBy } from "../../support/notebook.ts";
import { PYTHON, skipWithoutPython } from "../../support/python.ts";
import { ROOT, withoutColours } from "../../support/session.ts";

const FOLDER = join(ROOT, "notebooks");
const NOTEBOOKS = readdirSync(FOLDER).filter((name) => name.endsWith(".ipynb"));

/** Executes the notebook of the first path in its folder and writes it to the second. */
const NBCLIENT = `
import sys, os, nbformat
from nbclient import NotebookClient
given, written = sys.argv[1:]
notebook = nbformat.read(given, as_version=4)
NotebookClient(notebook, timeout=600, resources={"metadata": {"path": os.path.dirname(given)}}).execute()
nbformat.write(notebook, written)
`;

/** A cell that shows how long something took says so by its tag. */
function isTimed({ metadata }: CodeCell): boolean {
  return metadata.tags?.includes("times") ?? false;
}

/** What a notebook shows, cell by cell, without what belongs to the single run. */
function shownBy({ cells }: Notebook): unknown[] {
  return cells.flatMap((cell) =>
    // The runner passes over the value of the given parameters' last assignment, which a client shows.
    cell.cell_type === "code" && cell.id !== INJECTED_TAG
      ? [
          [
            cell.id,
            cell.execution_count,
            isTimed(cell) ? [] : coalesceStreams(cell.outputs).map((output: Output) => ({ ...output })),
          ],
        ]
      : [],
  );
}

describe(
  "notebooks in other runners, on our kernel",
  { skip: skipWithoutPython("nbclient") || skipWithoutJupyter() },
  () => {
    let home: JupyterHome;
    before(async () => {
      home = await jupyterHome();
    });
    after(() => home.close());

    const execute = (command: string, args: readonly string[]): string =>
      execFileSync(command, args, {
        env: home.env,
        cwd: home.notebooks,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
      });

    for (const [i, name] of NOTEBOOKS.entries()) {
      const runner = i === 0 ? "jupyter nbconvert --execute" : "nbclient";
      it(`gives ${name} the outputs that the headless runner gives it: ${runner}`, async () => {
        const notebook = injectParameters(await readNotebook(join(FOLDER, name)), { data: "sample" });
        const [given, written] = [join(home.notebooks, name), join(home.notebooks, `executed-${name}`)];
        await writeNotebook(given, notebook);
        if (i > 0) execute(PYTHON, ["-c", NBCLIENT, given, written]);
        else execute(JUPYTER, ["nbconvert", "--execute", "--to", "notebook", "--output", written, given]);

        const ours = await runNotebook(notebook, { kernel: new Kernel({ root: ROOT, directory: home.notebooks }) });
        assert.equal(ours.failure, undefined);
        assert.deepEqual(shownBy(await readNotebook(written)), shownBy(ours.notebook));
      });
    }

    it("shows widgets in nbclient as text, with their state in the notebook, and ends", async () => {
      const code = `import { display, progressBar, slider } from "../src/notebook/author.ts";
const bar = progressBar({ max: 2, description: "Folds" });
await display(bar);
bar.value = 2;
slider({ min: 1, max: 9, description: "k" })`;
      const [given, written] = [join(home.notebooks, "widgets.ipynb"), join(home.notebooks, "widgets-out.ipynb")];
      await writeNotebook(given, notebookOf(codeCell("widgets", code)));
      execute(PYTHON, ["-c", NBCLIENT, given, written]);
      const notebook = await readNotebook(written);
      const texts = (notebook.cells[0] as CodeCell).outputs.map(
        (output) => "data" in output && output.data["text/plain"],
      );
      assert.deepEqual(texts, ["Folds: 2 of 2", "k: 1 (1 to 9)"]);
      const widgets = notebook.metadata.widgets as Record<
        string,
        { state: Record<string, { state: { value: number } }> }
      >;
      const { state } = widgets["application/vnd.jupyter.widget-state+json"]!;
      assert.deepEqual(
        Object.values(state)
          .map((one) => one.state.value)
          .sort(),
        [1, 2],
      );
    });

    it("saves widgets so that nbconvert puts them on its page", async () => {
      const path = join(home.notebooks, "saved.ipynb");
      const code =
        'import { progressBar } from "../src/notebook/author.ts";\nprogressBar({ max: 2, description: "Folds" })';
      const kernel = new Kernel({ root: ROOT, directory: home.notebooks });
      const { notebook } = await runNotebook(notebookOf(codeCell("bar", code)), { kernel });
      await writeNotebook(path, notebook);
      execute(JUPYTER, ["nbconvert", "--to", "html", path]);
      const page = readFileSync(path.replace("ipynb", "html"), "utf8");
      assert.match(page, /<script type="application\/vnd\.jupyter\.widget-state\+json">[^<]*"FloatProgressModel"/);
      assert.match(page, /<script type="application\/vnd\.jupyter\.widget-view\+json">\s*\{[^<]*"model_id"/);
    });

    it("stops nbclient at a failing cell, with its error", async () => {
      const given = join(home.notebooks, "failing.ipynb");
      await writeNotebook(
        given,
        notebookOf(codeCell("bad", "throw new RangeError('too far');"), codeCell("never", "1")),
      );
      assert.throws(
        () => execute(PYTHON, ["-c", NBCLIENT, given, given]),
        ({ stderr }: { stderr: string }) =>
          /CellExecutionError/.test(stderr) && /RangeError: too far/.test(withoutColours(stderr)),
      );
    });

    it("takes papermill's parameters from a file", { skip: skipWithoutPython("papermill") }, async () => {
      const [given, written] = [join(home.notebooks, "given.ipynb"), join(home.notebooks, "written.ipynb")];
      const parameters = join(home.notebooks, "parameters.yaml");
      const declared = codeCell(
        "parameters",
        'let data: string = "auto";\nlet k = 3;\nlet share = 0.5;\nlet quick = false;',
        "parameters",
      );
      await writeNotebook(given, notebookOf(declared, codeCell("shown", "console.log(data, k + 1, share, quick);")));
      writeFileSync(parameters, 'data: "sample"\nk: 5\nshare: 0.25\nquick: true\n');
      // Papermill writes parameters in no language called TypeScript; what it writes for C# is TypeScript too.
      execute(join(ROOT, ".venv/bin/papermill"), [
        given,
        written,
        "-l",
        ".net-csharp",
        "-f",
        parameters,
        "--no-progress-bar",
      ]);
      const executed = await readNotebook(written);
      assert.equal(printedBy(executed, "shown"), "sample 6 0.25 true\n");
    });
  },
);
