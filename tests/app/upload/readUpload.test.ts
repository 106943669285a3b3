import assert from "node:assert/strict";
import { PassThrough, Readable } from "node:stream";
import { describe, it } from "node:test";
import { readUpload } from "../../../src/app/upload/readUpload.ts";
import { encodeWav } from "../../support/encodeWav.ts";
import { testSignal } from "../../support/testSignal.ts";

const LIMITS = { megabytes: 1, seconds: 60 };
const wav = encodeWav([testSignal(3)]);
const read = (body: Readable, claimed?: number): Promise<Uint8Array> => readUpload(body, claimed, LIMITS);

describe("readUpload", () => {
  it("gives the file as it was sent, in whatever pieces", async () => {
    const pieces = [wav.subarray(0, 1), wav.subarray(1, 50_000), wav.subarray(50_000)];
    assert.deepEqual(Buffer.from(await read(Readable.from(pieces), wav.length)), wav);
  });

  it("refuses nothing, too much, and what says that it is too much", async () => {
    await assert.rejects(read(Readable.from([])), { status: 400 });
    await assert.rejects(read(Readable.from([wav]), 2e6), { status: 413 });
    await assert.rejects(read(Readable.from(Array.from({ length: 10 }, () => Buffer.concat([wav])))), { status: 413 });
  });

  it("says what a file is that can't be read, and what to do", async () => {
    const m4a = Buffer.concat([Buffer.from("\0\0\0\x20ftypM4A ", "latin1"), Buffer.alloc(20_000)]);
    await assert.rejects(read(Readable.from([m4a])), { status: 415, detail: /it is an MP4 file \(M4A.*convert it/ });
    await assert.rejects(read(Readable.from([Buffer.from("no music")])), {
      status: 415,
      detail: /read \(MP3, WAV, .*whatever its name says/,
    });
  });

  it("gives up a sender who is slower than any line, long before the time for all of a file is over", async () => {
    const body = new PassThrough();
    body.write(wav.subarray(0, 100));
    const drip = setInterval(() => body.write(Buffer.alloc(10)), 100);
    await assert.rejects(read(body), { status: 408, detail: /within 60 seconds, at 8 kB a second/ });
    clearInterval(drip);
  });

  it("says that a file broke off", async () => {
    const body = new PassThrough();
    body.write(wav.subarray(0, 1000));
    setImmediate(() => body.destroy());
    await assert.rejects(read(body), { status: 400, detail: /did not arrive completely/ });
  });
});
