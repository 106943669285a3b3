import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "node:test";
import { Kernel } from "../../src/notebook/kernel.ts";
import type { CodeCell, Notebook } from "../../src/notebook/nbformat.ts";
import { type NotebookRun, runNotebook, type RunNotebookOptions } from "../../src/notebook/runNotebook.ts";
import { codeCell, notebookOf, printedBy } from "../support/notebook.ts";
import { ROOT, withoutColours } from "../support/session.ts";

const run = (
  notebook: Notebook,
  {
    kernel = new Kernel({ root: ROOT, directory: join(ROOT, "notebooks") }),
    ...options
  }: Partial<RunNotebookOptions> = {},
): Promise<NotebookRun> => runNotebook(notebook, { kernel, ...options });

const cellOf = ({ notebook }: NotebookRun, id: string): CodeCell =>
  notebook.cells.find((cell) => cell.id === id) as CodeCell;

/** A widget in a notebook's metadata. */
interface SavedWidget {
  readonly model_name: string;
  readonly model_module: string;
  readonly state: { readonly value: number; readonly description: string };
}

describe("runNotebook", () => {
  it("runs code cells in order, counts them, and records when each ran", async () => {
    const done = await run(
      notebookOf(
        codeCell("one", "const x = 1;\nx"),
        { cell_type: "markdown", id: "words", metadata: {}, source: "Words" },
        codeCell("empty", "  \n"),
        codeCell("skipped", "throw new Error('must not run')", "skip-execution"),
        codeCell("two", "console.log('a');\nconsole.log('b');\nx + 1"),
      ),
    );
    assert.equal(done.failure, undefined);
    assert.equal(cellOf(done, "one").execution_count, 1);
    assert.equal(cellOf(done, "two").execution_count, 2);
    assert.deepEqual(cellOf(done, "two").outputs, [
      { output_type: "stream", name: "stdout", text: "a\nb\n" },
      { output_type: "execute_result", execution_count: 2, data: { "text/plain": "2" }, metadata: {} },
    ]);
    for (const id of ["empty", "skipped"]) {
      assert.equal(cellOf(done, id).execution_count, null);
      assert.equal(cellOf(done, id).metadata.execution, undefined);
    }
    const times = cellOf(done, "two").metadata.execution!;
    const order = ["iopub.status.busy", "iopub.execute_input", "shell.execute_reply", "iopub.status.idle"];
    const stamps = order.map((key) => times[key]!);
    assert.deepEqual(stamps, [...stamps].sort());
    assert.ok(stamps.every((stamp) => new Date(stamp).toISOString() === stamp));
  });

  it("forgets outputs of an earlier run, but not of a cell tagged skip-execution, and leaves the notebook given as it was", async () => {
    const old = codeCell("old", "1;\nconst y = 0;");
    old.outputs = [{ output_type: "stream", name: "stdout", text: "stale" }];
    old.execution_count = 9;
    const kept = codeCell("kept", "throw new Error('must not run')", "skip-execution");
    kept.outputs = [{ output_type: "stream", name: "stdout", text: "of last year" }];
    kept.execution_count = 7;
    const done = await run(notebookOf(old, kept));
    assert.deepEqual(cellOf(done, "old").outputs, []);
    assert.equal(cellOf(done, "old").execution_count, 1);
    assert.equal(old.execution_count, 9);
    assert.deepEqual(cellOf(done, "kept"), kept);
  });

  it("shows widgets as they stand at the end of the run, without waiting for a reader", async () => {
    const done = await run(
      notebookOf(
        codeCell("import", 'import { display, progressBar, slider } from "../src/notebook/author.ts";'),
        codeCell(
          "bar",
          'const bar = progressBar({ max: 4, description: "Folds" });\nawait display(bar);\nbar.value = 1;',
        ),
        codeCell("slider", 'const k = slider({ min: 1, max: 9, value: 3, description: "k" }, () => {});\nk'),
        codeCell("later", "bar.value = 3;"),
      ),
    );
    assert.equal(done.failure, undefined);
    const [bar] = cellOf(done, "bar").outputs;
    assert.ok(bar?.output_type === "display_data");
    const view = "application/vnd.jupyter.widget-view+json";
    assert.deepEqual(Object.keys(bar.data), [view, "text/html", "text/plain"]);
    assert.equal(bar.data["text/plain"], "Folds: 3 of 4");
    const [slider] = cellOf(done, "slider").outputs;
    assert.ok(slider?.output_type === "execute_result");
    assert.equal(slider.data["text/plain"], "k: 3 (1 to 9)");
    // As nbclient saves them, so that clients show them although no kernel runs.
    const { widgets } = done.notebook.metadata as { widgets: Record<string, { state: Record<string, SavedWidget> }> };
    const { state, ...version } = widgets["application/vnd.jupyter.widget-state+json"]!;
    assert.deepEqual(version, { version_major: 2, version_minor: 0 });
    const saved = [bar, slider].map(({ data }) => state[(data[view] as { model_id: string }).model_id]!);
    assert.deepEqual(
      saved.map(({ model_name, model_module, state: { value, description } }) => [
        model_name,
        model_module,
        value,
        description,
      ]),
      [
        ["FloatProgressModel", "@jupyter-widgets/controls", 3, "Folds"],
        ["IntSliderModel", "@jupyter-widgets/controls", 3, "k"],
      ],
    );
    // Another run forgets those that nothing shows any more, and keeps those of a cell that isn't run.
    const again = structuredClone(done.notebook);
    for (const cell of again.cells) if (cell.cell_type === "code") cell.source = "";
    assert.equal((await run(again)).notebook.metadata.widgets, undefined);
    again.cells[2]!.metadata.tags = ["skip-execution"];
    assert.deepEqual((await run(again)).notebook.metadata.widgets, widgets);
  });

  it("puts U+FFFD for half a surrogate pair in every kind of output", async () => {
    const done = await run(
      notebookOf(
        codeCell("stream", "console.log('\\ud800 printed')"),
        codeCell("result", "'\\ud800 worth'"),
        codeCell("display", "import { display } from 'tslab';\ndisplay.html('\\udfff shown');"),
        codeCell("error", "throw new Error('\\ud800 thrown')"),
      ),
    );
    assert.equal(done.failure?.reason, "Error: \ufffd thrown");
    const texts = JSON.stringify(done.notebook.cells.map((cell) => (cell as CodeCell).outputs));
    assert.deepEqual(texts.match(/\ufffd (printed|worth|shown|thrown)/g), [
      "\ufffd printed",
      "\ufffd worth",
      "\ufffd shown",
      "\ufffd thrown",
      "\ufffd thrown",
    ]);
    assert.doesNotMatch(texts, /(?<!\\)\\ud[89a-f]/);
  });

  it("stops at the first cell that fails and names it, with the error as Jupyter records it", async () => {
    const done = await run(
      notebookOf(codeCell("fine", "1"), codeCell("bad", "\nthrow new RangeError('too far');"), codeCell("never", "2")),
    );
    assert.deepEqual(done.failure, { kind: "error", cellId: "bad", executionCount: 2, reason: "RangeError: too far" });
    const [error] = cellOf(done, "bad").outputs;
    assert.ok(error?.output_type === "error");
    assert.deepEqual([error.ename, error.evalue], ["RangeError", "too far"]);
    assert.match(withoutColours(error.traceback.join("\n")), /Cell In\[2\]:2:7/);
    assert.equal(cellOf(done, "never").execution_count, null);
  });

  it("clears outputs, at once or when the next one comes, and waits for a promise that was not awaited", async () => {
    const load = 'import { clearOutput } from "../src/notebook/author.ts";';
    const done = await run(
      notebookOf(
        codeCell("at-once", `${load}\nconsole.log("gone");\nclearOutput();`),
        codeCell("later", 'console.log("stays");\nclearOutput({ wait: true });'),
        codeCell("replaced", 'console.log("gone");\nclearOutput({ wait: true });\nconsole.log("new");'),
        codeCell("promise", "Promise.resolve(7)"),
      ),
    );
    assert.equal(done.failure, undefined);
    assert.deepEqual(cellOf(done, "at-once").outputs, []);
    assert.equal(printedBy(done.notebook, "later"), "stays\n");
    assert.equal(printedBy(done.notebook, "replaced"), "new\n");
    const [result] = cellOf(done, "promise").outputs;
    assert.deepEqual(result?.output_type === "execute_result" && result.data, { "text/plain": "7" });
  });

  it("goes on after a cell that is tagged raises-exception, and tells how far it is", async () => {
    const seen: string[] = [];
    const done = await run(notebookOf(codeCell("bad", "throw 1", "raises-exception"), codeCell("next", "2")), {
      onProgress: (ended, total) => seen.push(`${ended}/${total}`),
    });
    assert.equal(done.failure, undefined);
    assert.equal(cellOf(done, "bad").outputs[0]?.output_type, "error");
    assert.equal(cellOf(done, "next").execution_count, 2);
    assert.deepEqual(seen, ["0/2", "1/2"]);
  });

  it("interrupts a cell at its timeout, be it computing or waiting, and keeps what it printed", async () => {
    for (const source of [
      "console.log('begun');\nwhile (true) {}",
      "console.log('begun');\nawait new Promise(() => 0);",
    ]) {
      const done = await run(notebookOf(codeCell("slow", source), codeCell("never", "1")), { cellTimeout: 4000 });
      assert.deepEqual(done.failure, {
        kind: "timeout",
        cellId: "slow",
        executionCount: 1,
        reason: "the cell took longer than 4 s",
      });
      const [printed, error, ...rest] = cellOf(done, "slow").outputs;
      assert.deepEqual(printed, { output_type: "stream", name: "stdout", text: "begun\n" });
      assert.ok(error?.output_type === "error" && error.ename === "CellTimeoutError");
      assert.deepEqual(rest, []);
      assert.equal(cellOf(done, "never").execution_count, null);
    }
  });

  it("ends the kernel of a cell that does not react to the interrupt", async () => {
    const source = "await new Promise((resolve) => setTimeout(resolve, 1));\nwhile (true) {}";
    const done = await run(notebookOf(codeCell("stuck", source)), { cellTimeout: 500, patience: 300 });
    assert.equal(done.failure?.kind, "timeout");
    assert.equal(done.failure.cellId, "stuck");
  });

  it("stops a notebook that takes longer than it may", async () => {
    const wait = "await new Promise((resolve) => setTimeout(resolve, 400));";
    const cells = Array.from({ length: 20 }, (_, i) => codeCell(`wait-${i}`, wait));
    const done = await run(notebookOf(...cells), { notebookTimeout: 3000 });
    assert.equal(done.failure?.kind, "timeout");
    assert.equal(done.failure.reason, "the notebook took longer than 3 s");
  });

  it("says how a kernel died", async () => {
    const exited = await run(notebookOf(codeCell("exit", "console.log('last words');\nprocess.exit(3);")));
    assert.equal(exited.failure?.kind, "dead-kernel");
    assert.equal(exited.failure.reason, "the kernel ended with exit code 3 (does the cell call process.exit?)");
    assert.equal(printedBy(exited.notebook, "exit"), "last words\n");

    const killed = await run(notebookOf(codeCell("kill", "process.kill(process.pid, 'SIGKILL');")));
    assert.match(killed.failure!.reason, /the kernel was killed \(SIGKILL\)/);
    const last = cellOf(killed, "kill").outputs.at(-1);
    assert.ok(last?.output_type === "error" && last.ename === "DeadKernelError");
  });

  it("names want of memory as such", async () => {
    const { NODE_OPTIONS: given } = process.env;
    // Of the kernel, which inherits it; a running V8 takes no other limit any more.
    process.env.NODE_OPTIONS = "--max-old-space-size=200";
    const kernel = new Kernel({ root: ROOT, directory: join(ROOT, "notebooks") });
    if (given === undefined) delete process.env.NODE_OPTIONS;
    else process.env.NODE_OPTIONS = given;
    const fill = "const kept: unknown[] = [];\nwhile (true) kept.push(new Array(1_000_000).fill({}));";
    const done = await run(notebookOf(codeCell("fine", "1"), codeCell("fill", fill)), { kernel });
    assert.equal(done.failure?.kind, "dead-kernel");
    assert.equal(done.failure.cellId, "fill");
    assert.match(done.failure.reason, /ran out of memory/);
  });

  it("waits for what cells left running, and fails where that fails", async () => {
    const printing = codeCell("timer", "setTimeout(() => console.log('late'), 200);\nconst z = 0;");
    const done = await run(notebookOf(printing, codeCell("next", "1")));
    assert.equal(done.failure, undefined);
    assert.equal(printedBy(done.notebook, "timer"), "late\n");

    const failing = codeCell("timer", "setTimeout(() => { throw new Error('late'); }, 200);\nconst z = 0;");
    const failed = await run(notebookOf(failing, codeCell("next", "1")));
    assert.deepEqual(failed.failure, { kind: "late-error", cellId: "timer", executionCount: 1, reason: "Error: late" });
  });

  it("does not wait for ever for what never ends", async () => {
    const done = await run(notebookOf(codeCell("clock", "setInterval(() => 0, 50);\nconst z = 0;")), { patience: 300 });
    assert.equal(done.failure, undefined);
  });

  it("replaces an updated display wherever it stands", async () => {
    const done = await run(
      notebookOf(
        codeCell("show", "import { newDisplay } from 'tslab';\nconst box = newDisplay();\nbox.text('old');"),
        codeCell("update", "box.text('new');"),
      ),
    );
    assert.deepEqual(cellOf(done, "show").outputs, [
      { output_type: "display_data", data: { "text/plain": "new" }, metadata: {} },
    ]);
    assert.deepEqual(cellOf(done, "update").outputs, []);
  });

  it("runs cells with type errors where the notebook or the caller says so, with a warning in the cell", async () => {
    const wrong = notebookOf(codeCell("wide", "const wide: string = 1;\nwide"));
    const lenient = { ...wrong, metadata: { ...wrong.metadata, type_errors: "warnings" } };
    const warning = /^warning: 1:7 - TS2322: Type 'number' is not assignable/;
    for (const [notebook, options] of [
      [lenient, {}],
      [wrong, { typeErrors: "warnings" }],
    ] as const) {
      const { notebook: ran, failure } = await run(notebook, options);
      assert.equal(failure, undefined);
      const [printed, value] = (ran.cells[0] as CodeCell).outputs;
      assert.match(printed?.output_type === "stream" ? printed.text : "", warning);
      assert.equal(value?.output_type, "execute_result");
    }
    assert.equal((await run(lenient, { typeErrors: "errors" })).failure?.kind, "error");
  });
});
