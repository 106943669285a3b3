import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { queueRows, runWorker } from "../../../src/audio/machines/index.ts";
import { extractTable } from "../../../src/audio/table/extractTable.ts";
import { findAudio } from "../../../src/audio/table/findAudio.ts";
import { encodeWav } from "../../support/encodeWav.ts";
import { type RedisProcess, skipWithoutRedis, startRedis } from "../../support/redis.ts";
import { testSignal } from "../../support/testSignal.ts";
import { until } from "../../support/until.ts";

describe("queueRows", { skip: skipWithoutRedis(), timeout: 600_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "queue-rows-"));
  const out = join(folder, "table.csv");
  let redis: RedisProcess;
  before(async () => {
    redis = await startRedis();
    for (let i = 0; i < 12; i++) writeFileSync(join(folder, `${i}.wav`), encodeWav([testSignal(1, 80 + i)]));
  });
  afterEach(() => redis.client.flushall());
  after(async () => {
    await redis.stop();
    rmSync(folder, { recursive: true });
  });

  const extract = (options: { window?: number; log?: (line: string) => void; signal?: AbortSignal }) => {
    const { window, log = () => undefined, signal } = options;
    const obtain = queueRows({ url: redis.url, name: "rows", log, window });
    return extractTable(findAudio([folder]).files, out, { tempo: "mean", obtain, signal });
  };
  /** Jobs in whatever state. */
  const jobs = async (): Promise<number> =>
    (await redis.client.keys("extract:rows:f*")).filter((key) => !key.endsWith(":lock")).length;

  it("puts no more files into the queue at a time than it may, and says so where nobody takes them", async () => {
    const said: string[] = [];
    let [isOver, most] = [false, 0];
    const extraction = extract({ window: 3, log: (line) => said.push(line) }).finally(() => (isOver = true));
    await until(async () => (await jobs()) === 3, "three files");
    await until(() => said.length > 0, "a word");
    assert.deepEqual(said, ["no worker takes work from this queue yet: npm run extract -- --worker"]);
    const stop = new AbortController();
    const worker = runWorker({ url: redis.url, name: "rows", jobs: 2, signal: stop.signal, log: () => undefined });
    while (!isOver) {
      most = Math.max(most, await jobs());
      await sleep(5);
    }
    assert.equal((await extraction).rows, 12);
    assert.equal(most, 3);
    stop.abort();
    assert.equal(await worker, 12);
  });

  it("ends where another extraction has taken the queue meanwhile, and keeps what it has", async () => {
    const extraction = extract({});
    await until(async () => (await jobs()) === 12, "work");
    await redis.client.set("extract:rows:lease", JSON.stringify({ pid: 7, host: "another" }));
    await assert.rejects(
      extraction,
      /^AudioError: --queue rows: another extraction \(process 7 on another\) puts its work/,
    );
    assert.match(readFileSync(`${out}.journal`, "utf8"), /^\{"version"/);
    // The other's lease, and work, are left alone.
    assert.equal(await redis.client.exists("extract:rows:lease"), 1);
    assert.equal(await jobs(), 12);
  });

  it("stops at a signal, also while it waits for a queue, and takes its files out of it", async () => {
    const stop = new AbortController();
    const extraction = extract({ signal: stop.signal });
    await until(async () => (await jobs()) === 12, "work");
    stop.abort();
    await assert.rejects(extraction, /abort/);
    assert.deepEqual(await redis.client.keys("*"), []);
    await redis.client.set("extract:rows:lease", JSON.stringify({ pid: 7, host: "another" }), "PX", 60_000);
    const waiting = new AbortController();
    setTimeout(() => waiting.abort(), 500);
    await assert.rejects(extract({ signal: waiting.signal }), /abort/);
  });
});
