import { availableParallelism } from "node:os";
import { type Command, InvalidArgumentError } from "commander";
import { OTHER_COLUMNS_OPTION, OTHER_COLUMNS_VARIABLE, UserError } from "../ground/index.ts";
import type { ObtainRows } from "../audio/index.ts";

/** A process that waits for its file needs no core, but it needs memory. */
const MOST_A_CORE = 16;

/** Parses the option for the number of files processed at the same time. */
export function jobCount(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("expected a whole number from 1 on");
  const cores = availableParallelism();
  if (value > MOST_A_CORE * cores) {
    throw new InvalidArgumentError(`this machine has ${cores} cores: ${MOST_A_CORE * cores} are the most`);
  }
  return value;
}

/** A day. */
const MOST_SECONDS = 86_400;

/** What `--timeout <seconds>` does. */
export const TIMEOUT_HELP = "give a file up that takes longer (default: 300, and 60 more for each megabyte)";

/** Reads it. */
export function timeoutSeconds(text: string): number {
  const value = text.trim() === "" ? NaN : Number(text);
  if (!(value > 0 && value <= MOST_SECONDS)) {
    throw new InvalidArgumentError(`expected a number of seconds up to ${MOST_SECONDS}, such as 600`);
  }
  return value;
}

/** Adds the option to leave out unknown columns to a command that reads tables. It applies to the processes the command starts as well. */
export function withOtherColumnsOption(command: Command): Command {
  return command
    .option(
      OTHER_COLUMNS_OPTION,
      `leave unknown columns of tables out, and say which (as ${OTHER_COLUMNS_VARIABLE}=on does)`,
    )
    .on(`option:${OTHER_COLUMNS_OPTION.slice(2)}`, () => (process.env[OTHER_COLUMNS_VARIABLE] = "on"));
}

export const DEFAULT_REDIS = "redis://127.0.0.1:6379";

/** Parses the option that names a queue. */
export function queueName(text: string): string {
  if (!/^[\w.-]{1,100}$/.test(text)) throw new InvalidArgumentError("expected letters, digits, dots, - and _");
  return text;
}

/** The address of Redis. */
export function redisUrl(): string {
  return process.env.REDIS_URL ?? DEFAULT_REDIS;
}

/**
 * How to obtain rows through a queue; undefined if none is named.
 * @param jobs the value of `--jobs`, which applies to workers
 */
export async function obtainFrom(queue: string | undefined, jobs: number | undefined): Promise<ObtainRows | undefined> {
  if (queue === undefined) return undefined;
  if (jobs !== undefined) throw new UserError("--jobs goes with --worker, not with --queue alone");
  const { queueRows } = await import("../audio/machines/index.ts");
  return queueRows({ url: redisUrl(), name: queue, log: (line) => console.error(line) });
}
