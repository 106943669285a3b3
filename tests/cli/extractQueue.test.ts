import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, afterEach, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { encodeWav } from "../support/encodeWav.ts";
import { type RedisProcess, skipWithoutRedis, startRedis } from "../support/redis.ts";
import { testSignal } from "../support/testSignal.ts";
import { until } from "../support/until.ts";

const PROJECT = resolve(import.meta.dirname, "../..");
const FILES = 24;

/** A command that runs. */
interface Running {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly code: Promise<number | null>;
}

const running = new Set<ChildProcess>();

function start(args: readonly string[], env: Readonly<Record<string, string>>): Running {
  const child = spawn(process.execPath, ["--import", "tsx", "src/cli/extract.ts", ...args], {
    cwd: PROJECT,
    env: { ...process.env, ...env },
  });
  running.add(child);
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk) => (stdout += String(chunk)));
  child.stderr.on("data", (chunk) => (stderr += String(chunk)));
  const code = once(child, "close").then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  return { child, stdout: () => stdout, stderr: () => stderr, code };
}

/** Processes that have something in their environment, on Linux. */
function processesWith(setting: string): string[] {
  if (!existsSync("/proc")) return [];
  return readdirSync("/proc").filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(setting);
    } catch {
      // It has ended meanwhile, or is another user's.
      return false;
    }
  });
}

describe("npm run extract -- --queue", { skip: skipWithoutRedis(), timeout: 1_200_000 }, () => {
  const root = mkdtempSync(join(tmpdir(), "queue-"));
  const music = join(root, "music");
  const single = join(root, "single.csv");
  let toldBySingle = "";
  let redis: RedisProcess;

  before(async () => {
    redis = await startRedis("secret");
    mkdirSync(join(music, "Rock"), { recursive: true });
    for (let i = 0; i < FILES; i++) {
      writeFileSync(join(music, "Rock", `clip ${i}.wav`), encodeWav([testSignal(2 + (i % 3), 80 + i)]));
    }
    writeFileSync(join(music, "broken.mp3"), "no music");
    writeFileSync(join(music, "cut.wav"), encodeWav([testSignal(3)]).subarray(0, 90_000));
    const command = extract(single);
    assert.equal(await command.code, 0, command.stderr());
    toldBySingle = told(command);
  });
  afterEach(async () => {
    for (const child of running) child.kill("SIGKILL");
    await until(() => running.size === 0, "processes to end");
    await redis.client.flushall();
  });
  after(async () => {
    await redis.stop();
    rmSync(root, { recursive: true });
  });

  const extract = (out: string, ...more: string[]): Running =>
    start([music, "--segment", "1", "--out", out, ...more], { REDIS_URL: redis.url });
  const worker = (jobs = 1, env = {}): Running =>
    start(["--worker", "--queue", "genres", "--jobs", String(jobs)], { REDIS_URL: redis.url, ...env });
  /** What an extraction says of its files, without the name of its table. */
  const told = ({ stdout, stderr }: Running): string =>
    `${stdout()}${stderr().replace(/^(\d+ of \d+ files|no worker takes work).*\n/gm, "")}`.replace(/^\S+\.csv/m, "");
  const finished = (out: string): number =>
    existsSync(`${out}.journal`) ? readFileSync(`${out}.journal`, "utf8").split("\n").length - 2 : 0;
  /** The keys of Redis, without the two that BullMQ's check for stalled jobs writes, again and again, while workers wait for more. */
  const leftInRedis = async (): Promise<string[]> => {
    const keys = (await redis.client.keys("*")).filter((key) => !key.endsWith(":stalled-check"));
    const metadata = await Promise.all(
      keys.map(async (key) => key.endsWith(":meta") && Object.keys(await redis.client.hgetall(key)).join()),
    );
    return keys.filter((_, i) => metadata[i] !== "opts.maxLenEvents");
  };
  const same = (out: string): void => {
    assert.ok(readFileSync(out).equals(readFileSync(single)), `${out} is another table`);
    assert.ok(!existsSync(`${out}.journal`) && !existsSync(`${out}.lock`));
  };

  for (const workers of [1, 2, 4]) {
    it(`gives, byte for byte, the table of one machine with ${workers} workers, tells the same, and leaves Redis empty`, async () => {
      const out = join(root, `workers-${workers}.csv`);
      const all = Array.from({ length: workers }, () => worker());
      const command = extract(out, "--queue", "genres");
      assert.equal(await command.code, 0, command.stderr());
      same(out);
      assert.equal(told(command), toldBySingle);
      assert.doesNotMatch(command.stderr() + all.map(({ stderr }) => stderr()).join(""), /secret/);
      assert.deepEqual(await leftInRedis(), []);
    });
  }

  it("loses and doubles nothing when workers are killed ten times at random moments", async (t) => {
    const [long, out, whole] = ["long", "killed.csv", "unkilled.csv"].map((name) => join(root, name)) as [
      string,
      string,
      string,
    ];
    mkdirSync(long);
    const clips = [1, 2, 3, 4].map((i) => encodeWav([testSignal(12, 80 + 20 * i)]));
    for (let i = 0; i < 100; i++) writeFileSync(join(long, `clip ${i}.wav`), clips[i % 4]!);
    const run = (out: string, ...more: string[]): Running =>
      start([long, "--segment", "3", "--out", out, ...more], { REDIS_URL: redis.url });
    const command = run(out, "--queue", "genres");
    // Their processes inherit it.
    const mark = { EXTRACT_TEST: root };
    const workers = [worker(1, mark), worker(1, mark)];
    const moments = Array.from({ length: 10 }, () => Math.round(Math.random() * 300));
    const rows: number[] = [];
    for (const moment of moments) {
      const victim = workers.shift()!;
      await until(() => finished(out) > (rows.at(-1) ?? 0), "a row");
      await sleep(moment);
      victim.child.kill("SIGKILL");
      rows.push(finished(out));
      assert.equal(command.child.exitCode, null, "there is no work left");
      workers.push(worker(1, mark));
    }
    t.diagnostic(`killed when ${rows.join(", ")} files were done`);
    assert.equal(await command.code, 0, command.stderr());
    const single = run(whole);
    assert.equal(await single.code, 0);
    assert.ok(readFileSync(out).equals(readFileSync(whole)));
    assert.equal(told(command), told(single));
    for (const { child } of workers) child.kill("SIGKILL");
    await until(() => processesWith(`EXTRACT_TEST=${root}`).length === 0, "processes of killed workers to end");
  });

  it("goes on where it was killed itself, and makes no row again that it has", async () => {
    const out = join(root, "resumed.csv");
    const first = extract(out, "--queue", "genres");
    const done = worker();
    await until(() => finished(out) >= 5, "rows");
    first.child.kill("SIGKILL");
    await first.code;
    const had = finished(out);
    const second = extract(out, "--queue", "genres");
    assert.equal(await second.code, 0, second.stderr());
    same(out);
    assert.match(second.stdout(), new RegExp(`of ${FILES + 1} files, ${had} of them from before; skipped: 1`));
    done.child.kill("SIGTERM");
    assert.equal(await done.code, 0);
    const [, files] = /files done: (\d+)/.exec(done.stdout())!;
    assert.ok(Number(files) <= FILES + 2, `${files} files were done`);
  });

  it("stops with Ctrl-C, and the same command goes on from there", async () => {
    const out = join(root, "stopped.csv");
    const first = extract(out, "--queue", "genres");
    worker();
    await until(() => finished(out) >= 5, "rows");
    first.child.kill("SIGINT");
    assert.equal(await first.code, 130);
    assert.match(first.stderr(), /stopped; the same command goes on from here/);
    const second = extract(out, "--queue", "genres");
    assert.equal(await second.code, 0, second.stderr());
    same(out);
  });

  it("names a file that ends whatever process reads it, and does the rest", async () => {
    const out = join(root, "poison.csv");
    const poison = join(music, "Rock/poison.wav");
    cpSync(join(music, "Rock/clip 1.wav"), poison);
    try {
      const killer = new URL("./fixtures/endsReaders.ts", import.meta.url).href;
      worker(2, { NODE_OPTIONS: `--import=tsx --import=${killer}`, POISON: poison });
      const command = extract(out, "--queue", "genres");
      assert.equal(await command.code, 0, command.stderr());
      assert.ok(command.stderr().includes(`skipped ${poison}: it ended the process that read it, 3 times (SIGKILL)\n`));
      same(out);
    } finally {
      rmSync(poison);
    }
  });

  it("gives a file up whose reading never ends, once, and does the rest", async () => {
    const out = join(root, "endless.csv");
    const endless = join(music, "Rock/endless.wav");
    cpSync(join(music, "Rock/clip 1.wav"), endless);
    try {
      const preload = join(import.meta.dirname, "fixtures/endlessReading.cjs");
      const steady = worker(2, { NODE_OPTIONS: `--require=${preload}` });
      const command = extract(out, "--queue", "genres", "--timeout", "20");
      assert.equal(await command.code, 0, command.stderr());
      const said = `${endless}: it was not done after 20 seconds and is given up (--timeout sets another limit)\n`;
      assert.ok(command.stderr().includes(`skipped ${said}`), command.stderr());
      assert.equal(steady.stderr().split(`failed: ${said}`).length, 2, steady.stderr());
      same(out);
    } finally {
      rmSync(endless);
    }
  });

  it("refuses a second extraction on the same queue in one line, and the first loses nothing", async () => {
    const [out, other] = [join(root, "first.csv"), join(root, "second.csv")];
    const first = extract(out, "--queue", "genres");
    await until(async () => (await redis.client.exists("extract:genres:lease")) === 1, "the first one");
    const second = extract(other, "--queue", "genres");
    assert.equal(await second.code, 1);
    assert.match(
      told(second),
      /^--queue genres: another extraction \(process \d+ on \S+\) puts its work there: wait for its end or name another queue\n$/,
    );
    worker(2);
    assert.equal(await first.code, 0, first.stderr());
    same(out);
  });

  it("ends a worker cleanly: what it works on is finished", async () => {
    const out = join(root, "ended.csv");
    const command = extract(out, "--queue", "genres");
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      const ended = worker();
      // Rows of the one before may still be on their way to the journal.
      await until(() => ended.stderr().includes("takes work from queue"), "the worker");
      const had = finished(out);
      await until(() => finished(out) >= had + 3, "rows");
      ended.child.kill(signal);
      assert.equal(await ended.code, 0, ended.stderr());
      assert.match(ended.stdout(), /^ended; files done: \d+\n$/);
      assert.equal(await redis.client.llen("extract:genres:active"), 0);
    }
    worker();
    assert.equal(await command.code, 0, command.stderr());
    same(out);
  });

  it("waits for a Redis that went away, and goes on though it has lost everything", async () => {
    const out = join(root, "away.csv");
    const command = extract(out, "--queue", "genres");
    const steady = worker();
    await until(() => finished(out) >= 5, "rows");
    await redis.kill();
    await until(() => command.stderr().includes("does not answer; waiting for it"), "the loss");
    await redis.restart();
    assert.equal(await command.code, 0, command.stderr());
    same(out);
    assert.match(command.stderr(), /^redis:\/\/127\.0\.0\.1:\d+ answers again$/m);
    assert.equal(steady.child.exitCode, null);
  });

  it("ends a worker that is told to while Redis is gone", async () => {
    const orphan = worker();
    await until(() => orphan.stderr().includes("takes work from queue"), "the worker");
    await redis.kill();
    try {
      orphan.child.kill("SIGTERM");
      assert.equal(await orphan.code, 0, orphan.stderr());
      assert.equal(orphan.stdout(), "ended; files done: 0\n");
    } finally {
      await redis.restart();
    }
  });

  it("ends a worker that does not see the files, whose job another one does", async () => {
    const out = join(root, "unseen.csv");
    const command = extract(out, "--queue", "genres");
    await until(async () => (await redis.client.llen("extract:genres:wait")) > 0, "work");
    renameSync(music, `${music}-elsewhere`);
    try {
      const blind = worker(2);
      assert.equal(await blind.code, 1);
      assert.match(
        blind.stderr(),
        /^takes work.*\nthere is no folder \S+ here: a worker must see the files at the same place as who gives out the work\n$/,
      );
    } finally {
      renameSync(`${music}-elsewhere`, music);
    }
    worker(2);
    assert.equal(await command.code, 0, command.stderr());
    same(out);
    assert.equal(told(command), toldBySingle);
  });

  it("fails in one line, which holds no password, where no Redis answers or it refuses the login", async () => {
    const cases: [url: string, message: RegExp][] = [
      [
        "redis://user:pass-word@127.0.0.1:1",
        /^redis:\/\/127\.0\.0\.1:1: no Redis answers \(ECONNREFUSED\): start one, .*\n$/,
      ],
      [
        redis.url.replace("secret", "pass-word"),
        /^redis:\/\/127\.0\.0\.1:\d+: it asks for another password: set .*\n$/,
      ],
      [redis.url.replace(":secret@", ""), /^redis:\/\/127\.0\.0\.1:\d+: it asks for another password: set .*\n$/],
      ["pass-word@host", /^REDIS_URL is no address such as redis:\/\/127\.0\.0\.1:6379\n$/],
    ];
    for (const [REDIS_URL, message] of cases) {
      for (const args of [
        [music, "--out", join(root, "none.csv"), "--queue", "genres"],
        ["--worker", "--queue", "genres"],
      ]) {
        const command = start(args, { REDIS_URL });
        assert.equal(await command.code, 1);
        assert.match(told(command), message);
      }
    }
    redis.pause();
    try {
      const silent = start(["--worker", "--queue", "genres"], { REDIS_URL: redis.url });
      assert.equal(await silent.code, 1);
      assert.match(
        silent.stderr(),
        /^redis:\/\/127\.0\.0\.1:\d+: no Redis answers \(it says nothing\): start one, .*\n$/,
      );
    } finally {
      redis.resume();
    }
    assert.ok(!existsSync(join(root, "none.csv")) && !existsSync(join(root, "none.csv.lock")));
  });

  it("refuses options that make no sense together", async () => {
    const cases: [args: string[], message: RegExp][] = [
      [["--worker"], /^--worker goes with --queue NAME, whose work it does\n$/],
      [["--worker", "--queue", "genres", music], /^--worker is told by the queue which files to read: name none\n$/],
      [["--worker", "--queue", "genres", "--segment", "3"], /^--segment does not go with --worker\n$/],
      [[music, "--out", join(root, "x.csv"), "--queue", "a:b"], /'a:b' is invalid. expected letters, digits, dots/],
      [[music, "--out", join(root, "x.csv"), "--queue", "a", "--jobs", "2"], /^--jobs goes with --worker, not with/],
      [["--out", join(root, "x.csv")], /^name the audio files, or folders, to be read\n$/],
    ];
    for (const [args, message] of cases) {
      const command = start(args, {});
      assert.equal(await command.code, 1);
      assert.match(command.stderr(), message);
    }
  });
});
