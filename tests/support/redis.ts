import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { freePort } from "./freePort.ts";
import { until } from "./until.ts";

/** The reason to skip a test that needs a Redis server, or false where one can be started. */
export function skipWithoutRedis(): string | false {
  return spawnSync("redis-server", ["--version"]).status === 0 ? false : "needs redis-server (Debian's package)";
}

export interface RedisProcess {
  readonly url: string;
  /** A client of it. */
  readonly client: Redis;
  /** Ends it at once, and with it all that it has stored. */
  kill(): Promise<void>;
  /** Starts it again, empty. */
  restart(): Promise<void>;
  /** From now on it says nothing, though its connections stay open, until `resume`. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

/** Starts an empty Redis that keeps nothing on the disk. */
export async function startRedis(password = ""): Promise<RedisProcess> {
  const folder = mkdtempSync(join(tmpdir(), "redis-"));
  const port = await freePort();
  const client = new Redis({ host: "127.0.0.1", port, password, lazyConnect: true, maxRetriesPerRequest: null });
  // It is killed at times.
  client.on("error", () => undefined);
  let server = await startServer(port, folder, password);
  const kill = async (): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const exited = once(server, "exit");
    server.kill("SIGKILL");
    await exited;
  };
  return {
    url: `redis://${password && `:${password}@`}127.0.0.1:${port}`,
    client,
    kill,
    restart: async () => {
      server = await startServer(port, folder, password);
    },
    pause: () => server.kill("SIGSTOP"),
    resume: () => server.kill("SIGCONT"),
    stop: async () => {
      client.disconnect();
      await kill();
      rmSync(folder, { recursive: true });
    },
  };
}

async function startServer(port: number, folder: string, password: string): Promise<ChildProcess> {
  const settings = { port, bind: "127.0.0.1", dir: folder, save: "", appendonly: "no", requirepass: password };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const server = spawn("redis-server", args, { stdio: ["ignore", "pipe", "inherit"] });
  let log = "";
  server.stdout.on("data", (chunk) => (log += String(chunk)));
  await until(() => {
    if (server.exitCode !== null) throw new Error(`redis-server ended with exit code ${server.exitCode}: ${log}`);
    return log.includes("Ready to accept connections");
  }, "redis-server");
  return server;
}
