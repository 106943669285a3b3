import { DeadKernelError, type Kernel } from "../kernel.ts";
import type { CellError } from "../cellError.ts";
import type { SessionEvent, TypeErrors } from "../session.ts";
import type { JsonObject } from "../nbformat.ts";
import { InterruptError } from "../interruptError.ts";
import type { Question } from "../kernelMessages.ts";
import { InputHistory } from "./inputHistory.ts";
import { type Message, PROTOCOL_VERSION } from "./message.ts";
import { type Origin, OutputPublisher } from "./outputPublisher.ts";
import type { Channel, Sockets } from "./sockets.ts";
import { createRequire } from "node:module";

/** How long work left running by cells has to end when the kernel is shut down, in ms. */
const SHUTDOWN_PATIENCE = 500;

type Content = Readonly<Record<string, unknown>>;

/**
 * Serves one session to Jupyter's clients. Requests on the shell channel are answered one after the other, those on the control channel
 * at once, whatever a cell is doing.
 *
 * The protocol: https://jupyter-client.readthedocs.io/en/stable/messaging.html.
 */
export class JupyterKernel {
  /** Resolves with true when the kernel has been shut down, or with false when its session has died. */
  readonly ended: Promise<boolean>;
  readonly #sockets: Sockets;
  readonly #kernel: Kernel;
  readonly #output: OutputPublisher;
  readonly #history = new InputHistory();
  readonly #waiting: Message[] = [];
  /** The open comms, each with its target. */
  readonly #comms = new Map<string, string>();
  readonly #typeErrors: TypeErrors;
  #answering = false;
  #executionCount = 0;
  #executing: Origin | undefined;
  /** The execution that was interrupted last. */
  #interrupted: Origin | undefined;
  #error: CellError | undefined;
  #shuttingDown = false;
  /** The request whose cell is being executed, and to whose client questions go. */
  #client: Message | undefined;
  #question: Question | undefined;
  #end!: (shutDown: boolean) => void;

  /** @param typeErrors whether cells with type errors are rejected, or run with warnings */
  constructor(sockets: Sockets, kernel: Kernel, typeErrors: TypeErrors = "errors") {
    this.#sockets = sockets;
    this.#typeErrors = typeErrors;
    this.#kernel = kernel;
    this.#output = new OutputPublisher(sockets);
    this.ended = new Promise((resolve) => (this.#end = resolve));
    kernel.onEvent = (event) => this.#onEvent(event);
    kernel.onQuestion = (question) => this.#put(question);
    void kernel.ended.then(() => this.#onDeath());
    sockets.publish({}, "status", { execution_state: "starting" });
    void sockets.listen("shell", (message) => this.#enqueue(message));
    void sockets.listen("stdin", (message) => this.#onInput(message));
    void sockets.listen("control", (message) => void this.#answer(message, "control"));
  }

  /** Stops the running cell, if there is one. */
  interrupt(): void {
    if (this.#executing === undefined) return;
    // A kernel that is still starting can't hear the interrupt, so its first cell is not run.
    this.#interrupted = this.#executing;
    this.#kernel.interrupt();
  }

  /** Ends the session: at once if it is computing, otherwise after storing what it keeps for the next start. */
  async shutDown(): Promise<void> {
    if (this.#shuttingDown) return;
    this.#shuttingDown = true;
    if (this.#executing) this.#kernel.kill("the kernel was shut down");
    else await this.#kernel.finish(SHUTDOWN_PATIENCE);
    await this.#kernel.ended;
    await this.#sockets.close();
    this.#end(true);
  }

  #enqueue(message: Message): void {
    // A cell may wait for what the reader chooses.
    if (this.#executing !== undefined && isOfComm(message)) {
      void this.#answer(message, "shell");
      return;
    }
    this.#waiting.push(message);
    if (!this.#answering) void this.#answerAll();
  }

  async #answerAll(): Promise<void> {
    this.#answering = true;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) await this.#answer(next, "shell");
    this.#answering = false;
  }

  async #answer(message: Message, channel: Channel): Promise<void> {
    const { header } = message;
    const status = (state: "busy" | "idle"): void =>
      this.#sockets.publish(header, "status", { execution_state: state });
    status("busy");
    try {
      const content = await this.#contentOf(message);
      this.#output.flush();
      if (content) this.#sockets.reply(channel, message, content);
    } catch (error) {
      const { name, message: text } = error as Error;
      this.#output.flush();
      this.#sockets.reply(channel, message, { status: "error", ename: name, evalue: text, traceback: [text] });
    }
    status("idle");
    // For the reader, the kernel is still busy with the cell.
    if (this.#executing) this.#sockets.publish(this.#executing.header, "status", { execution_state: "busy" });
    if (header.msg_type === "shutdown_request") await this.shutDown();
  }

  /** The content of the reply to a request, or undefined for a message without one. */
  async #contentOf(message: Message): Promise<object | undefined> {
    const { header, content } = message;
    switch (header.msg_type) {
      case "kernel_info_request":
        return KERNEL_INFO;
      case "execute_request":
        return this.#execute(message);
      case "complete_request":
        return this.#complete(content);
      case "inspect_request":
        return this.#inspect(content);
      case "is_complete_request":
        return this.#kernel.ask("isComplete", String(content.code));
      case "history_request":
        return { status: "ok", history: this.#history.find(content) };
      case "comm_info_request":
        return { status: "ok", comms: this.#openComms(content.target_name) };
      case "interrupt_request":
        this.interrupt();
        return { status: "ok" };
      case "shutdown_request":
        return { status: "ok", restart: content.restart === true };
      case "comm_open":
        // Clients can't open comms here: one that tries learns that it is closed again.
        this.#sockets.publish(header, "comm_close", { comm_id: content.comm_id, data: {} });
        return undefined;
      case "comm_msg":
      case "comm_close":
        await this.#receive(message);
        return undefined;
      default:
        if (!header.msg_type.endsWith("_request")) return undefined;
        return { status: "error", ename: "NotSupported", evalue: header.msg_type, traceback: [] };
    }
  }

  async #execute(message: Message): Promise<object> {
    const { header, metadata, content } = message;
    if (this.#shuttingDown) return { status: "aborted" };
    const code = String(content.code);
    const silent = content.silent === true;
    const counted = !silent && content.store_history !== false;
    if (counted) this.#history.add(++this.#executionCount, code);
    const executionCount = this.#executionCount;
    const origin: Origin = { header, silent, executionCount };
    if (!silent) this.#sockets.publish(header, "execute_input", { code, execution_count: executionCount });

    this.#error = undefined;
    this.#executing = origin;
    this.#client = message;
    try {
      await this.#kernel.ready();
      if (this.#interrupted === origin) throw new InterruptError();
      this.#output.begin(origin);
      const cell = typeof metadata.cellId === "string" ? { cell: metadata.cellId } : {};
      const allowStdin = content.allow_stdin === true;
      const { status } = await this.#kernel.execute(code, {
        counted,
        allowStdin,
        typeErrors: this.#typeErrors,
        ...cell,
      });
      if (status === "ok") {
        const userExpressions = await this.#evaluate(content.user_expressions, origin);
        return { status, execution_count: executionCount, user_expressions: userExpressions, payload: [] };
      }
    } catch (error) {
      if (!(error instanceof DeadKernelError || error instanceof InterruptError)) throw error;
      if (this.#shuttingDown) return { status: "aborted" };
      this.#error = { ename: error.name, evalue: error.message, traceback: [`${error.name}: ${error.message}`] };
      this.#output.flush();
      if (!silent) this.#sockets.publish(header, "error", this.#error);
    } finally {
      this.#executing = undefined;
      this.#question = undefined;
    }
    if (content.stop_on_error !== false) this.#abortWaiting();
    return { status: "error", execution_count: executionCount, user_expressions: {}, payload: [], ...this.#error };
  }

  #openComms(target: unknown): Record<string, object> {
    const asked = [...this.#comms].filter(([, name]) => typeof target !== "string" || name === target);
    return Object.fromEntries(asked.map(([id, name]) => [id, { target_name: name }]));
  }

  /** Passes a client's comm message to the cell's object, which may compute for long. */
  async #receive({ header, content }: Message): Promise<void> {
    const id = String(content.comm_id);
    if (!this.#comms.has(id)) return;
    const type = header.msg_type as "comm_msg" | "comm_close";
    if (type === "comm_close") this.#comms.delete(id);
    const message = { type, id, data: (content.data ?? {}) as JsonObject, parent: header };
    if (this.#executing !== undefined) {
      this.#kernel.receiveBeside(message);
      return;
    }
    this.#executing = { header, silent: false, executionCount: this.#executionCount };
    try {
      await this.#kernel.ask("receive", message);
    } catch (error) {
      // Which the next cell is told.
      if (!(error instanceof DeadKernelError)) throw error;
    } finally {
      this.#executing = undefined;
    }
  }

  async #evaluate(expressions: unknown, origin: Origin): Promise<object> {
    if (typeof expressions !== "object" || expressions === null) return {};
    const asked = expressions as Readonly<Record<string, string>>;
    const names = Object.keys(asked);
    if (names.length === 0) return {};
    names.forEach(() => this.#output.begin(origin));
    return this.#kernel.evaluate(asked);
  }

  /** After an error, requests that were queued expecting success are not run. */
  #abortWaiting(): void {
    const isExecution = ({ header }: Message): boolean => header.msg_type === "execute_request";
    const others = this.#waiting.filter((message) => !isExecution(message));
    const aborted = this.#waiting.filter(isExecution);
    this.#waiting.splice(0, Infinity, ...others);
    // After the reply of the failed cell.
    setImmediate(() => {
      for (const message of aborted) {
        this.#sockets.publish(message.header, "status", { execution_state: "busy" });
        this.#sockets.reply("shell", message, { status: "aborted" });
        this.#sockets.publish(message.header, "status", { execution_state: "idle" });
      }
    });
  }

  async #complete(content: Content): Promise<object> {
    const [code, cursor] = cursorOf(content);
    await this.#kernel.ready();
    const { start, end, matches } = await this.#kernel.ask("complete", code, cursor);
    const [from, to] = [toCodePoints(code, start), toCodePoints(code, end)];
    const types = matches.map(({ text, kind }) => ({ start: from, end: to, text, type: kind }));
    return {
      status: "ok",
      matches: matches.map(({ text }) => text),
      cursor_start: from,
      cursor_end: to,
      metadata: { _jupyter_types_experimental: types },
    };
  }

  async #inspect(content: Content): Promise<object> {
    const [code, cursor] = cursorOf(content);
    await this.#kernel.ready();
    const found = await this.#kernel.ask("inspect", code, cursor);
    if (!found) return { status: "ok", found: false, data: {}, metadata: {} };
    const { declaration, documentation } = found;
    const words = documentation === "" ? "" : `\n\n${documentation}`;
    const data = {
      "text/plain": `${declaration}${words}`,
      "text/markdown": `\`\`\`typescript\n${declaration}\n\`\`\`${words}`,
    };
    return { status: "ok", found: true, data, metadata: {} };
  }

  #put(question: Question): void {
    if (!this.#client) return;
    this.#question = question;
    // What the cell has printed so far appears above the question.
    this.#output.flush();
    this.#sockets.ask(this.#client, question.text);
  }

  #onInput({ header, content }: Message): void {
    const question = this.#question;
    if (!question || header.msg_type !== "input_reply") return;
    this.#question = undefined;
    this.#kernel.answer(question, String(content.value));
  }

  #onEvent(event: SessionEvent): void {
    if (event.type === "error" && !event.late) {
      const { ename, evalue, traceback } = event;
      this.#error = { ename, evalue, traceback };
    }
    if (event.type === "comm" && event.message.type === "comm_open") {
      const { comm_id: id, target_name: target = "" } = event.message.content;
      this.#comms.set(id, target);
    }
    this.#output.publish(event);
  }

  /** A session that dies ends its kernel: the client then knows that all names are gone, and may start another. */
  async #onDeath(): Promise<void> {
    if (this.#shuttingDown) return;
    // The reply with the reason goes first.
    await new Promise((resolve) => setImmediate(resolve));
    this.#output.flush();
    await this.#sockets.close();
    this.#end(false);
  }
}

function isOfComm({ header }: Message): boolean {
  return header.msg_type === "comm_msg" || header.msg_type === "comm_close";
}

/** A request's code and its cursor position in code units. */
function cursorOf({ code, cursor_pos: cursor }: Content): [code: string, offset: number] {
  const text = String(code);
  return [text, typeof cursor === "number" ? toCodeUnits(text, cursor) : text.length];
}

/**
 * Jupyter counts a cell's characters in Unicode code points, JavaScript in UTF-16 code units: a character beyond the Basic Multilingual
 * Plane (an emoji) is one of the former and two of the latter.
 */
export function toCodeUnits(text: string, codePoints: number): number {
  let units = 0;
  for (let point = 0; point < codePoints && units < text.length; point++) {
    units += text.codePointAt(units)! > 0xffff ? 2 : 1;
  }
  return units;
}

/** The number of code points in the first `codeUnits` of a text. */
export function toCodePoints(text: string, codeUnits: number): number {
  let points = 0;
  for (let unit = 0; unit < codeUnits && unit < text.length; points++) {
    unit += text.codePointAt(unit)! > 0xffff ? 2 : 1;
  }
  return points;
}

/** The TypeScript that checks cells: the project's. */
const { version: TYPESCRIPT_VERSION } = createRequire(import.meta.url)("typescript/package.json") as {
  version: string;
};

/** What the kernel reports about itself and its language. */
const KERNEL_INFO = {
  status: "ok",
  protocol_version: PROTOCOL_VERSION,
  implementation: "typescript-session",
  implementation_version: "1.0.0",
  language_info: {
    name: "typescript",
    version: TYPESCRIPT_VERSION,
    mimetype: "text/typescript",
    file_extension: ".ts",
    pygments_lexer: "typescript",
    // CodeMirror's modes: JupyterLab's, and those of older notebooks.
    codemirror_mode: { mode: "typescript", name: "javascript", typescript: true },
    nbconvert_exporter: "script",
  },
  banner: `TypeScript ${TYPESCRIPT_VERSION} on Node ${process.version}`,
  help_links: [
    { text: "TypeScript", url: "https://www.typescriptlang.org/docs/" },
    { text: "Node", url: "https://nodejs.org/docs/" },
  ],
  debugger: false,
  supported_features: [],
} as const;
