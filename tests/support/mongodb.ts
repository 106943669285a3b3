import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./freePort.ts";

import { ROOT } from "./session.ts";
import { until } from "./until.ts";

/** FerretDB, which speaks MongoDB's protocol: built by .ci/run from tests/support/mongodb. */
const EXECUTABLE = join(ROOT, ".cache/bin/ferretdb");

/** The reason to skip a test that needs a MongoDB server, or false where one can be started. */
export function skipWithoutMongo(): string | false {
  return existsSync(EXECUTABLE)
    ? false
    : "needs .cache/bin/ferretdb (cd tests/support/mongodb && go build -o ../../../.cache/bin/ferretdb .)";
}

export interface MongoServer {
  /** Where its database "genres" is. */
  readonly uri: string;
  /** From now on it says nothing, though its connections stay open. */
  pause(): void;
  /** Goes on, and answers what it has been asked. */
  resume(): void;
  /** Ends it at once; `restart` starts it again with all that it has stored. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a MongoDB server with an empty database. */
export async function startMongo(): Promise<MongoServer> {
  const folder = mkdtempSync(join(tmpdir(), "ferretdb-"));
  const port = await freePort();
  let server = await startServer(port, folder);
  const kill = async (): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const exited = once(server, "exit");
    server.kill("SIGKILL");
    await exited;
  };
  return {
    uri: `mongodb://127.0.0.1:${port}/genres`,
    pause: () => server.kill("SIGSTOP"),
    resume: () => server.kill("SIGCONT"),
    kill,
    restart: async () => {
      server = await startServer(port, folder);
    },
    stop: async () => {
      await kill();
      rmSync(folder, { recursive: true });
    },
  };
}

async function startServer(port: number, folder: string): Promise<ChildProcess> {
  const server = spawn(EXECUTABLE, [`127.0.0.1:${port}`, folder], { stdio: "ignore" });
  await until(() => {
    if (server.exitCode !== null) throw new Error(`ferretdb ended with exit code ${server.exitCode}`);
    return accepts(port);
  }, "ferretdb");
  return server;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, "127.0.0.1");
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}
