import { type ChildProcess, spawn } from "node:child_process";
import { EventEmitter } from "node:events";
import { createInterface, type Interface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { signalChild } from "../ground/index.ts";
import {
  type Answer,
  type Asked,
  type KernelMessage,
  type KernelRequest,
  LIFELINE_FD,
  type LifelineMessage,
  MESSAGES_FD,
  type Question,
} from "./kernelMessages.ts";
import type { Evaluation, ExecuteOptions, ExecuteReply, Session, SessionEvent } from "./session.ts";
import type { CommMessage } from "./sessionComms.ts";
import { createRequire } from "node:module";

export interface KernelOptions {
  /** The project's root. */
  readonly root: string;
  /** The notebook's folder, in which its cells work. */
  readonly directory: string;
  /**
   * Whether a person works with it: edits of imported files are noticed, documentation is kept, an interrupt stops any cell, a client
   * hears cells' comms, and the kernel ends with this process, however that ends. Default false.
   */
  readonly interactive?: boolean;
}

/** A kernel that has ended by itself, with a description of how. */
export class DeadKernelError extends Error {
  override readonly name = "DeadKernelError";
}

type Unnumbered = KernelRequest extends infer Request
  ? Request extends KernelRequest
    ? Omit<Request, "id">
    : never
  : never;

const PROCESS = fileURLToPath(new URL("./kernelProcess.ts", import.meta.url));
const FLAGS = [
  // Node would end a process in which a cell was terminated, because its asynchronous contexts were never left.
  "--no-force-async-hooks-checks",
  // What the compiler makes stays: in V8's small young generation it would be copied again and again. In MB.
  "--min-semi-space-size=32",
  "--max-semi-space-size=32",
];
const ON_WINDOWS = process.platform === "win32";
/** How much of a dying process's output is kept to find the cause. */
const LAST_WORDS = 16_384;
/** How many times, and at what interval in ms, to check whether all output of an ended process has been received. */
const LOOKS = 200;
const LOOK_INTERVAL = 5;

/** A session in a process of its own: it can be interrupted, and can die without harming anything else. */
export class Kernel {
  readonly #process: ChildProcess;
  readonly #lifeline: Writable | undefined;
  readonly #replies = new EventEmitter();
  #ready = false;
  #lastWords = "";
  #execution = 0;
  /** The number of the last request. */
  #asked = 0;
  #killedBecause: string | undefined;
  /** Resolves when the process has ended and all its messages have been received. */
  readonly ended: Promise<void>;
  #death: string | undefined;

  /** Called for every output; output before it is set is lost. */
  onEvent: (event: SessionEvent) => void = () => undefined;

  /** Called when a cell asks the reader for input; only an interactive kernel's cell executed with `allowStdin` may. */
  onQuestion: (question: Question) => void = () => undefined;

  constructor({ root, directory, interactive = false }: KernelOptions) {
    const mode = interactive ? ["interactive"] : [];
    this.#process = spawn(process.execPath, [...FLAGS, ...nodeArguments(PROCESS), root, directory, ...mode], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe", "pipe", "ipc", ...(interactive ? ["pipe" as const] : [])],
      // Only the kernel passes on signals that a Jupyter client sends to the kernel's whole group. Windows has no such groups, and
      // would open a console for it.
      detached: interactive && !ON_WINDOWS,
      windowsHide: true,
    });
    // There are no pipes if the system had none left.
    const stdio = (this.#process.stdio as readonly unknown[] | undefined) ?? [];
    this.#lifeline = stdio[LIFELINE_FD] as Writable | undefined;
    this.#lifeline?.on("error", () => undefined);
    const input = stdio[MESSAGES_FD] as Readable | undefined;
    const messages = input && createInterface({ input, crlfDelay: Infinity });
    messages?.on("line", (line) => this.#onLine(line));
    // Output that bypasses the session (a cell's child process, a write to the file descriptor) belongs to the cell too.
    this.#process.stdout?.setEncoding("utf8").on("data", (text: string) => this.#onRawOutput("stdout", text));
    this.#process.stderr?.setEncoding("utf8").on("data", (text: string) => this.#onRawOutput("stderr", text));
    this.ended = this.#untilEnd(messages).then((death) => {
      this.#death = death;
      this.#replies.emit("dead", new DeadKernelError(death));
    });
  }

  /**
   * Waits until cells can be executed.
   * @throws DeadKernelError
   */
  async ready(): Promise<void> {
    if (!this.#ready) await this.#next("ready");
  }

  /**
   * Executes one cell; all its own output has been received when this resolves.
   * @throws DeadKernelError
   */
  async execute(code: string, options: ExecuteOptions = {}): Promise<ExecuteReply> {
    this.#execution++;
    return this.#ask("execute", code, options);
  }

  /**
   * Evaluates expressions.
   * @throws DeadKernelError
   */
  async evaluate(expressions: Readonly<Record<string, string>>): Promise<Record<string, Evaluation>> {
    this.#execution += Object.keys(expressions).length;
    return this.#ask("evaluate", expressions);
  }

  /**
   * What a method of the session comes to.
   * @throws DeadKernelError
   */
  ask<Method extends Exclude<Asked, "execute" | "evaluate">>(
    method: Method,
    ...values: Parameters<Session[Method]>
  ): Promise<Answer<Method>> {
    return this.#ask(method, ...values);
  }

  async #ask<Method extends Asked>(method: Method, ...values: Parameters<Session[Method]>): Promise<Answer<Method>> {
    this.#asked++;
    const answer = this.#next<KernelMessage & { readonly type: "answer" | "failed" }>("answer");
    this.#send({ type: "ask", method, values } as Unnumbered);
    const message = await answer;
    if (message.type === "failed") throw new Error(message.reason);
    return message.value as Answer<Method>;
  }

  /** Passes a client's message to an object in a cell that is being executed; it receives it when it waits for something. */
  receiveBeside(message: CommMessage): void {
    this.#send({ type: "commBeside", message });
  }

  /**
   * Stops the running cell, which ends with an error; the session lives on. A cell that is waiting stops at once, and so does one that
   * is computing before its first `await`. One that computes after an `await` is stopped if the kernel is interactive; otherwise only
   * ending the kernel stops it.
   */
  interrupt(): void {
    // A signal would end a process that is still starting.
    if (!this.#ready) return;
    // A signal ends the process on Windows, and elsewhere if it arrives just as the cell starts or ends.
    if (!this.#lifeline && !ON_WINDOWS) signalChild(this.#process, "SIGINT");
    else this.#send({ type: "interrupt" });
    this.#call({ interrupt: this.#asked });
  }

  /** Passes a cell the reader's answer to its question. */
  answer(question: Question, answer: string): void {
    this.#call({ id: question.id, answer });
  }

  /** Announces that no more cells will come, and waits at most `patience` ms for the process to end by itself. */
  async finish(patience: number): Promise<void> {
    this.#send({ type: "finish" });
    const timer = setTimeout(() => this.kill("what its cells had left running did not end"), patience);
    await this.ended;
    clearTimeout(timer);
  }

  /** Ends the process at once; `because` is the reason given to a pending `execute`. */
  kill(because: string): void {
    this.#killedBecause ??= because;
    signalChild(this.#process, "SIGKILL");
  }

  /** Sends a message about the latest request. */
  #send(request: Unnumbered): void {
    if (this.#process.connected) this.#process.send({ ...request, id: this.#asked }, () => undefined);
  }

  #call(message: LifelineMessage): void {
    this.#lifeline?.write(`${JSON.stringify(message)}\n`);
  }

  #next<T>(event: "ready" | "answer"): Promise<T> {
    if (this.#death !== undefined) return Promise.reject(new DeadKernelError(this.#death));
    return new Promise((resolve, reject) => {
      const onDead = (error: DeadKernelError): void => {
        this.#replies.off(event, onReply);
        reject(error);
      };
      const onReply = (value: T): void => {
        this.#replies.off("dead", onDead);
        resolve(value);
      };
      this.#replies.once(event, onReply).once("dead", onDead);
    });
  }

  /** A description of how it ended, once all its messages have been received. */
  async #untilEnd(messages: Interface | undefined): Promise<string> {
    let open = 2;
    this.#process.once("close", () => open--);
    messages?.once("close", () => open--);
    const notStarted = await new Promise<Error | undefined>((resolve) => {
      this.#process.on("error", (error) => this.#process.pid === undefined && resolve(error));
      this.#process.once("exit", () => resolve(undefined));
    });
    if (notStarted) return `the kernel did not start: ${notStarted.message}`;
    // A process that a cell left running may hold on to its standard output for ever. Between two checks, what has arrived is read.
    for (let look = 0; look < LOOKS && open > 0; look++) await sleep(LOOK_INTERVAL);
    for (const stream of this.#process.stdio) stream?.destroy();
    return this.#describeEnd(this.#process.exitCode, this.#process.signalCode);
  }

  #onLine(line: string): void {
    let message: KernelMessage;
    try {
      message = JSON.parse(line) as KernelMessage;
    } catch {
      // The last message of a process that was killed in the middle of it.
      return;
    }
    this.#onMessage(message);
  }

  #onMessage(message: KernelMessage): void {
    if (message.type === "ready") this.#ready = true;
    if (message.type === "output") this.onEvent(message.event);
    else if (message.type === "question") this.onQuestion(message.question);
    else this.#replies.emit(message.type === "ready" ? "ready" : "answer", message);
  }

  #onRawOutput(name: "stdout" | "stderr", text: string): void {
    if (name === "stderr") this.#lastWords = (this.#lastWords + text).slice(-LAST_WORDS);
    this.onEvent({ type: "stream", execution: this.#execution, name, text });
  }

  #describeEnd(code: number | null, signal: NodeJS.Signals | null): string {
    if (this.#killedBecause !== undefined) return this.#killedBecause;
    if (/heap out of memory|Reached heap limit|Array buffer allocation failed/.test(this.#lastWords)) {
      return "the kernel ran out of memory (NODE_OPTIONS=--max-old-space-size=MB gives it more)";
    }
    if (!this.#ready)
      return `the kernel did not start: ${this.#complaint() ?? `exit code ${code ?? signal ?? "unknown"}`}`;
    if (signal === "SIGKILL") return "the kernel was killed (SIGKILL), perhaps by the system for want of memory";
    if (signal !== null) return `the kernel died (${signal})`;
    return `the kernel ended with exit code ${code ?? "unknown"} (does the cell call process.exit?)`;
  }

  /** The line in which Node names the error that ends it, such as `TypeError: ...`. */
  #complaint(): string | undefined {
    return this.#lastWords.split("\n").find((line) => /^\w*Error\b.*: /.test(line));
  }
}

/**
 * Node's arguments for running one of our TypeScript files. It starts with only tsx's CommonJS hook, at a third of the cost of both its
 * hooks; a session adds the other when a cell first imports a source file.
 */
export function nodeArguments(file: string): string[] {
  const hook = createRequire(import.meta.url).resolve("tsx/cjs");
  return ["--eval", `require(${JSON.stringify(hook)}); require(process.argv[1]);`, "--", file];
}
