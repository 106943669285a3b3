import { setTimeout as sleep } from "node:timers/promises";
import { cellsToRun, hasTag, SKIP_TAG } from "./cellsToRun.ts";
import { coalesceStreams } from "./coalesceStreams.ts";
import { DeadKernelError, type Kernel } from "./kernel.ts";
import type { CodeCell, DisplayDataOutput, ErrorOutput, Notebook } from "./nbformat.ts";
import { INTERRUPT_ERROR } from "./interruptError.ts";
import { INJECTED_TAG } from "./parameters.ts";
import type { SessionEvent, TypeErrors } from "./session.ts";
import { WidgetStates } from "./widgetStates.ts";

export interface RunNotebookOptions {
  /** A kernel for the notebook's folder that has executed nothing yet. It is ended with the run. */
  readonly kernel: Kernel;
  /** The time limit for a cell, in ms; after it the cell is interrupted and the notebook stops. */
  readonly cellTimeout?: number | undefined;
  /** The time limit for the whole notebook, in ms. */
  readonly notebookTimeout?: number | undefined;
  /** How long an interrupted cell has to end, and work left running by cells after the last one, in ms. */
  readonly patience?: number;
  /** Whether a cell with type errors is rejected, or runs with warnings. By default as the notebook's metadata says (`type_errors`). */
  readonly typeErrors?: TypeErrors | undefined;
  /** Called before each code cell: how many have ended, and how many there are. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Why a notebook did not finish. */
export interface NotebookFailure {
  readonly kind: "error" | "late-error" | "timeout" | "dead-kernel";
  /** The cell it happened in; absent if the kernel did not even start. */
  readonly cellId?: string;
  /** The cell's execution count, as in `In [3]`. */
  readonly executionCount?: number;
  /** One line. */
  readonly reason: string;
}

export interface NotebookRun {
  /** The executed notebook: outputs, execution counts and times of all cells that ran. */
  readonly notebook: Notebook;
  readonly failure?: NotebookFailure;
  readonly milliseconds: number;
}

const CELL_TIMEOUT = 600_000;
const PATIENCE = 3_000;
const INTERRUPT_INTERVAL = 250;

/**
 * Executes a notebook's code cells in order and stops at the first that fails. It follows nbclient wherever nbclient defines the
 * behaviour: the tags `raises-exception` (an error is expected, and the run continues) and `skip-execution`, empty cells skipped,
 * `metadata.execution` times, joined streams, updated displays, the state of widgets.
 *
 * A late error, from something a cell left running, also stops the notebook and appears with its cell. The given notebook is not
 * changed; whatever happens, everything that ran is in the returned one.
 */
export async function runNotebook(notebook: Notebook, options: RunNotebookOptions): Promise<NotebookRun> {
  return new Run(notebook, options).run();
}

class Run {
  readonly #begin = performance.now();
  readonly #options: RunNotebookOptions;
  readonly #notebook: Notebook;
  readonly #cells: readonly CodeCell[];
  readonly #kernel: Kernel;
  /** The cell of each execution count, so that late output still finds its cell. */
  readonly #executed: CodeCell[] = [];
  /** The places where each display id is shown. */
  readonly #displays = new Map<string, DisplayDataOutput[]>();
  /** Cells whose outputs are removed when the next one comes. */
  readonly #toClear = new Set<CodeCell>();
  readonly #widgets = new WidgetStates();
  #failure: NotebookFailure | undefined;

  constructor(notebook: Notebook, options: RunNotebookOptions) {
    this.#options = options;
    this.#notebook = prepare(notebook);
    this.#cells = cellsToRun(this.#notebook);
    this.#kernel = options.kernel;
    this.#kernel.onEvent = (event) => this.#onEvent(event);
  }

  async run(): Promise<NotebookRun> {
    const { notebookTimeout = Infinity, patience = PATIENCE } = this.#options;
    const deadline = this.#begin + notebookTimeout;
    try {
      await this.#kernel.ready();
      for (const [done, cell] of this.#cells.entries()) {
        this.#options.onProgress?.(done, this.#cells.length);
        await this.#execute(cell, deadline);
        if (this.#failure) break;
      }
      await this.#kernel.finish(patience);
    } catch (error) {
      if (!(error instanceof DeadKernelError)) throw error;
      this.#fail({ kind: "dead-kernel", ...this.#lastCell(), reason: error.message });
    } finally {
      this.#kernel.kill("the run is over");
      await this.#kernel.ended;
    }
    for (const cell of this.#executed) cell.outputs = coalesceStreams(cell.outputs);
    this.#widgets.saveTo(this.#notebook);
    const milliseconds = performance.now() - this.#begin;
    return { notebook: this.#notebook, milliseconds, ...(this.#failure ? { failure: this.#failure } : {}) };
  }

  async #execute(cell: CodeCell, deadline: number): Promise<void> {
    const executionCount = this.#executed.push(cell);
    cell.execution_count = executionCount;
    const busy = new Date().toISOString();
    cell.metadata.execution = { "iopub.status.busy": busy, "iopub.execute_input": busy };
    const { cellTimeout = CELL_TIMEOUT, notebookTimeout } = this.#options;
    const untilDeadline = deadline - performance.now();
    const limit = Math.max(0, Math.min(cellTimeout, untilDeadline));
    const reason =
      untilDeadline < cellTimeout
        ? `the notebook took longer than ${describeDuration(notebookTimeout!)}`
        : `the cell took longer than ${describeDuration(cellTimeout)}`;

    const cancel = new AbortController();
    const typeErrors = this.#options.typeErrors ?? typeErrorsOf(this.#notebook);
    const reply = this.#kernel.execute(cell.source, { typeErrors });
    const overtime = this.#endOvertime(limit, reason, cancel.signal);
    try {
      const { status } = await reply;
      if (status === "error" && !hasTag(cell, "raises-exception")) this.#failWithError(cell);
    } finally {
      cancel.abort();
      await overtime;
      const idle = new Date().toISOString();
      Object.assign(cell.metadata.execution, { "shell.execute_reply": idle, "iopub.status.idle": idle });
    }
  }

  /** Interrupts the cell after `limit` ms, and ends the kernel if that has no effect. */
  async #endOvertime(limit: number, reason: string, signal: AbortSignal): Promise<void> {
    // A timer can't wait longer than 2^31 - 1 ms.
    if (!(await elapsed(Math.min(limit, 2 ** 31 - 1), signal))) return;
    this.#fail({ kind: "timeout", ...this.#lastCell(), reason });
    // An interrupt may be lost while the cell is still being compiled.
    const end = performance.now() + (this.#options.patience ?? PATIENCE);
    do {
      this.#kernel.interrupt();
      if (!(await elapsed(Math.min(INTERRUPT_INTERVAL, end - performance.now()), signal))) return;
    } while (performance.now() < end);
    this.#kernel.kill(`${reason}, and did not react to the interrupt: its kernel was ended`);
  }

  #failWithError(cell: CodeCell): void {
    const error = cell.outputs.findLast((output): output is ErrorOutput => output.output_type === "error");
    this.#fail({ kind: "error", ...this.#lastCell(), reason: describeError(error) });
  }

  /** The first failure is the cause; its consequences aren't worth reporting. */
  #fail(failure: NotebookFailure): void {
    if (this.#failure) return;
    this.#failure = failure;
    const cell = this.#executed[(failure.executionCount ?? 0) - 1];
    if (!cell || failure.kind === "error" || failure.kind === "late-error") return;
    const ename = failure.kind === "timeout" ? "CellTimeoutError" : "DeadKernelError";
    const { reason } = failure;
    cell.outputs.push({ output_type: "error", ename, evalue: reason, traceback: [`${ename}: ${reason}`] });
  }

  #lastCell(): { cellId?: string; executionCount?: number } {
    const cell = this.#executed.at(-1);
    return cell ? { cellId: cell.id, executionCount: this.#executed.length } : {};
  }

  #onEvent(event: SessionEvent): void {
    const cell = this.#executed[Math.max(event.execution, 1) - 1];
    // Before the first cell nothing is lost: the kernel's death reports it.
    if (!cell) return;
    if (event.type !== "clear_output" && this.#toClear.delete(cell)) cell.outputs = [];
    switch (event.type) {
      case "stream":
        cell.outputs.push({ output_type: "stream", name: event.name, text: event.text });
        break;
      case "execute_result": {
        // An assignment's value isn't worth showing; papermill's cell shows nothing either.
        if (hasTag(cell, INJECTED_TAG)) break;
        const { data, metadata } = event;
        cell.outputs.push({ output_type: "execute_result", execution_count: cell.execution_count, data, metadata });
        break;
      }
      case "error": {
        const { ename, evalue, traceback, late } = event;
        // The interrupt is ours; the timeout that caused it has been reported.
        if (ename === INTERRUPT_ERROR && this.#failure?.kind === "timeout") break;
        const output: ErrorOutput = { output_type: "error", ename, evalue, traceback: [...traceback] };
        cell.outputs.push(output);
        if (late && !hasTag(cell, "raises-exception")) {
          const executionCount = Math.max(event.execution, 1);
          this.#fail({ kind: "late-error", cellId: cell.id, executionCount, reason: describeError(output) });
        }
        break;
      }
      case "comm":
        this.#widgets.hear(event.message);
        break;
      case "clear_output":
        if (event.wait) this.#toClear.add(cell);
        else cell.outputs = [];
        break;
      default: {
        const { data, metadata, displayId } = event;
        const shown = displayId === undefined ? [] : (this.#displays.get(displayId) ?? []);
        if (event.type === "update_display_data") {
          for (const place of shown) Object.assign(place, { data, metadata });
          break;
        }
        const output: DisplayDataOutput = { output_type: "display_data", data, metadata };
        cell.outputs.push(output);
        if (displayId !== undefined) this.#displays.set(displayId, [...shown, output]);
      }
    }
  }
}

/** A copy without the outputs, counts and times of an earlier run, except for cells tagged `skip-execution`. */
function prepare(notebook: Notebook): Notebook {
  const copy = structuredClone(notebook);
  for (const cell of copy.cells) {
    // A cell that isn't run keeps its outputs, as its author wants.
    if (cell.cell_type !== "code" || hasTag(cell, SKIP_TAG)) continue;
    cell.outputs = [];
    cell.execution_count = null;
    delete cell.metadata.execution;
  }
  return copy;
}

function typeErrorsOf({ metadata }: Notebook): TypeErrors {
  return metadata.type_errors === "warnings" ? "warnings" : "errors";
}

function describeError(error: ErrorOutput | undefined): string {
  if (!error) return "the cell failed";
  const [firstLine = ""] = error.evalue.split("\n");
  return `${error.ename}: ${firstLine}`;
}

function describeDuration(milliseconds: number): string {
  return `${milliseconds / 1000} s`;
}

/** Whether `milliseconds` passed before `signal` was aborted. */
async function elapsed(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(milliseconds, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}
