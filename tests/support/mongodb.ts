import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./freePort.ts";
import { until } from "./until.ts";
import { ROOT } from "./session.ts";

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
  stop(): Promise<void>;
}

/** Starts a MongoDB server with an empty database. */
export async function startMongo(): Promise<MongoServer> {
  const folder = mkdtempSync(join(tmpdir(), "ferretdb-"));
  const port = await freePort();
  const server = spawn(EXECUTABLE, [`127.0.0.1:${port}`, folder], { stdio: "ignore" });
  const exited = once(server, "exit");
  await until(() => {
    if (server.exitCode !== null) throw new Error(`ferretdb ended with exit code ${server.exitCode}`);
    return accepts(port);
  }, "ferretdb");
  return {
    uri: `mongodb://127.0.0.1:${port}/genres`,
    stop: async () => {
      endProcess(server);
      await exited;
      rmSync(folder, { recursive: true });
    },
  };
}

function endProcess(child: ChildProcess): void {
  if (child.exitCode === null) child.kill("SIGKILL");
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
