import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { PYTHON } from "./python.ts";
import { ROOT } from "./session.ts";

/** What one cell came to, as a client hears it. */
export interface ClientRun {
  readonly reply: Readonly<Record<string, unknown>> & { readonly status: string };
  /** What was published for it: message type and content, in order. */
  readonly messages: readonly (readonly [type: string, content: Readonly<Record<string, unknown>>])[];
}

/** A kernel started and driven by jupyter_client, in a Python process. */
export class JupyterDriver {
  readonly #process: ChildProcess;
  readonly #answers: AsyncIterator<string>;

  private constructor(env: NodeJS.ProcessEnv, cwd: string) {
    this.#process = spawn(PYTHON, [join(ROOT, "tests/notebook/jupyter/drive.py"), cwd], {
      env,
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#answers = createInterface({ input: this.#process.stdout! })[Symbol.asyncIterator]();
  }

  /** @param cwd the folder that the client starts the kernel in */
  static async start(env: NodeJS.ProcessEnv, cwd: string): Promise<JupyterDriver> {
    const driver = new JupyterDriver(env, cwd);
    await driver.#answers.next();
    return driver;
  }

  /** Calls a method of `drive.py`. */
  async call<Value>(method: string, args: readonly unknown[] = [], options: object = {}): Promise<Value> {
    this.#process.stdin!.write(`${JSON.stringify([method, args, options])}\n`);
    const { value, done } = await this.#answers.next();
    if (done === true) throw new Error("the driver has ended");
    const answer = JSON.parse(value) as { value: Value; error?: string };
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.value;
  }

  execute(code: string, options: object = {}): Promise<ClientRun> {
    return this.call("execute", [code], options);
  }

  async close(): Promise<void> {
    await this.call("quit");
  }
}
