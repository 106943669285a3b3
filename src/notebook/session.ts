import { AsyncLocalStorage } from "node:async_hooks";
import { join } from "node:path";
import { inspect, types } from "node:util";
import { readerGlobals } from "./cellGlobals.ts";
import { type CellError, toCellError } from "./cellError.ts";
import { cellOfStack, scriptName, withOwnStacks } from "./cellStack.ts";
import { COMM_HOOK } from "./comm.ts";
import { CLEAR_HOOK, type ClearHook, DISPLAY_HOOK, type DisplayHook } from "./display.ts";
import { InterruptError } from "./interruptError.ts";
import { toMimeBundle } from "./mimeBundle.ts";
import type { WriteDisplayData } from "./loadTslab.ts";
import type { MimeBundle } from "./nbformat.ts";
import type { Completeness, Completion, Inspection } from "./codeAnswers.ts";
import { type CommEvent, type CommMessage, SessionComms } from "./sessionComms.ts";
import { TslabEngine } from "./tslabEngine.ts";

/** The file name of a cell for code that asks for it. */
const CELL_FILE = "cell.ts";

/** How long an interrupted cell has to end by itself before it is abandoned, in ms. */
const INTERRUPT_PATIENCE = 100;

/**
 * What comes out of a cell while it runs, or later. `execution` numbers the executions from 1: it is the execution count of the cell,
 * as long as every cell is counted.
 */
export type SessionEvent = { readonly execution: number } & (
  | { readonly type: "stream"; readonly name: "stdout" | "stderr"; readonly text: string }
  | {
      readonly type: "display_data" | "update_display_data";
      readonly data: MimeBundle;
      readonly metadata: Record<string, unknown>;
      readonly displayId?: string;
    }
  /** `wait`: keep what is shown until the next output replaces it. */
  | { readonly type: "clear_output"; readonly wait: boolean }
  | { readonly type: "execute_result"; readonly data: MimeBundle; readonly metadata: Record<string, unknown> }
  | { readonly type: "comm"; readonly message: CommEvent }
  /** `late`: thrown by something the cell had left running (a timer, a promise nobody awaits). */
  | ({ readonly type: "error"; readonly late: boolean } & CellError)
);

export interface SessionOptions {
  /** The project's root, which must be the working directory of the process when the session is created. */
  readonly root: string;
  /** The notebook's folder: where cells work, as in every Jupyter client, and from which their relative imports are resolved. */
  readonly directory: string;
  /** Called for every output, in order, and before `execute` resolves for everything the cell itself did. */
  readonly onEvent: (event: SessionEvent) => void;
  /** Whether types follow edits of imported files; modules are reloaded after an edit in any case. Default false. */
  readonly watch?: boolean;
  /** Whether a client hears what cells say over comms; otherwise it is for the notebook's later readers. Default false. */
  readonly liveComms?: boolean;
  /** Whether what a cell throws was caused by an interrupt that ended the processes it waited for. Default: never. */
  readonly interrupted?: () => boolean;
  /** Asks the reader a question and waits. By default nobody can be asked. */
  readonly ask?: AskReader;
  /** Called when a cell's own code starts to run, which it may prevent by an InterruptError, and when it has ended. */
  readonly onCellCode?: { readonly begins: () => void; readonly ends: () => void };
}

/**
 * The reader's answer to a question, or undefined if nobody can be asked.
 * @throws InterruptError
 */
export type AskReader = (question: string) => string | undefined;

export interface ExecuteOptions {
  /** Whether the cell is counted. Default true. */
  readonly counted?: boolean;
  /** The cell's id, if it has one: when it is run again, its previous displays are gone and can't be replaced any more. */
  readonly cell?: string;
  /** Whether the cell may ask the reader for input. Default false. */
  readonly allowStdin?: boolean;
  /** How to treat the cell's type errors: reject the cell, or print them as warnings and run it. Default `errors`. */
  readonly typeErrors?: TypeErrors;
}

export type TypeErrors = "errors" | "warnings";

export interface ExecuteReply {
  readonly status: "ok" | "error";
  /** That of the cell, or of the last one that was counted. */
  readonly executionCount: number;
}

/** The value of an expression. */
export type Evaluation =
  | { readonly status: "ok"; readonly data: MimeBundle; readonly metadata: Record<string, unknown> }
  | ({ readonly status: "error" } & CellError);

/**
 * A TypeScript session: cells that run one after the other and share their names and types. Code in a cell may print (console,
 * process.stdout), display and throw, now or later; all of it reaches `onEvent` with the cell it came from.
 *
 * There can be one session per process, because it takes over the standard streams and tslab's globals.
 */
export class Session {
  readonly #engine: TslabEngine;
  readonly #root: string;
  readonly #onEvent: (event: SessionEvent) => void;
  readonly #interrupted: () => boolean;
  readonly #context = new AsyncLocalStorage<number>();
  readonly #restore: (() => void)[] = [];
  /** The display ids in use, each with the cell that first showed it. */
  readonly #shownIds = new Map<string, string | undefined>();
  /** The cell of each execution, for those with an id. */
  readonly #cells = new Map<number, string>();
  #executions = 0;
  #executionCount = 0;
  #stopWaiting: () => void = () => undefined;
  #running = false;
  #mayAsk = false;
  readonly #onCodeBegin: () => void;
  readonly #onCodeEnd: () => void;
  readonly #comms: SessionComms;
  #closed = false;

  constructor(options: SessionOptions) {
    const {
      root,
      directory,
      onEvent,
      watch = false,
      liveComms = false,
      interrupted = () => false,
      ask,
      onCellCode,
    } = options;
    this.#interrupted = interrupted;
    if (process.cwd() !== root)
      throw new Error(`the session must run in the project's root ${root}, not ${process.cwd()}`);
    this.#onEvent = onEvent;
    this.#root = root;
    this.#engine = new TslabEngine({
      root,
      directory,
      watch,
      onDisplay: this.#onTslabDisplay,
      onCode: () => this.#onCodeBegin(),
    });
    this.#onCodeBegin = () => onCellCode?.begins();
    this.#onCodeEnd = () => onCellCode?.ends();
    process.chdir(directory);
    Object.assign(globalThis, { __dirname: directory, __filename: join(directory, CELL_FILE) });
    const show: DisplayHook = (value, options) => this.#display(value, options.metadata ?? {}, options.id);
    const clear: ClearHook = (wait) =>
      this.#onEvent({ type: "clear_output", execution: this.#currentExecution(), wait });
    const globals = readerGlobals((question) => (this.#mayAsk ? ask?.(question) : undefined));
    Object.assign(globalThis, globals, { [DISPLAY_HOOK]: show, [CLEAR_HOOK]: clear });
    this.#comms = new SessionComms(
      liveComms,
      (message) => this.#onEvent({ type: "comm", execution: this.#currentExecution(), message }),
      this.#onLateError,
    );
    Object.assign(globalThis, { [COMM_HOOK]: this.#comms.open });
    this.#takeStream("stdout");
    this.#takeStream("stderr");
    this.#listen("uncaughtException", this.#onLateError);
    this.#listen("unhandledRejection", this.#onLateError);
  }

  /** Runs one cell. Never rejects because of what the cell does: that is in the reply's `status` and an `error` event. */
  async execute(
    code: string,
    { counted = true, cell, allowStdin = false, typeErrors = "errors" }: ExecuteOptions = {},
  ): Promise<ExecuteReply> {
    if (counted) this.#executionCount++;
    const execution = ++this.#executions;
    if (cell !== undefined) this.#beginCell(cell, execution);
    const label = counted ? String(this.#executionCount) : " ";
    this.#mayAsk = allowStdin;
    this.#engine.typeErrors = typeErrors;
    const status = await this.#alone(() => this.#context.run(execution, () => this.#run(code, execution, label)));
    return { status, executionCount: this.#executionCount };
  }

  /** Evaluates expressions, each by itself, without counting them as cells. */
  async evaluate(expressions: Readonly<Record<string, string>>): Promise<Record<string, Evaluation>> {
    const values: [string, Evaluation][] = [];
    for (const [name, expression] of Object.entries(expressions)) {
      const script = scriptName(++this.#executions);
      values.push([name, await this.#alone(() => this.#evaluate(expression, script))]);
    }
    return Object.fromEntries(values);
  }

  /** Passes a client's message to the cell's object it is for; that can be interrupted like a cell. */
  async receive(message: CommMessage): Promise<void> {
    try {
      await this.#alone(() =>
        this.#interruptible(async () => {
          this.#onCodeBegin();
          await this.#comms.receive(message);
        }),
      );
    } catch (error) {
      this.#onLateError(error);
    }
  }

  /** The same, while a cell that waits for something lets other code run. */
  receiveBeside(message: CommMessage): void {
    setImmediate(() => void this.#comms.receive(message));
  }

  /** Completes the code at `offset`. */
  complete(code: string, offset: number): Completion {
    return this.#engine.complete(code, offset);
  }

  /** What is known about the name at `offset`: its type and documentation; undefined if nothing is. */
  inspect(code: string, offset: number): Inspection | undefined {
    return this.#engine.inspect(code, offset);
  }

  /** Whether a cell is ready to run, or how its next line should be indented. */
  isComplete(code: string): Completeness {
    return this.#engine.isComplete(code);
  }

  /** Ends a cell that awaits something. Call it on SIGINT, which by itself ends a cell that computes. */
  interrupt(): void {
    this.#engine.interrupt();
    this.#stopWaiting();
  }

  /** Does ahead what the first cell would wait for; call it when nobody waits for anything. Leaves no trace. */
  warmUp(): void {
    this.#engine.warmUp();
  }

  /** Makes later sessions start faster; call it when nothing waits for this one any more. */
  storeCompilerCache(): void {
    this.#engine.storeCompilerCache();
  }

  /** Restores the streams and globals. Work left running by cells continues, but its output is ignored. */
  close(): void {
    this.#closed = true;
    this.#engine.close();
    for (const restore of this.#restore) restore();
  }

  async #alone<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#closed) throw new Error("the session is closed");
    if (this.#running) throw new Error("a cell is still running");
    this.#running = true;
    try {
      return await work();
    } finally {
      this.#running = false;
    }
  }

  async #run(code: string, execution: number, label: string): Promise<"ok" | "error"> {
    try {
      const data = await this.#valueOf(code, scriptName(execution), label);
      if (data) this.#onEvent({ type: "execute_result", execution, data, metadata: {} });
      return "ok";
    } catch (error) {
      this.#reportError(this.#interrupted() ? new InterruptError() : error, execution, label, false);
      return "error";
    }
  }

  async #evaluate(expression: string, script: string): Promise<Evaluation> {
    try {
      const data = await this.#valueOf(expression, script, " ");
      return { status: "ok", data: data ?? (await toMimeBundle(undefined)), metadata: {} };
    } catch (error) {
      return { status: "error", ...this.#toCellError(error, " ") };
    }
  }

  /**
   * The value of a cell's last expression, as shown; a promise that wasn't awaited counts as what it resolves to. Undefined if there is
   * nothing to show.
   */
  #valueOf(code: string, script: string, label: string): Promise<MimeBundle | undefined> {
    return this.#interruptible(() => this.#runCode(code, script, label));
  }

  /**
   * Runs a cell's code until it has ended or has been abandoned.
   * @throws InterruptError
   */
  async #interruptible<Value>(run: () => Promise<Value>): Promise<Value> {
    const interrupted = new Promise<never>((_, reject) => {
      this.#stopWaiting = () => setTimeout(reject, INTERRUPT_PATIENCE, new InterruptError());
    });
    // An interrupt that nobody waits for any more.
    interrupted.catch(() => undefined);
    // Terminating code also terminates its callers, so it gets a stack of its own.
    const running = new Promise<Value>((resolve, reject) => {
      setImmediate(() => run().then(resolve, reject));
    });
    try {
      return await Promise.race([running, interrupted]);
    } finally {
      this.#onCodeEnd();
    }
  }

  async #runCode(code: string, script: string, label: string): Promise<MimeBundle | undefined> {
    const outcome = await this.#engine.execute(code, script, label);
    if (!outcome.ok) throw outcome.thrown;
    const value: unknown = types.isPromise(outcome.value) ? await outcome.value : outcome.value;
    return value === undefined || value === null ? undefined : this.#bundleOf(value);
  }

  #beginCell(cell: string, execution: number): void {
    this.#cells.set(execution, cell);
    for (const [id, shownBy] of this.#shownIds) if (shownBy === cell) this.#shownIds.delete(id);
  }

  async #display(value: unknown, metadata: Record<string, unknown>, displayId?: string): Promise<void> {
    const execution = this.#currentExecution();
    this.#emitDisplay(await this.#bundleOf(value), metadata, execution, displayId);
  }

  readonly #onTslabDisplay: WriteDisplayData = ({ data, metadata, transient }) => {
    this.#emitDisplay(data, metadata, this.#currentExecution(), transient?.display_id);
  };

  #emitDisplay(data: MimeBundle, metadata: Record<string, unknown>, execution: number, displayId?: string): void {
    const type = displayId !== undefined && this.#shownIds.has(displayId) ? "update_display_data" : "display_data";
    if (displayId !== undefined && type === "display_data") this.#shownIds.set(displayId, this.#cells.get(execution));
    this.#onEvent({ type, execution, data, metadata, ...(displayId === undefined ? {} : { displayId }) });
  }

  readonly #onLateError = (thrown: unknown): void => {
    const execution = cellOfStack(thrown) ?? this.#currentExecution();
    this.#reportError(thrown, execution, this.#engine.positions.label(scriptName(execution)), true);
  };

  #reportError(thrown: unknown, execution: number, label: string, late: boolean): void {
    this.#onEvent({ type: "error", execution, late, ...this.#toCellError(thrown, label) });
  }

  #toCellError(thrown: unknown, label: string): CellError {
    try {
      return toCellError(thrown, label, this.#engine.positions, this.#root);
    } catch {
      // A thrown object whose getters throw.
      return { ename: "Uncaught", evalue: "a value that can't be shown", traceback: [inspect(typeof thrown)] };
    }
  }

  #ownStacks(text: string): string {
    return withOwnStacks(text, this.#engine.positions, this.#root);
  }

  /** The bundle of a value, with the cell's own lines in the text of errors. */
  async #bundleOf(value: unknown): Promise<MimeBundle> {
    const bundle = await toMimeBundle(value);
    const { "text/plain": text } = bundle;
    return typeof text === "string" ? { ...bundle, "text/plain": this.#ownStacks(text) } : bundle;
  }

  /** The cell whose code is running now, even in a timer set long ago; otherwise the one executed last. */
  #currentExecution(): number {
    return this.#context.getStore() ?? this.#executions;
  }

  #takeStream(name: "stdout" | "stderr"): void {
    const stream = process[name];
    const decoder = new TextDecoder();
    const { write } = stream;
    type Callback = (error?: Error | null) => void;
    stream.write = (chunk: Uint8Array | string, encoding?: BufferEncoding | Callback, callback?: Callback): boolean => {
      const given = typeof encoding === "string" ? encoding : undefined;
      const bytes = typeof chunk === "string" && given && given !== "utf8" ? Buffer.from(chunk, given) : chunk;
      const text = typeof bytes === "string" ? bytes : decoder.decode(bytes, { stream: true });
      if (text !== "") {
        this.#onEvent({ type: "stream", execution: this.#currentExecution(), name, text: this.#ownStacks(text) });
      }
      const done = typeof encoding === "function" ? encoding : callback;
      if (done) process.nextTick(done, null);
      return true;
    };
    this.#restore.push(() => (stream.write = write));
  }

  #listen(event: "uncaughtException" | "unhandledRejection", listener: (error: unknown) => void): void {
    process.on(event as "uncaughtException", listener);
    this.#restore.push(() => process.off(event, listener));
  }
}
