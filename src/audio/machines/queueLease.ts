import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { AudioError } from "../audioError.ts";
import { KEY_PREFIX } from "./extractJob.ts";
import { answered, PATIENCE, type RedisServer } from "./redis.ts";

/** How long a lease lasts without renewal, in milliseconds; after a killed extraction the next one waits this long. */
const LEASE = 15_000;
const RENEWAL = 4_000;
/** Milliseconds between checks of another extraction's lease. */
const LOOK = 500;

/** Takes the lease if it is free or already ours; returns its holder. */
const TAKE = `
local holder = redis.call("GET", KEYS[1])
if not holder or holder == ARGV[1] then
  redis.call("SET", KEYS[1], ARGV[1], "PX", ARGV[2])
  return ARGV[1]
end
return holder`;
const RELEASE = `if redis.call("GET", KEYS[1]) == ARGV[1] then return redis.call("DEL", KEYS[1]) end`;

/** Ensures that only one extraction puts work into a queue, by holding a key that expires unless it is renewed. */
export class QueueLease {
  readonly #redis: RedisServer["client"];
  readonly #key: string;
  readonly #name: string;
  readonly #holder = JSON.stringify({ pid: process.pid, host: hostname(), id: randomUUID() });
  #renewed = 0;

  private constructor(redis: RedisServer["client"], name: string) {
    this.#redis = redis;
    this.#name = name;
    this.#key = `${KEY_PREFIX}:${name}:lease`;
  }

  /**
   * Takes the lease of a queue. The lease of a killed extraction is waited for.
   * @throws AudioError if another extraction holds and renews it, or Redis says nothing for a minute; the signal's reason if that came
   * first
   */
  static async take({ client, address }: RedisServer, name: string, signal?: AbortSignal): Promise<QueueLease> {
    const lease = new QueueLease(client, name);
    const inTime = <T>(answer: Promise<T>): Promise<T> =>
      answered(answer, PATIENCE).catch((cause: unknown) => {
        throw new AudioError(`${address} has not answered for a minute`, { cause });
      });
    let left = Infinity;
    while (true) {
      signal?.throwIfAborted();
      const holder = await inTime(lease.#take());
      if (holder === undefined) return lease;
      const now = await inTime(client.pttl(lease.#key));
      // A lease that lasts longer than it did a moment ago was renewed.
      if (now > left) throw lease.#taken(holder);
      left = now;
      await sleep(LOOK);
    }
  }

  /**
   * Renews the lease when due.
   * @throws AudioError if another extraction has it
   */
  async renew(): Promise<void> {
    if (performance.now() - this.#renewed < RENEWAL) return;
    const holder = await this.#take();
    if (holder !== undefined) throw this.#taken(holder);
  }

  /** Does a last piece of work while the lease is held, and releases it; does nothing if another extraction has it. */
  async release(last: () => Promise<void>): Promise<void> {
    if ((await this.#take()) !== undefined) return;
    await last();
    await this.#redis.eval(RELEASE, 1, this.#key, this.#holder);
  }

  async #take(): Promise<string | undefined> {
    const begin = performance.now();
    const holder = (await this.#redis.eval(TAKE, 1, this.#key, this.#holder, LEASE)) as string;
    if (holder !== this.#holder) return holder;
    this.#renewed = begin;
    return undefined;
  }

  #taken(holder: string): AudioError {
    const { pid, host } = JSON.parse(holder) as { pid: number; host: string };
    return new AudioError(
      `--queue ${this.#name}: another extraction (process ${pid} on ${host}) puts its work there: wait for its end or name another queue`,
    );
  }
}
