import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { freePort } from "../support/freePort.ts";
import { ROOT } from "../support/session.ts";
import { until } from "../support/until.ts";

/** What many platforms start with, in MB. */
const MOST = 512;

describe("the service's memory", { skip: existsSync("/proc/self/status") ? false : "needs /proc" }, () => {
  it(
    `is ${MOST} MB at most at the replica's first start, all processes together`,
    { timeout: 900_000 },
    async (test) => {
      const folder = mkdtempSync(join(tmpdir(), "serve-memory-"));
      const port = await freePort();
      const [, settings = "", command = ""] = /^web: ((?:\w+=\S+ )*)(.*)$/m.exec(
        readFileSync(join(ROOT, "Procfile"), "utf8"),
      )!;
      const given = Object.fromEntries(
        settings
          .trim()
          .split(" ")
          .map((one) => one.split("=") as [string, string]),
      );
      const [, ...args] = command.split(" ");
      const service = spawn(process.execPath, args, {
        cwd: ROOT,
        // A temporary folder of its own, in which nothing is compiled yet, as in a new container.
        env: {
          ...{ PATH: process.env.PATH, ...given, HOST: "127.0.0.1", PORT: String(port), DATA: "replica" },
          ...{ CACHE: folder, TMPDIR: folder, LOG_LEVEL: "error" },
        },
        stdio: ["ignore", "inherit", "inherit"],
      });
      const exited = once(service, "exit");
      let most = 0;
      const watch = setInterval(() => (most = Math.max(most, megabytes(service.pid!))), 50);
      try {
        await until(async () => {
          assert.equal(service.exitCode, null);
          return isReady(port);
        }, "all models");
        // The process that hears files comes last.
        await until(() => familyOf(service.pid!).length > 1, "the last process");
      } finally {
        clearInterval(watch);
        service.kill("SIGTERM");
        await exited;
        rmSync(folder, { recursive: true });
      }
      test.diagnostic(`${Math.round(most)} MB`);
      assert.ok(most <= MOST, `${most} MB`);
    },
  );
});

async function isReady(port: number): Promise<boolean> {
  try {
    const state = (await (await fetch(`http://127.0.0.1:${port}/readyz`)).json()) as {
      audio: string;
      models: Readonly<Record<string, string>>;
    };
    return state.audio === "ready" && Object.values(state.models).every((model) => model === "ready");
  } catch {
    return false;
  }
}

/** What a process and all below it hold. */
function megabytes(pid: number): number {
  return familyOf(pid).reduce((sum, one) => {
    const [, kilobytes = 0] = /^VmRSS:\s+(\d+)/m.exec(readOr(`/proc/${one}/status`)) ?? [];
    return sum + Number(kilobytes) / 1000;
  }, 0);
}

function familyOf(pid: number): number[] {
  const below = threadsOf(pid).flatMap((thread) =>
    readOr(`/proc/${pid}/task/${thread}/children`).split(" ").filter(Boolean).map(Number),
  );
  return [pid, ...below.flatMap(familyOf)];
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** A file of /proc; empty where its process has just ended. */
function readOr(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}
