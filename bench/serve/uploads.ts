/**
 * How long the service takes to answer an upload, on an otherwise idle machine: 30-second MP3s, one after the other and then four at a
 * time, sent as the page sends them, while a visitor asks for the page 20 times a second. Prints the median, the 95th percentile and the
 * longest time, and the 99th percentile of the page; exit code 1 if the 95th percentile of single uploads is 2 seconds or more, that 99th
 * percentile more than 150 ms, or an upload or a page is refused.
 *
 * `node --import tsx bench/serve/uploads.ts [UPLOADS]`: 100 of each kind by default.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { quantile } from "../../src/ground/index.ts";
import { encodeMp3 } from "../../tests/support/encodeMp3.ts";
import { SHARED_DATA } from "../../tests/support/sharedData.ts";
import { testSignal } from "../../tests/support/testSignal.ts";
import { until } from "../../tests/support/until.ts";
import { startServiceProcess } from "./serviceProcess.ts";

const CLIPS = join(SHARED_DATA, "fma-small/clips");
/** Milliseconds that 95 of 100 uploads must be answered in. */
const GOAL = 2000;
const TOGETHER = 4;
/** Milliseconds that 99 of 100 pages must be answered in meanwhile, and milliseconds between two of them. */
const PAGE_GOAL = 150;
const PAGE_INTERVAL = 50;

const uploads = Number(process.argv[2] ?? 100);
// All uploads come from one address, which may have a third of the slots.
const { url, end } = await startServiceProcess({ UPLOADS_AT_ONCE: String(3 * TOGETHER) });
try {
  await until(isReady, "the service to be ready");
  const files = await songs();
  const single = await measure(files, 1);
  await measure(files, TOGETHER);
  process.exitCode = single.upload < GOAL && single.page <= PAGE_GOAL ? 0 : 1;
} finally {
  await end();
}

/** Real clips if they are there, otherwise a generated one. */
async function songs(): Promise<Buffer[]> {
  if (existsSync(CLIPS)) return readdirSync(CLIPS).map((name) => readFileSync(join(CLIPS, name)));
  console.error(`no ${CLIPS}: the song is a generated one`);
  return [await encodeMp3([testSignal(30), testSignal(30, 140)])];
}

/**
 * Sends `uploads` files, so many at a time, and prints what was measured. Returns the 95th percentile of the uploads and the 99th of the
 * pages, in milliseconds.
 */
async function measure(files: readonly Buffer[], together: number): Promise<{ upload: number; page: number }> {
  const times: number[] = [];
  const pages: number[] = [];
  let next = 0;
  let isDone = false;
  const visit = async (): Promise<void> => {
    while (!isDone) {
      const begin = performance.now();
      const response = await fetch(url, { headers: { accept: "text/html" } });
      await response.text();
      if (!response.ok) throw new Error(`the page was answered with ${response.status}`);
      pages.push(performance.now() - begin);
      await sleep(PAGE_INTERVAL);
    }
  };
  const send = async (): Promise<void> => {
    while (next < uploads) {
      const body = files[next++ % files.length]!;
      const begin = performance.now();
      const response = await fetch(`${url}/api/classify`, {
        method: "POST",
        headers: { "content-type": "audio/mpeg" },
        body: body as BodyInit,
      });
      const answer = await response.text();
      if (!response.ok) throw new Error(`an upload was answered with ${response.status}: ${answer}`);
      times.push(performance.now() - begin);
    }
  };
  const visitor = visit();
  try {
    await Promise.all(Array.from({ length: together }, send));
  } finally {
    isDone = true;
  }
  await visitor;
  const sorted = Float64Array.from(times).sort();
  const [median, p95, longest] = [0.5, 0.95, 1].map((share) => quantile(sorted, share));
  console.log(
    `${uploads} uploads, ${together} at a time: median ${median!.toFixed(0)} ms, 95th percentile ${p95!.toFixed(0)} ms, longest ${longest!.toFixed(0)} ms`,
  );
  const page = quantile(Float64Array.from(pages).sort(), 0.99);
  console.log(`${pages.length} pages meanwhile: 99th percentile ${page.toFixed(0)} ms`);
  return { upload: p95!, page };
}

async function isReady(): Promise<boolean> {
  try {
    const state = (await (await fetch(`${url}/readyz`)).json()) as { audio: string; models: Record<string, string> };
    return state.audio === "ready" && Object.values(state.models).every((model) => model === "ready");
  } catch {
    return false;
  }
}
