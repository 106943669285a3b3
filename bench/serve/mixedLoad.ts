/**
 * The prediction page under mixed load: 50 connections that draw, uploads, analysers that are killed, a store that is stopped and
 * resumed. Reports how many draws were answered and counted, the results of uploads, and the service's memory over time; exit code 1 if
 * a draw is lost or memory grows by more than a fifth from four fifths of the time on.
 *
 * `node --import tsx bench/serve/mixedLoad.ts [SECONDS]`: 300 seconds by default.
 */
import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { encodeWav } from "../../tests/support/encodeWav.ts";
import { type MongoServer, skipWithoutMongo, startMongo } from "../../tests/support/mongodb.ts";
import { testSignal } from "../../tests/support/testSignal.ts";
import { until } from "../../tests/support/until.ts";
import { startServiceProcess } from "./serviceProcess.ts";

const CONNECTIONS = 50;
const SENDERS = 2;
const KILL_EVERY = 15;
const STOP_EVERY = 40;
const STOPPED = 6;
const GROWTH = 1.2;

const seconds = Number(process.argv[2] ?? 300);
const noMongo = skipWithoutMongo();
if (noMongo !== false) console.error(`the store is the embedded one, which is not stopped: ${noMongo}`);
const mongo = noMongo === false ? await startMongo() : undefined;
const {
  url,
  process: service,
  end,
} = await startServiceProcess({ MALLOC_MMAP_THRESHOLD_: "131072", ...(mongo && { MONGODB_URI: mongo.uri }) });
try {
  await until(async () => (await readiness())?.audio === "ready");
  process.exitCode = (await run(service, mongo)) ? 0 : 1;
} finally {
  await end();
  await mongo?.stop();
}

async function run({ pid }: ChildProcess, store: MongoServer | undefined): Promise<boolean> {
  const end = Date.now() + 1000 * seconds;
  const goesOn = (): boolean => Date.now() < end && service.exitCode === null;
  const draws = new Map<number | string, number>();
  const uploads = new Map<number | string, number>();
  const upload = encodeWav([testSignal(30)]);
  const memory: number[] = [];
  const before = await counted();

  const drawing = async (): Promise<void> => {
    while (goesOn()) await ask(`${url}/api/draw?model=knn`, {}, draws);
  };
  const sending = async (): Promise<void> => {
    const request = { method: "POST", headers: { "content-type": "audio/wav" }, body: upload as BodyInit };
    while (goesOn()) await ask(`${url}/api/classify`, request, uploads);
  };
  const killing = async (): Promise<void> => {
    for (;;) {
      await wait(1000 * KILL_EVERY);
      if (!goesOn()) return;
      for (const child of childrenOf(pid!)) {
        if (readFileSync(`/proc/${child}/cmdline`, "utf8").includes("analyserMain")) process.kill(child, "SIGKILL");
      }
    }
  };
  const stopping = async (): Promise<void> => {
    for (;;) {
      await wait(1000 * STOP_EVERY);
      if (!goesOn()) return;
      store?.pause();
      await wait(1000 * STOPPED);
      store?.resume();
    }
  };
  const watching = async (): Promise<void> => {
    while (goesOn()) {
      memory.push(megabytes(pid!));
      await wait(1000);
    }
  };
  await Promise.all([
    ...Array.from({ length: CONNECTIONS }, drawing),
    ...Array.from({ length: SENDERS }, sending),
    ...[killing(), stopping(), watching()],
  ]);
  if (service.exitCode !== null) throw new Error(`the service has ended with exit code ${service.exitCode}`);

  await until(async () => (await readiness())?.store === true);
  const answered = draws.get(200) ?? 0;
  await until(async () => (await counted()) - before >= answered).catch(() => undefined);
  const difference = (await counted()) - before - answered;
  const [late, last] = [memory[Math.floor(0.8 * memory.length)]!, memory.at(-1)!];
  const told = (outcomes: typeof draws): string => [...outcomes].map(([what, times]) => `${what}: ${times}`).join(", ");
  console.log(`draws in ${seconds} s by what was answered: ${told(draws)}; counted but not answered: ${difference}`);
  console.log(`uploads: ${told(uploads)}`);
  console.log(
    `memory (MB): ${memory[0]} at first, ${late} after four fifths, ${last} at the end, ${Math.max(...memory)} at most`,
  );
  return difference >= 0 && last <= GROWTH * late;
}

async function ask(address: string, init: RequestInit, outcomes: Map<number | string, number>): Promise<void> {
  let outcome: number | string;
  try {
    const response = await fetch(address, init);
    await response.arrayBuffer();
    outcome = response.status;
  } catch {
    outcome = "broken";
  }
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
}

async function readiness(): Promise<{ readonly audio: string; readonly store: boolean } | undefined> {
  try {
    return (await (await fetch(`${url}/readyz`)).json()) as { audio: string; store: boolean };
  } catch {
    return undefined;
  }
}

async function counted(): Promise<number> {
  const card = (await (await fetch(`${url}/api/model`)).json()) as {
    models: { id: string; drawn: { draws: number } }[];
  };
  return card.models.find(({ id }) => id === "knn")!.drawn.draws;
}

/** Linux: proc(5). */
function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
}

function megabytes(pid: number): number {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))![1]) / 1000);
}
