import { AsyncLocalStorage } from "node:async_hooks";
import { inspect } from "node:util";
import { type CellError, cellOfStack, scriptName, toCellError } from "./cellError.ts";
import { DISPLAY_HOOK, type DisplayHook } from "./display.ts";
import { toMimeBundle } from "./mimeBundle.ts";
import type { MimeBundle } from "./nbformat.ts";
import { TslabEngine, type WriteDisplayData } from "./tslabEngine.ts";

/** What comes out of a cell while it runs, or later. `execution` is the execution count of the cell it comes from. */
export type SessionEvent = { readonly execution: number } & (
  | { readonly type: "stream"; readonly name: "stdout" | "stderr"; readonly text: string }
  | {
      readonly type: "display_data" | "update_display_data";
      readonly data: MimeBundle;
      readonly metadata: Record<string, unknown>;
      readonly displayId?: string;
    }
  | { readonly type: "execute_result"; readonly data: MimeBundle; readonly metadata: Record<string, unknown> }
  /** `late`: thrown by something the cell had left running (a timer, a promise nobody awaits). */
  | ({ readonly type: "error"; readonly late: boolean } & CellError)
);

export interface SessionOptions {
  /** The project's root, which must be the working directory of the process. */
  readonly root: string;
  /** The notebook's folder: what relative imports in cells start from. */
  readonly directory: string;
  /** Told of every output, in order, and before `execute` has ended for all that the cell itself did. */
  readonly onEvent: (event: SessionEvent) => void;
  /** Whether types follow edits of imported files; modules are loaded anew after an edit in any case. Default false. */
  readonly watch?: boolean;
}

export interface ExecuteReply {
  readonly status: "ok" | "error";
  readonly executionCount: number;
}

/**
 * A TypeScript session: cells that run one after the other and share their names and types. What runs in a cell may print
 * (console, process.stdout), display and throw, now or later; every bit reaches `onEvent` with the cell it came from.
 *
 * There can be one session a process: it takes over the standard streams and tslab's globals.
 */
export class Session {
  readonly #engine: TslabEngine;
  readonly #onEvent: (event: SessionEvent) => void;
  readonly #context = new AsyncLocalStorage<number>();
  readonly #restore: (() => void)[] = [];
  readonly #shownIds = new Set<string>();
  #executionCount = 0;
  #running = false;
  #closed = false;

  constructor({ root, directory, onEvent, watch = false }: SessionOptions) {
    if (process.cwd() !== root)
      throw new Error(`the session must run in the project's root ${root}, not ${process.cwd()}`);
    this.#onEvent = onEvent;
    this.#engine = new TslabEngine({ root, directory, watch, onDisplay: this.#onTslabDisplay });
    const hook: DisplayHook = (value, options) => this.#display(value, options.metadata ?? {}, options.id);
    (globalThis as Record<symbol, unknown>)[DISPLAY_HOOK] = hook;
    this.#takeStream("stdout");
    this.#takeStream("stderr");
    this.#listen("uncaughtException", this.#onLateError);
    this.#listen("unhandledRejection", this.#onLateError);
  }

  /** Runs one cell. Never rejects for what the cell does: that is the reply's `status` and an `error` event. */
  async execute(code: string): Promise<ExecuteReply> {
    if (this.#closed) throw new Error("the session is closed");
    if (this.#running) throw new Error("a cell is still running");
    const execution = ++this.#executionCount;
    this.#running = true;
    try {
      return await this.#context.run(execution, () => this.#run(code, execution));
    } finally {
      this.#running = false;
    }
  }

  /** Ends a cell that awaits something; to be called on SIGINT, which by itself ends a cell that computes. */
  interrupt(): void {
    this.#engine.interrupt();
  }

  /** Makes later sessions start faster; to be called when nothing waits for this one any more. */
  storeCompilerCache(): void {
    this.#engine.storeCompilerCache();
  }

  /** Gives back the streams and globals. What cells have left running goes on, unheard. */
  close(): void {
    this.#closed = true;
    this.#engine.close();
    for (const restore of this.#restore) restore();
  }

  async #run(code: string, execution: number): Promise<ExecuteReply> {
    const outcome = await this.#engine.execute(code, scriptName(execution));
    let thrown: unknown;
    if (outcome.ok) {
      if (!("value" in outcome)) return { status: "ok", executionCount: execution };
      try {
        const data = await toMimeBundle(outcome.value);
        this.#onEvent({ type: "execute_result", execution, data, metadata: {} });
        return { status: "ok", executionCount: execution };
      } catch (error) {
        thrown = error;
      }
    } else {
      thrown = outcome.thrown;
    }
    this.#reportError(thrown, execution, false);
    return { status: "error", executionCount: execution };
  }

  async #display(value: unknown, metadata: Record<string, unknown>, displayId?: string): Promise<void> {
    const execution = this.#currentExecution();
    this.#emitDisplay(await toMimeBundle(value), metadata, execution, displayId);
  }

  readonly #onTslabDisplay: WriteDisplayData = ({ data, metadata, transient }) => {
    this.#emitDisplay(data, metadata, this.#currentExecution(), transient?.display_id);
  };

  #emitDisplay(data: MimeBundle, metadata: Record<string, unknown>, execution: number, displayId?: string): void {
    const type = displayId !== undefined && this.#shownIds.has(displayId) ? "update_display_data" : "display_data";
    if (displayId !== undefined) this.#shownIds.add(displayId);
    this.#onEvent({ type, execution, data, metadata, ...(displayId === undefined ? {} : { displayId }) });
  }

  readonly #onLateError = (thrown: unknown): void => {
    this.#reportError(thrown, cellOfStack(thrown) ?? this.#currentExecution(), true);
  };

  #reportError(thrown: unknown, execution: number, late: boolean): void {
    this.#onEvent({ type: "error", execution, late, ...this.#toCellError(thrown, execution) });
  }

  #toCellError(thrown: unknown, execution: number): CellError {
    try {
      return toCellError(thrown, execution, this.#engine.positions);
    } catch {
      // A thrown object whose getters throw.
      return { ename: "Uncaught", evalue: "a value that can't be shown", traceback: [inspect(typeof thrown)] };
    }
  }

  /** The cell whose code is running now, be it in a timer of long ago; else the one executed last. */
  #currentExecution(): number {
    return this.#context.getStore() ?? this.#executionCount;
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
      if (text !== "") this.#onEvent({ type: "stream", execution: this.#currentExecution(), name, text });
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
