import { join, resolve } from "node:path";
import type { CellError } from "../../src/notebook/cellError.ts";
import { Kernel } from "../../src/notebook/kernel.ts";
import type { ExecuteReply, SessionEvent } from "../../src/notebook/session.ts";

export const ROOT = resolve(import.meta.dirname, "../..");

/** What one cell did. */
export interface CellRun {
  readonly reply: ExecuteReply;
  readonly events: readonly SessionEvent[];
}

/** A kernel process for tests: runs cells, and hands out what each of them said. */
export class TestKernel {
  readonly events: SessionEvent[] = [];
  readonly kernel: Kernel;

  constructor(directory = join(ROOT, "notebooks"), interactive = false) {
    this.kernel = new Kernel({ root: ROOT, directory, interactive });
    this.kernel.onEvent = (event) => this.events.push(event);
  }

  async run(code: string): Promise<CellRun> {
    const from = this.events.length;
    const reply = await this.kernel.execute(code);
    return { reply, events: this.events.slice(from) };
  }

  /** Runs a cell and gives the text of its value, or undefined where it has none. */
  async text(code: string): Promise<unknown> {
    const { events } = await this.run(code);
    return events.find((event) => event.type === "execute_result")?.data["text/plain"];
  }

  /** Runs a cell that must fail and gives its error, the traceback without colours. */
  async error(code: string): Promise<CellError> {
    const { events, reply } = await this.run(code);
    const error = events.find((event) => event.type === "error");
    if (!error || reply.status !== "error") throw new Error(`no error from: ${code}`);
    return { ...error, traceback: error.traceback.map(withoutColours) };
  }

  /** All that has been printed, by any cell. */
  printed(name: "stdout" | "stderr" = "stdout"): string {
    return this.events.map((event) => (event.type === "stream" && event.name === name ? event.text : "")).join("");
  }

  async close(): Promise<void> {
    this.kernel.kill("the test is over");
    await this.kernel.ended;
  }
}

export function withoutColours(text: string): string {
  return text.replaceAll(/\u001b\[\d+m/g, "");
}
