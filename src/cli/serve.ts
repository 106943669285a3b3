/** `npm run serve`: the prediction page. */
import { resolve } from "node:path";
import { Command } from "commander";
import { pino } from "pino";
import { describeConfig, readConfig } from "../app/config.ts";
import { startService } from "../app/startService.ts";
import { loadSource } from "../dataset/loadSource.ts";
import { resolveSource } from "../dataset/resolveSource.ts";
import { runCommand } from "./runCommand.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const SOURCE_NAMES = ["auto", "replica", "sample"];

const command = new Command("npm run serve")
  .description("Serves the prediction page and its API. All settings are environment variables:")
  .addHelpText("after", `\n${describeConfig()}\n\nExample: PORT=8080 DATA=sample npm run serve`)
  .allowExcessArguments(false);

await runCommand(async () => {
  command.parse();
  const config = readConfig(process.env);
  const from = process.env.INIT_CWD ?? process.cwd();
  process.chdir(ROOT);
  const logger = pino({ level: config.LOG_LEVEL }, process.stdout.isTTY ? plainLines(process.stdout) : process.stdout);
  const tell = (message: string, details: object = {}): void => logger.info(details, message);
  // A folder is the user's: relative to where the command was called. Names stand for sources of the project.
  const DATA = SOURCE_NAMES.includes(config.DATA) ? config.DATA : resolve(from, config.DATA);
  const source = resolveSource(DATA);
  tell(`reading ${source.title}`);
  const tables = await loadSource(source);
  // Before anyone is served there is nothing to bring to an end: what is stored or saved is so as a whole.
  let close = (): Promise<void> => Promise.resolve();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      tell(`${signal}: closing`);
      void close().then(() => process.exit());
    });
  }
  const running = await startService({ config: { ...config, DATA }, tables, root: ROOT, tell, logger });
  close = () => running.close();
});
// After a failed start nothing that is still open may keep the process.
if (process.exitCode !== undefined) process.exit();

/** What a person at a terminal reads of a log line: the time and the message, and for a request what was asked. */
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
