/** `npm run serve`: the prediction page. */
import { resolve } from "node:path";
import { Command } from "commander";
import { pino } from "pino";
import { callerFolder, sourceFrom } from "../ground/index.ts";
import { describeConfig, readConfig } from "../app/config.ts";
import { startService } from "../app/startService.ts";
import type { Tell } from "../app/index.ts";
import { loadSource, resolveSource } from "../dataset/index.ts";
import { runCommand } from "./runCommand.ts";

const ROOT = resolve(import.meta.dirname, "../..");
/** Grace for whatever is still open when all requests have ended: a model in training, a store that doesn't respond. */
const LAST_SECONDS = 1;
/** Milliseconds between checks whether npm is still running. */
const PARENT_INTERVAL = 250;

const command = new Command("npm run serve")
  .description("Serves the prediction page and its API. All settings are environment variables:")
  .addHelpText("after", `\n${describeConfig()}\n\nExample: PORT=8080 DATA=sample npm run serve`)
  .allowExcessArguments(false);

await runCommand(async () => {
  command.parse();
  const config = readConfig(process.env);
  const from = callerFolder();
  process.chdir(ROOT);
  const logger = pino({ level: config.LOG_LEVEL }, process.stdout.isTTY ? plainLines(process.stdout) : process.stdout);
  const tell: Tell = (message, details = {}) => logger[details.err === undefined ? "info" : "error"](details, message);
  const DATA = sourceFrom(config.DATA, from);
  const MODEL = config.MODEL === undefined ? undefined : resolve(from, config.MODEL);
  const source = resolveSource(DATA);
  tell(`reading ${source.title}`);
  const tables = await loadSource(source);
  // Until the service accepts requests there is nothing to shut down: files are stored or saved atomically.
  let close: (graceSeconds: number) => Promise<void> = () => Promise.resolve();
  let isClosing = false;
  const end = (cause: string, grace: number): void => {
    isClosing = true;
    tell(`${cause}: closing; once more ends it at once`);
    const mostSeconds = grace + config.CLOSE_SECONDS + LAST_SECONDS;
    setTimeout(() => process.exit(), mostSeconds * 1000).unref();
    void close(grace).then(() => process.exit());
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (isClosing) {
        tell(`${signal} again: ending at once`);
        process.exit(1);
      }
      // After Ctrl-C someone is waiting at the terminal, so there is no grace period for directing traffic elsewhere.
      end(signal, signal === "SIGTERM" ? config.GRACE_SECONDS : 0);
    });
  }
  if (process.env.npm_lifecycle_event !== undefined) {
    // npm hands SIGTERM to the shell between itself and this process, and that shell exits without passing it on.
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent && !isClosing) end("npm has ended", config.GRACE_SECONDS);
    }, PARENT_INTERVAL).unref();
  }
  const running = await startService({ config: { ...config, DATA, MODEL }, tables, root: ROOT, tell, logger });
  // However this process ends, its child processes must not go on with a file nobody is waiting for.
  process.on("exit", () => running.service.endProcesses());
  close = running.close;
});
// After a failed start, open handles must not keep the process alive.
if (process.exitCode !== undefined) process.exit();

/** The parts of a log line a person at a terminal needs: the time, the message and, for a request, what was requested. */
function plainLines(stream: NodeJS.WritableStream): { write(line: string): void } {
  return {
    write: (line) => {
      const { time, msg, method, path, status, milliseconds, err } = JSON.parse(line) as Record<
        string,
        string | number
      > & {
        readonly err?: { readonly stack: string };
      };
      const text = method === undefined ? msg : `${method} ${path} ${status} in ${milliseconds} ms`;
      stream.write(`${new Date(time as number).toTimeString().slice(0, 8)}  ${text}${err ? `\n${err.stack}` : ""}\n`);
    },
  };
}
