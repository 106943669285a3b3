import assert from "node:assert/strict";
import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, describe, it } from "node:test";
import { HearingModel } from "../../src/app/hearing/hearingModel.ts";
import type { ClipResponse } from "../../src/app/schemas.ts";
import { readFeatureTable } from "../../src/dataset/readFeatureTable.ts";
import { takeRows } from "../../src/dataset/takeRows.ts";
import { saveModel } from "../../src/models/saveModel.ts";
import { openStore } from "../../src/app/records/openStore.ts";
import { until } from "../support/service.ts";
import { encodeWav } from "../support/encodeWav.ts";
import { ROOT } from "../support/session.ts";
import { testSignal } from "../support/testSignal.ts";

const cache = mkdtempSync(join(tmpdir(), "serve-"));
after(() => rmSync(cache, { recursive: true }));

interface Serving {
  readonly child: ChildProcess;
  readonly exited: Promise<unknown[]>;
  readonly url: string;
  readonly messages: readonly string[];
}

function spawnServe(settings: Readonly<Record<string, string>>, options: SpawnOptions = {}): ChildProcess {
  const env = {
    ...process.env,
    INIT_CWD: ROOT,
    PORT: "0",
    DATA: "sample",
    CACHE: cache,
    REQUESTS_PER_MINUTE: "0",
    ...settings,
  };
  return spawn(process.execPath, ["--import", "tsx", "src/cli/serve.ts"], {
    cwd: ROOT,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    ...options,
  });
}

/** Whether a process is there; of a group, named by its negative number, any. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Starts the command and waits until it listens. */
async function serve(settings: Readonly<Record<string, string>> = {}, options: SpawnOptions = {}): Promise<Serving> {
  const child = spawnServe(settings, options);
  const exited = once(child, "exit");
  const messages: string[] = [];
  for await (const line of createInterface({ input: child.stdout! })) {
    const { msg } = JSON.parse(line) as { msg: string };
    messages.push(msg);
    const url = /listening on (http:\S+):/.exec(msg)?.[1];
    if (url !== undefined) {
      // Left unread, the pipe would fill up.
      child.stdout!.resume();
      return { child, exited, url, messages };
    }
  }
  throw new Error(`it ended: ${messages.join("; ")}`);
}

function upload(seconds: number): RequestInit {
  return {
    method: "POST",
    headers: { "content-type": "audio/wav" },
    body: encodeWav([testSignal(seconds)]) as BodyInit,
  };
}

describe("npm run serve", () => {
  it("says what it does in log lines, listens on this machine only, and ends in order with SIGTERM", async () => {
    const { child, exited, url, messages } = await serve({ UPLOADS: "off" });
    assert.match(messages[0]!, /reading FMA sample/);
    assert.match(messages[1]!, /160 held-out segments of FMA sample are in the embedded store/);
    assert.match(messages[2]!, /KNN trained in \S+ s: right on \d+\.\d % of held-out rows, \d+\.\d % by track/);
    assert.equal(new URL(url).hostname, "127.0.0.1");
    assert.equal((await fetch(`${url}/readyz`)).status, 200);
    child.kill("SIGTERM");
    assert.deepEqual(await exited, [0, null]);
  });

  it("starts from its saved model the next time", async () => {
    const { child, exited, messages } = await serve({ UPLOADS: "off" });
    assert.match(messages[2]!, /KNN loaded in/);
    child.kill("SIGINT");
    assert.deepEqual(await exited, [0, null]);
  });

  it("loses nothing that it has stored when it is killed among requests", async () => {
    const counted = async (url: string): Promise<number> => {
      const card = (await (await fetch(`${url}/api/model`)).json()) as {
        models: { id: string; drawn: { draws: number } }[];
      };
      return card.models.find(({ id }) => id === "knn")!.drawn.draws;
    };
    let serving = await serve({ UPLOADS: "off" });
    for (let round = 0; round < 3; round++) {
      const { child, exited, url } = serving;
      const before = await counted(url);
      let answered = 0;
      let asked = 0;
      const visitor = async (): Promise<void> => {
        for (;;) {
          asked++;
          const response = await fetch(`${url}/api/draw`);
          await response.json();
          answered++;
        }
      };
      const visitors = Array.from({ length: 10 }, () => visitor().catch(() => undefined));
      while (answered < 60) await new Promise((resolve) => setTimeout(resolve, 1));
      child.kill("SIGKILL");
      await Promise.all([exited, ...visitors]);
      serving = await serve({ UPLOADS: "off" });
      const after = await counted(serving.url);
      assert.ok(after - before >= answered, `${answered} draws were answered, ${after - before} are counted`);
      assert.ok(after - before <= asked, `${asked} draws were asked for, ${after - before} are counted`);
      assert.equal((await fetch(`${serving.url}/api/draw?seed=1`)).status, 200);
    }
    serving.child.kill("SIGTERM");
    await serving.exited;
    const store = await openStore({ folder: join(cache, "records") });
    await store.close();
  });

  it("with Ctrl-C, which reaches all its processes, still finishes the file of a visitor", async () => {
    const { child, exited, url } = await serve({}, { detached: true });
    await until(async () => ((await (await fetch(`${url}/readyz`)).json()) as { audio: string }).audio === "ready");
    const warm = await fetch(`${url}/api/classify`, upload(3));
    assert.equal(warm.status, 200);
    const answered = fetch(`${url}/api/classify`, upload(60));
    await until(async () => /uploads_in_progress 1/.test(await (await fetch(`${url}/metrics`)).text()));
    process.kill(-child.pid!, "SIGINT");
    assert.equal((await answered).status, 200);
    assert.deepEqual(await exited, [0, null]);
    await until(() => !isRunning(-child.pid!));
  });

  it("with SIGTERM goes on serving for a while and says that it isn't ready; a second one ends it at once", async () => {
    const { child, exited, url } = await serve({ GRACE_SECONDS: "600" }, { detached: true });
    child.kill("SIGTERM");
    await until(async () => (await fetch(`${url}/readyz`)).status === 503);
    const draw = await fetch(`${url}/api/draw`);
    assert.equal(draw.status, 200);
    assert.equal(draw.headers.get("connection"), "close");
    child.kill("SIGTERM");
    assert.deepEqual(await exited, [1, null]);
    await until(() => !isRunning(-child.pid!));
  });

  it("ends in order with a SIGTERM to npm, which hands it to nobody but a shell", { timeout: 60_000 }, async () => {
    const npm = spawn("npm", ["run", "serve"], {
      cwd: ROOT,
      env: { ...process.env, PORT: "0", DATA: "sample", CACHE: cache, UPLOADS: "off", GRACE_SECONDS: "0" },
      stdio: ["ignore", "pipe", "ignore"],
    });
    const messages: string[] = [];
    let pid = 0;
    for await (const line of createInterface({ input: npm.stdout })) {
      if (!line.startsWith("{")) continue;
      const entry = JSON.parse(line) as { msg: string; pid: number };
      messages.push(entry.msg);
      pid = entry.pid;
      if (entry.msg.startsWith("listening on")) npm.kill("SIGTERM");
    }
    assert.match(messages.at(-1)!, /^(npm has ended|SIGTERM): closing/);
    await until(() => !isRunning(pid));
  });

  it("refuses settings that can't be, each in a line, without their values", async () => {
    const child = spawnServe({ PORT: "99999", LOG_LEVEL: "loud", MONGODB_URI: "postgres://user:secret@host/db" });
    const exited = once(child, "exit");
    let stderr = "";
    for await (const text of child.stderr!.setEncoding("utf8")) stderr += text as string;
    assert.deepEqual(await exited, [1, null]);
    const lines = stderr.trim().split("\n");
    assert.equal(lines.length, 3);
    assert.match(lines[0]!, /^PORT: .*65535/);
    assert.match(lines[1]!, /^MONGODB_URI: expected mongodb:\/\//);
    assert.match(lines[2]!, /^LOG_LEVEL: /);
    assert.doesNotMatch(stderr, /secret|99999/);
  });

  it("says in one line why it can't start, ends with exit code 1, and leaves no process behind", async () => {
    const first = await serve({ UPLOADS: "off" });
    const file = join(cache, "file");
    writeFileSync(file, "no folder");
    mkdirSync(join(cache, "empty"), { recursive: true });
    const cases: [settings: Readonly<Record<string, string>>, line: RegExp][] = [
      [{ PORT: new URL(first.url).port }, /^PORT: \d+ on 127\.0\.0\.1 is taken; set another$/],
      [{ PORT: " " }, /^PORT: expected a whole number from 0 to 65535$/],
      [
        { HOST: "999.1.1.1" },
        /^HOST: the service can't listen on 999\.1\.1\.1 \(.*\); set 127\.0\.0\.1, or 0\.0\.0\.0/,
      ],
      [{ HOST: "203.0.113.1" }, /^HOST: 203\.0\.113\.1 is no address of this machine; set 127\.0\.0\.1/],
      [{ DATA: join(cache, "nowhere") }, /nowhere: no such folder; expected sample, replica/],
      [{ DATA: join(cache, "empty") }, /empty: /],
      [{ CACHE: file }, /^CACHE: .*file.records can't keep the records \(.*\); set another folder$/],
      [{ MODEL: file }, /^MODEL can't be used: .*file: /],
      [{ MONGODB_URI: "mongodb://user:s3cret@127.0.0.1:99999/genres" }, /^MONGODB_URI: no MongoDB answers there \(/],
      [{ MONGODB_URI: "mongodb://user:s3@cr:et@127.0.0.1/genres" }, /^MONGODB_URI: no MongoDB answers there \(/],
      [{ TRUST_PROXY: "on" }, /^TRUST_PROXY: expected off, how many proxies .* \(1\)/],
    ];
    for (const [settings, line] of cases) {
      const about = JSON.stringify(settings);
      const child = spawnServe(settings, { detached: true });
      const exited = once(child, "exit");
      child.stdout!.resume();
      let stderr = "";
      for await (const text of child.stderr!.setEncoding("utf8")) stderr += text as string;
      assert.deepEqual(await exited, [1, null], about);
      assert.match(stderr.trimEnd(), line, about);
      assert.equal(stderr.trimEnd().split("\n").length, 1, stderr);
      assert.doesNotMatch(stderr, /s3cret|s3@|cr:et/);
      // It leads a group of its own, which is gone with its last process.
      await until(() => !isRunning(-child.pid!));
    }
    first.child.kill("SIGTERM");
    await first.exited;
  });

  it("judges audio files by a model of npm run train, where one is named", async () => {
    const model = join(cache, "my.model");
    const table = await readFeatureTable(join(ROOT, "data/fma-sample/musicnn/features_3s.csv"), "segment");
    const rows = Uint32Array.from(table.label.keys()).filter((row) => ["Folk", "Rock"].includes(table.label[row]!));
    saveModel(model, (await HearingModel.train(takeRows(table, rows))).toJSON());
    const { child, exited, url } = await serve({ MODEL: model });
    const clip = (await (await fetch(`${url}/api/classify`, upload(4))).json()) as ClipResponse;
    assert.deepEqual(clip.model.genres, ["Folk", "Rock"]);
    assert.match(clip.model.words, /learnt 2 genres from 40 songs \(my\.model\)\. /);
    child.kill("SIGTERM");
    assert.deepEqual(await exited, [0, null]);
  });

  it("lists its settings", async () => {
    const child = spawn(process.execPath, ["--import", "tsx", "src/cli/serve.ts", "--help"], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "ignore"],
    });
    let help = "";
    for await (const text of child.stdout.setEncoding("utf8")) help += text as string;
    for (const name of ["PORT", "HOST", "DATA", "MONGODB_URI", "UPLOAD_MEGABYTES", "TRUST_PROXY"])
      assert.match(help, new RegExp(`^ {2}${name} `, "m"));
  });
});
