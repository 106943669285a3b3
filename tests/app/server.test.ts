import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import { pino } from "pino";
import { classificationReport } from "../../src/models/classificationReport.ts";
import type { ClipResponse } from "../../src/app/schemas.ts";
import { noise } from "../../src/audio/signals.ts";
import { encodeWav } from "../support/encodeWav.ts";
import { skipWithoutFfmpeg } from "../support/ffmpeg.ts";
import { startTestService, until } from "../support/service.ts";
import { ROOT } from "../support/session.ts";
import { testSignal } from "../support/testSignal.ts";

type Json = Readonly<Record<string, unknown>>;

interface DrawJson {
  readonly seed: number;
  readonly link: string;
  readonly right: number;
  readonly records: readonly { row: number; predicted: string; actual: string; confidence: number; right: boolean }[];
  readonly report: { readonly accuracy: number; readonly classes: readonly { label: string; support: number }[] };
  readonly holdOut: Readonly<Record<"byRow" | "byTrack", { accuracy: number; rows: number; metShare: number }>>;
}

const lines: string[] = [];
const running = await startTestService(
  {},
  undefined,
  pino({ level: "info" }, { write: (line) => void lines.push(line) }),
);
after(() => running.close());
const { url, service } = running;
await until(async () => {
  const { audio, models } = await service.readiness();
  return audio === "ready" && Object.values(models).every((state) => state === "ready");
});

const get = (path: string, init?: RequestInit): Promise<Response> => fetch(url + path, init);
const json = async <T = Json>(path: string, init?: RequestInit): Promise<T> =>
  (await get(path, init)).json() as Promise<T>;
const draw = (query: string): Promise<DrawJson> => json<DrawJson>(`/api/draw${query}`);
const send = (body: string | Uint8Array, type = "audio/wav"): Promise<Response> =>
  get("/api/classify", { method: "POST", body: body as BodyInit, headers: { "content-type": type } });

const description = await json<{ openapi: string; paths: Record<string, Record<string, Json>> }>("/openapi.json");
const ajv = new Ajv2020({ strict: false });

/** Checks an answer against what the description says of it. */
async function answersAsDescribed(path: string, method: "get" | "post", response: Response): Promise<void> {
  const { responses } = description.paths[path]![method]! as {
    responses: Record<string, { content: Record<string, { schema: object }> }>;
  };
  const described = responses[String(response.status)];
  assert.ok(described, `${path} answers ${response.status}, which is not described`);
  const type = response.headers.get("content-type")!.split(";")[0]!;
  const body: unknown = await response.json();
  assert.ok(described.content[type], `${path} ${response.status} is ${type}`);
  assert.ok(
    ajv.validate(described.content[type].schema, body),
    `${path}: ${ajv.errorsText()} in ${JSON.stringify(body)}`,
  );
}

describe("the API", () => {
  it("is described in valid OpenAPI 3.1", async () => {
    const result = await new Validator().validate(description);
    assert.ok(result.valid, JSON.stringify(result.errors));
    assert.equal(description.openapi, "3.1.0");
    assert.deepEqual(Object.keys(description.paths), [
      "/api/draw",
      "/api/model",
      "/api/classify",
      "/healthz",
      "/readyz",
    ]);
  });

  it("answers as it is described", async () => {
    await answersAsDescribed("/api/draw", "get", await get("/api/draw"));
    await answersAsDescribed("/api/draw", "get", await get("/api/draw?n=50&model=rf&seed=4294967295"));
    await answersAsDescribed("/api/draw", "get", await get("/api/draw?n=51"));
    await answersAsDescribed("/api/model", "get", await get("/api/model"));
    await answersAsDescribed("/healthz", "get", await get("/healthz"));
    await answersAsDescribed("/readyz", "get", await get("/readyz"));
    await answersAsDescribed("/api/classify", "post", await send(encodeWav([testSignal(7)])));
    await answersAsDescribed("/api/classify", "post", await send("no music"));
    await answersAsDescribed("/api/classify", "post", await send("no music", "text/plain"));
    await answersAsDescribed("/api/classify", "post", await send(encodeWav([testSignal(1)])));
  });

  it("draws the same records with the same seed, for all models, and others without one", async () => {
    const [first, again, other] = await Promise.all([draw("?seed=12"), draw("?seed=12"), draw("?seed=12&model=lr")]);
    assert.deepEqual(first, again);
    const rows = ({ records }: DrawJson): number[] => records.map(({ row }) => row);
    assert.deepEqual(rows(first), rows(other));
    assert.equal(first.records.length, 5);
    const anew = await Promise.all([draw(""), draw(""), draw("")]);
    assert.equal(new Set(anew.map(({ seed }) => seed)).size, 3);
    const linked = anew[0]!;
    assert.deepEqual(await draw(linked.link.slice(1)), linked);
  });

  it("predicts as the deployed model does on the whole hold-out", async () => {
    const { predicted, actual } = await service.deployment.holdOut(service.shelf.get("knn")!.predictor, "row");
    const { records, right, report } = await draw("?n=50&seed=3");
    for (const record of records) {
      assert.equal(record.predicted, predicted[record.row]);
      assert.equal(record.actual, actual[record.row]);
      assert.equal(record.right, record.predicted === record.actual);
    }
    const expected = classificationReport(
      records.map((record) => record.actual),
      records.map((record) => record.predicted),
    );
    assert.equal(report.accuracy, right / 50);
    assert.deepEqual(
      report.classes,
      expected.classes.map(({ label, support, precision, recall, f1Score }) => ({
        precision,
        recall,
        f1Score,
        label,
        support,
      })),
    );
  });

  it("sets the accuracy by track beside that of random rows", async () => {
    const { byRow, byTrack } = (await draw("")).holdOut;
    assert.ok(byRow.accuracy > 0.85 && byRow.metShare > 0.95);
    assert.ok(byTrack.accuracy < 0.4 && byTrack.metShare === 0);
  });

  it("counts draws without a seed, and only those", async () => {
    const drawn = async (): Promise<number> => {
      const card = await json<{ models: { id: string; drawn: { draws: number } }[] }>("/api/model");
      return card.models.find(({ id }) => id === "knn")!.drawn.draws;
    };
    const before = await drawn();
    await draw("?seed=1");
    assert.equal(await drawn(), before);
    await get("/api/draw", { method: "HEAD" });
    await get("/", { method: "HEAD" });
    await get("/", { headers: { "user-agent": "kube-probe/1.31" } });
    await get("/", { headers: { "sec-purpose": "prefetch" } });
    assert.equal(await drawn(), before);
    await draw("?n=3");
    await get("/");
    assert.equal(await drawn(), before + 2);
  });

  it("tells the genre of a music file, whole and every 3 seconds, what is heard, and the nearest songs", async () => {
    const response = await send(encodeWav([testSignal(10)]));
    assert.equal(response.status, 200);
    const clip = (await response.json()) as ClipResponse;
    assert.equal(clip.genres.length, 8);
    const sumOf = (genres: ClipResponse["genres"]): number =>
      genres.reduce((sum, { confidence }) => sum + confidence, 0);
    assert.ok(Math.abs(sumOf(clip.genres) - 1) < 1e-9);
    assert.deepEqual(
      clip.segments.map(({ from }) => from),
      [0, 3, 6],
    );
    assert.ok(clip.segments.every(({ genres }) => Math.abs(sumOf(genres) - 1) < 1e-9));
    assert.equal(clip.tags.length, 5);
    assert.equal(new Set(clip.nearest.map(({ track }) => track)).size, 5);
    assert.deepEqual(
      clip.nearest.map(({ distance }) => distance),
      clip.nearest.map(({ distance }) => distance).sort((a, b) => a - b),
    );
    const { songs, groups, accuracy, words } = clip.model;
    assert.deepEqual([songs, groups], [160, 145]);
    assert.ok(accuracy > 0.45 && accuracy < 0.55);
    assert.match(
      words,
      /MSD_musicnn and learnt 8 genres from 160 songs of FMA-small\. Of songs by artists that it has not met/,
    );
  });

  it("says why it has no answer for what is no music", async () => {
    for (const [samples, unknown] of [
      [new Float32Array(15 * 22050), "silent"],
      [noise(15, 1, 22050, 0.3), "unchanging"],
    ] as const) {
      const clip = (await (await send(encodeWav([samples]))).json()) as ClipResponse;
      assert.deepEqual([clip.music, clip.unknown], [false, unknown]);
    }
  });

  it("takes every format that the decoder reads", { skip: skipWithoutFfmpeg() }, async () => {
    const folder = mkdtempSync(join(tmpdir(), "formats-"));
    const wav = join(folder, "signal.wav");
    writeFileSync(wav, encodeWav([testSignal(4)]));
    for (const format of ["aiff", "au", "caf", "w64", "opus", "ogg", "flac", "mp3"]) {
      const file = join(folder, `signal.${format}`);
      execFileSync("ffmpeg", ["-v", "error", "-i", wav, file]);
      const response = await send(readFileSync(file), "application/octet-stream");
      assert.equal(response.status, 200, format);
    }
    rmSync(folder, { recursive: true });
  });

  it("answers errors with problem details, and visitors with a page", async () => {
    const cases: [path: string, status: number, detail: RegExp][] = [
      ["/api/draw?n=0", 400, /^n must be >= 1\.$/],
      ["/api/draw?n=five", 400, /^n must be integer\.$/],
      ["/api/draw?model=svm", 400, /^model must be equal to one of the allowed values\.$/],
      ["/api/draw?seed=-1", 400, /^seed must be >= 0\.$/],
      ["/nowhere", 404, /the page is at/],
    ];
    for (const [path, status, detail] of cases) {
      const response = await get(path);
      assert.equal(response.status, status, path);
      assert.match(response.headers.get("content-type")!, /^application\/problem\+json/);
      const problem = (await response.json()) as Json;
      assert.equal(problem.status, status);
      assert.match(String(problem.detail), detail);
    }
    const page = await get("/?n=0");
    assert.equal(page.status, 400);
    assert.match(page.headers.get("content-type")!, /^text\/html/);
    assert.match(await page.text(), /n must be &gt;= 1/);
    for (const path of ["/nowhere", "/%zz", "/api/draw?n=0"]) {
      const mistyped = await get(path, { headers: { accept: "text/html,application/xhtml+xml,*/*;q=0.8" } });
      assert.match(mistyped.headers.get("content-type")!, /^text\/html/, path);
      assert.match(await mistyped.text(), /<h1>.*<a href="\/">To the page/s);
    }
  });

  it("lets nothing be loaded from elsewhere, nor itself be framed, nor a script stand in the page", async () => {
    const response = await get("/?seed=1");
    const policy = response.headers.get("content-security-policy")!;
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe|https?:|\*/);
    assert.equal(response.headers.get("x-content-type-options"), "nosniff");
    assert.equal(response.headers.get("x-frame-options"), "DENY");
    const text = await response.text();
    assert.doesNotMatch(text, /<script(?![^>]* src=)|style="| on\w+="|https?:\/\//);
    const script = /src="([^"]+)"/.exec(text)![1]!;
    assert.match((await get(script)).headers.get("cache-control")!, /immutable/);
  });

  it("does not take a request for something else", async () => {
    const posted = await get("/api/draw", {
      method: "POST",
      body: "{}",
      headers: { "content-type": "application/json" },
    });
    assert.equal(posted.status, 405);
    assert.equal(posted.headers.get("allow"), "GET, HEAD");
    assert.equal((await get("/api/classify")).headers.get("allow"), "POST");
    assert.equal((await get("/..%2f..%2fpackage.json")).status, 404);
    assert.equal((await get("/assets/../package.json")).status, 404);
  });

  it("tells Prometheus of requests, uploads, the store, models and memory", async () => {
    await send("private bytes");
    await get("/somewhere/nobody/is");
    const response = await get("/metrics");
    assert.match(response.headers.get("content-type")!, /^text\/plain; version=0\.0\.4/);
    const text = await response.text();
    const value = (line: string): number => Number(new RegExp(`^${line} (\\S+)$`, "m").exec(text)?.[1]);
    assert.ok(
      value(
        'http_request_duration_seconds_count{method="GET",route="/api/draw",status="200"}'.replace(/[{}]/g, "\\$&"),
      ) > 0,
    );
    assert.ok(
      value('http_request_duration_seconds_count{method="GET",route="none",status="404"}'.replace(/[{}]/g, "\\$&")) > 0,
    );
    assert.ok(value('uploads_total\\{outcome="refused"\\}') > 0);
    assert.equal(value("store_up"), 1);
    assert.equal(value("uploads_in_progress"), 0);
    assert.ok(value("analyser_starts") >= 1);
    assert.ok(value('model_age_seconds\\{model="knn"\\}') >= 0);
    assert.ok(value("process_resident_memory_bytes") > 0);
    assert.doesNotMatch(text, /nobody/);
  });

  it("logs a line a request, without query, file or headers", async () => {
    await get("/api/draw?seed=987654321", { headers: { authorization: "Bearer hidden" } });
    await send("private bytes");
    await until(() => lines.some((line) => line.includes("/api/classify") && line.includes("415")));
    const all = lines.join("");
    assert.doesNotMatch(all, /987654321|hidden|private/);
    for (const line of lines) assert.ok("msg" in (JSON.parse(line) as Json));
    const logged = lines.map((line) => JSON.parse(line) as Json).find(({ path }) => path === "/api/draw")!;
    assert.deepEqual([logged.method, logged.status, typeof logged.milliseconds], ["GET", 200, "number"]);
  });
});

describe("the service", () => {
  it("limits requests and uploads of one address, and says so", async () => {
    const limited = await startTestService({ REQUESTS_PER_MINUTE: "3", UPLOADS: "off" }, ["knn"]);
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) statuses.push((await fetch(`${limited.url}/api/draw`)).status);
    assert.deepEqual(statuses, [200, 200, 200, 429, 429]);
    assert.equal((await fetch(`${limited.url}/healthz`)).status, 200);
    assert.equal((await fetch(`${limited.url}/nowhere`)).status, 429);
    assert.ok(Number((await fetch(`${limited.url}/api/draw`)).headers.get("retry-after")) > 0);
    assert.equal(
      (
        await fetch(`${limited.url}/api/classify`, {
          method: "POST",
          body: "x",
          headers: { "content-type": "audio/wav" },
        })
      ).status,
      404,
    );
    await limited.close();
  });

  it("counts what can't be found as requests, and uploads together, by whichever way they come", async () => {
    const limited = await startTestService({ REQUESTS_PER_MINUTE: "3", UPLOADS_PER_MINUTE: "2" }, ["knn"]);
    const ask = async (path: string, method = "GET"): Promise<number> =>
      (await fetch(limited.url + path, { method })).status;
    assert.deepEqual(
      [await ask("/api/classify", "POST"), await ask("/classify", "POST"), await ask("/api/classify", "POST")].map(
        (status) => status === 429,
      ),
      [false, false, true],
    );
    assert.deepEqual(
      [
        await ask("/nowhere"),
        await ask("/%2e%2e/x"),
        await ask("/api/draw", "PUT"),
        await ask("/other"),
        await ask("/"),
      ],
      [404, 404, 405, 429, 429],
    );
    await limited.close();
  });

  it("says that it isn't ready once it closes, and lets a request under way end", async () => {
    const closing = await startTestService({}, ["knn"]);
    await until(async () => (await closing.service.readiness()).audio === "ready");
    const file = encodeWav([testSignal(4)]);
    const upload = request(`${closing.url}/api/classify`, {
      method: "POST",
      headers: { "content-type": "audio/wav", "content-length": file.length },
    });
    const answered = once(upload, "response") as Promise<[IncomingMessage]>;
    upload.write(file.subarray(0, 20_000));
    await once(closing.server.server, "request");
    const closed = closing.close();
    assert.equal((await closing.service.readiness()).status, "not ready");
    upload.end(file.subarray(20_000));
    const [response] = await answered;
    assert.equal(response.statusCode, 200);
    response.resume();
    await closed;
    await assert.rejects(fetch(`${closing.url}/healthz`));
  });

  it("has the version of the project in its description", () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
    assert.equal((description as unknown as { info: { version: string } }).info.version, version);
  });
});
