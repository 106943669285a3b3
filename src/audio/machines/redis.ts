import { Redis } from "ioredis";
import { AudioError } from "../audioError.ts";

/** A Redis or Valkey server that responds. */
export interface RedisServer {
  readonly client: Redis;
  /** Its address without the password, for messages. */
  readonly address: string;
}

/** How long a server that has responded before may be silent, in milliseconds. */
export const PATIENCE = 60_000;
/** The time limit for the first connection and its first reply, in milliseconds. */
const FIRST_PATIENCE = 10_000;
/** Milliseconds between attempts to reconnect. */
const RECONNECT = 500;

/**
 * Connects to a server, and reconnects whenever the connection is lost.
 * @param url `redis://[user:password@]host[:port][/database]`, or `rediss://` with TLS
 * @throws AudioError, one line without the password, if none responds or it rejects the login
 */
export async function connectRedis(url: string): Promise<RedisServer> {
  const address = addressOf(url);
  let isThere = false;
  const client = new Redis(url, {
    lazyConnect: true,
    // Required by BullMQ: commands wait for the connection to come back.
    maxRetriesPerRequest: null,
    connectTimeout: FIRST_PATIENCE,
    retryStrategy: () => (isThere ? RECONNECT : null),
  });
  let problem: Error | undefined;
  client.on("error", (error: Error) => (problem = error));
  try {
    await answered(
      client.connect().then(() => client.ping()),
      FIRST_PATIENCE,
    );
  } catch (cause) {
    client.disconnect();
    throw new AudioError(`${address}: ${inWords(problem ?? (cause as Error))}`, { cause });
  }
  isThere = true;
  return { client, address };
}

/** A server's reply, or an error if it takes too long. */
export async function answered<T>(answer: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("it says nothing")), milliseconds);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
    // A late reply or failure doesn't matter.
    answer.catch(() => undefined);
  }
}

/** The address for messages: without user and password. */
function addressOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !["redis:", "rediss:"].includes(url.protocol) || url.hostname === "") {
    // Not shown, because it may contain a password.
    throw new AudioError("REDIS_URL is no address such as redis://127.0.0.1:6379");
  }
  return `${url.protocol}//${url.host}${url.pathname === "/" ? "" : url.pathname}`;
}

function inWords({ message }: Error): string {
  if (/NOAUTH|WRONGPASS|invalid password|without any password/i.test(message)) {
    return "it asks for another password: set REDIS_URL, as redis://:PASSWORD@HOST:6379";
  }
  const reason = /E[A-Z]{4,}/.exec(message)?.[0] ?? message;
  return `no Redis answers (${reason}): start one, or name it in REDIS_URL`;
}
