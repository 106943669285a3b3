import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { readdirSync } from "node:fs";
import { after, describe, it } from "node:test";
import { deflateRawSync } from "node:zlib";
import { encodeMp3, encodeOgg } from "../support/encodeMp3.ts";
import { encodeWav } from "../support/encodeWav.ts";
import { randomSource } from "../support/randomData.ts";
import { startTestService, until } from "../support/service.ts";
import { testSignal } from "../support/testSignal.ts";

const running = await startTestService(
  { UPLOAD_MEGABYTES: "3", UPLOAD_SECONDS: "20", PROCESS_MEGABYTES: "512", UPLOADS_AT_ONCE: "3" },
  ["knn"],
);
after(() => running.close());
const { url, service } = running;
await until(async () => (await service.readiness()).audio === "ready");

const sound = testSignal(4, 100, 44100);
const mp3 = await encodeMp3([sound]);
const ogg = await encodeOgg([sound]);
const wav = encodeWav([sound], { sampleRate: 44100 });
const { integer } = randomSource(7);
const below = (most: number): number => integer(0, most - 1);

/** What an upload came to: a status, or "broken" where the connection did not last. */
type Outcome = number | "broken";

async function send(body: Uint8Array, headers: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  const upload = request(`${url}/api/classify`, {
    method: "POST",
    headers: { "content-type": "audio/mpeg", "content-length": String(body.length), ...headers },
  });
  const answered = once(upload, "response") as Promise<[IncomingMessage]>;
  upload.on("error", () => undefined);
  upload.write(body);
  if (Number(headers["content-length"] ?? body.length) === body.length) upload.end();
  try {
    const [response] = await answered;
    response.resume();
    return response.statusCode!;
  } catch {
    return "broken";
  } finally {
    upload.destroy();
  }
}

const flipped = (file: Buffer, flips: number, from = 0): Buffer => {
  const copy = Buffer.from(file);
  for (let i = 0; i < flips; i++) copy[from + below(copy.length - from)]! ^= 1 << below(8);
  return copy;
};

/** A WAV file whose header says what it likes. */
const lyingWav = (change: (header: Buffer) => void): Buffer => {
  const copy = Buffer.from(wav);
  change(copy);
  return copy;
};

const zip = Buffer.concat([
  Buffer.from("PK\x03\x04", "latin1"),
  Buffer.alloc(26),
  deflateRawSync(Buffer.alloc(1 << 20)),
]);
/** Pieces of MP3 files one behind the other, each beginning anew. */
const patchwork = Buffer.concat(Array.from({ length: 6 }, () => mp3.subarray(0, 40_000)));

/** Kinds of attack; each makes its file anew. */
const ATTACKS: Readonly<Record<string, () => Uint8Array>> = {
  "a truncated MP3": () => mp3.subarray(0, 1 + below(mp3.length)),
  "a truncated Ogg": () => ogg.subarray(0, 1 + below(ogg.length)),
  "a truncated WAV": () => wav.subarray(0, 1 + below(300)),
  "an MP3 with flipped bits": () => flipped(mp3, 200),
  "an Ogg with flipped bits": () => flipped(ogg, 50, 4),
  "a WAV with a flipped header": () => flipped(wav.subarray(0, 2000), 40, 12),
  "a FLAC that is none": () => Buffer.concat([Buffer.from("fLaC"), flipped(mp3, 1)]),
  "an Ogg of noise": () =>
    Buffer.concat([
      Buffer.from("OggS"),
      Buffer.alloc(28),
      Buffer.from("vorbis"),
      Buffer.from(Array.from({ length: 5000 }, () => below(256))),
    ]),
  "a zip renamed": () => zip,
  "a program renamed": () => Buffer.concat([Buffer.from("\x7fELF", "latin1"), wav]),
  "a page": () => Buffer.from("<script>alert(1)</script>".repeat(1000)),
  noise: () => Buffer.from(Array.from({ length: 20_000 }, () => below(256))),
  "all ones": () => Buffer.alloc(200_000, 0xff),
  "a tag that never ends": () =>
    Buffer.concat([Buffer.from("ID3\x04\0\0\x7f\x7f\x7f\x7f", "latin1"), Buffer.alloc(5000, 0xff)]),
  "a WAV with 65,535 channels": () => lyingWav((header) => header.writeUInt16LE(65_535, 22)),
  "a WAV at 4 GHz": () => lyingWav((header) => header.writeUInt32LE(0xffffffff, 24)),
  "a WAV at 0 Hz": () => lyingWav((header) => header.writeUInt32LE(0, 24)),
  "a WAV at 1 Hz": () => lyingWav((header) => header.writeUInt32LE(1, 24)),
  "a WAV of 4 GB": () => lyingWav((header) => header.writeUInt32LE(0xffffffff, 40)),
  "a WAV with chunks of no length": () => Buffer.concat([wav.subarray(0, 12), Buffer.alloc(8 * 2000)]),
  "frames in pieces": () => flipped(patchwork, 2000),
  "one byte": () => Buffer.from([below(256)]),
};

/** Memory that the service holds: its own and that of its processes, after what can be freed is freed. */
function heldMegabytes(): number {
  globalThis.gc?.();
  const children = service.processIds.map(
    (pid) => Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1000,
  );
  return process.memoryUsage.rss() / 1e6 + children.reduce((sum, megabytes) => sum + megabytes, 0);
}

/** All that the service keeps on disk. */
function filesKept(): string[] {
  return readdirSync(service.config.CACHE, { recursive: true, encoding: "utf8" }).sort();
}

describe("hostile uploads", () => {
  const before = { megabytes: 0, files: [] as string[] };

  it("are each answered with a problem, or a verdict where enough of the file is sound", async () => {
    await send(mp3);
    before.megabytes = heldMegabytes();
    before.files = filesKept();
    const outcomes = new Map<string, Outcome[]>();
    for (let round = 0; round < 14; round++) {
      for (const [name, attack] of Object.entries(ATTACKS)) {
        const outcome = await send(attack());
        outcomes.set(name, [...(outcomes.get(name) ?? []), outcome]);
      }
    }
    const all = [...outcomes.values()].flat();
    assert.ok(all.length >= 300, String(all.length));
    for (const [name, list] of outcomes) {
      assert.ok(
        list.every((outcome) => [200, 400, 415, 422].includes(outcome as number)),
        `${name}: ${list.join(" ")}`,
      );
    }
    for (const name of ["a zip renamed", "a program renamed", "a page", "all ones", "one byte"]) {
      assert.deepEqual(new Set(outcomes.get(name)), new Set([415]), name);
    }
    assert.equal(await send(mp3), 200);
  });

  it("are refused by the size that they claim, before they are sent", async () => {
    for (let i = 0; i < 10; i++)
      assert.equal(await send(mp3.subarray(0, 100), { "content-length": "1000000000" }), 413);
  });

  it("are refused as soon as they are too large, where they claim nothing", async () => {
    const upload = request(`${url}/api/classify`, {
      method: "POST",
      headers: { "content-type": "audio/mpeg", "transfer-encoding": "chunked" },
    });
    upload.on("error", () => undefined);
    const answered = once(upload, "response") as Promise<[IncomingMessage]>;
    let sent = 0;
    const more = setInterval(() => (sent += upload.write(mp3) ? mp3.length : 0), 1);
    const [response] = await answered;
    clearInterval(more);
    upload.destroy();
    assert.equal(response.statusCode, 413);
    assert.ok(sent < 50e6, String(sent));
  });

  it("that come too many at once get a 429 with a time to come again; slow ones get a 408, and keep nobody else out", async () => {
    const hasty = await startTestService({ UPLOAD_SECONDS: "1", UPLOADS_AT_ONCE: "2", TRUST_PROXY: "1" }, ["knn"]);
    await until(async () => (await hasty.service.readiness()).audio === "ready");
    const open = (visitor: string) => {
      const upload = request(`${hasty.url}/api/classify`, {
        method: "POST",
        headers: { "content-type": "audio/mpeg", "content-length": mp3.length, "x-forwarded-for": visitor },
      });
      upload.on("error", () => undefined);
      const answered = once(upload, "response") as Promise<[IncomingMessage]>;
      return { upload, answered };
    };
    const slow = [open("192.0.2.1"), open("192.0.2.2")];
    const drip = setInterval(() => slow.forEach(({ upload }, i) => upload.write(mp3.subarray(i, i + 1))), 100);
    await once(hasty.server.server, "request");
    await new Promise((resolve) => setTimeout(resolve, 200));
    const second = open("192.0.2.1");
    second.upload.end(mp3);
    const [refused] = await second.answered;
    assert.equal(refused.statusCode, 429);
    assert.ok(Number(refused.headers["retry-after"]) > 0);
    // Slow ones take no slot: others are served.
    const third = open("192.0.2.3");
    third.upload.end(mp3);
    assert.equal((await third.answered)[0].statusCode, 200);
    for (const { answered, upload } of slow) {
      const [late] = await answered;
      assert.equal(late.statusCode, 408);
      upload.destroy();
    }
    clearInterval(drip);
    const fourth = open("192.0.2.1");
    fourth.upload.end(mp3);
    assert.notEqual((await fourth.answered)[0].statusCode, 503);
    await hasty.close();
  });

  it("that break off make room", async () => {
    for (let i = 0; i < 8; i++) {
      const upload = request(`${url}/api/classify`, {
        method: "POST",
        headers: { "content-type": "audio/mpeg", "content-length": 1_000_000 },
      });
      upload.on("error", () => undefined);
      upload.write(mp3.subarray(0, 20_000));
      await once(running.server.server, "request");
      upload.destroy();
    }
    // As many as three may be under way; all of the eight were.
    await until(async () => (await send(mp3)) === 200);
  });

  it("leave draws served, the memory as it was, and no file behind", async () => {
    const response = await fetch(`${url}/api/draw?seed=1`);
    assert.equal(response.status, 200);
    assert.deepEqual(filesKept(), before.files);
    const grown = heldMegabytes() - before.megabytes;
    assert.ok(grown < 150, `${grown.toFixed(0)} MB more than before`);
  });
});
