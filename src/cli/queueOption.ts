import { InvalidArgumentError } from "commander";
import type { ObtainRows } from "../audio/index.ts";
import { UserError } from "../ground/index.ts";

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
