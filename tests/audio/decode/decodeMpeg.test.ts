import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { decode, decodeInPieces, decodeMono } from "../../../src/audio/decode/decode.ts";
import type { AudioPiece } from "../../../src/audio/decode/decodedAudio.ts";
import { decodeMpeg } from "../../../src/audio/decode/decodeMpeg.ts";
import { findMpegFrames } from "../../../src/audio/decode/mpegFrames.ts";
import { chord } from "../../../src/audio/signals.ts";
import { encodeMp3 } from "../../support/encodeMp3.ts";
import { skipWithoutFfmpeg } from "../../support/ffmpeg.ts";
import { SHARED_DATA, skipWithoutSharedData } from "../../support/sharedData.ts";
import { greatestDistance } from "../../support/testSignal.ts";

/** LAME's delay and the decoder's. */
const DELAY = 576 + 529;

/** An ID3v2 tag that says it holds `size` bytes, followed by `content`. */
function id3(size: number, content = Buffer.alloc(0)): Buffer {
  const header = Buffer.from([0x49, 0x44, 0x33, 3, 0, 0, 0, 0, 0, 0]);
  for (let i = 0; i < 4; i++) header[9 - i] = (size >> (7 * i)) & 127;
  return Buffer.concat([header, content]);
}

describe("decodeMpeg", () => {
  for (const sampleRate of [22050, 44100, 48000]) {
    for (const channels of [1, 2]) {
      it(`decodes ${channels} channels of ${sampleRate} Hz`, async () => {
        const y = chord([220, 277, 330], 1, sampleRate);
        const decoded = await decodeMono(await encodeMp3(channels === 1 ? [y] : [y, y], sampleRate));
        assert.equal(decoded.sampleRate, sampleRate);
        const aligned = decoded.samples.subarray(DELAY, DELAY + y.length);
        // LAME itself takes the level down by 5 %.
        const expected = y.map((value) => 0.95 * value);
        assert.ok(greatestDistance(aligned.subarray(2000, -2000), expected.subarray(2000, -2000)) < 0.003);
      });
    }
  }

  it("skips tags, also several, and one that claims to be longer than the file", async () => {
    const plain = await encodeMp3([chord([440], 0.5, 44100)]);
    const { samples } = await decodeMono(plain);
    const tagged = [
      Buffer.concat([id3(300, Buffer.alloc(300, 255)), plain]),
      Buffer.concat([id3(10, Buffer.alloc(10)), id3(0), id3(5, Buffer.alloc(5)), plain]),
      Buffer.concat([id3(2 ** 28 - 1), plain]),
      Buffer.concat([plain, Buffer.from("TAG".padEnd(128, "\0"))]),
    ];
    for (const file of tagged) assert.deepEqual((await decodeMono(file)).samples, samples);
  });

  it("counts the samples of the whole before it decodes any", async () => {
    const file = await encodeMp3([chord([440], 30, 44100)]);
    const pieces: AudioPiece[] = [];
    for await (const piece of decodeMpeg(file, assert.fail)) pieces.push(piece);
    assert.ok(pieces.length > 1);
    const all = pieces.reduce((sum, { channels }) => sum + channels[0]!.length, 0);
    for (const { whole } of pieces) assert.equal(whole, all);
    const received: unknown[] = [];
    await assert.rejects(
      decodeInPieces(file, { minutes: 0.4 }, (piece) => received.push(piece)),
      /longer than 0.4/,
    );
    assert.deepEqual(received, []);
  });

  it("finds its way back after damage", async () => {
    const file = await encodeMp3([chord([440], 1, 44100)]);
    const intact = findMpegFrames(file)!;
    const damaged = Buffer.concat([file.subarray(0, 5000), Buffer.alloc(777, 0x55), file.subarray(5300)]);
    const found = findMpegFrames(damaged)!;
    assert.ok(found.begins.length >= intact.begins.length - 4);
    assert.ok((await decodeMono(damaged)).samples.length > 0.8 * 44100);
  });

  it("refuses what holds no frames", async () => {
    for (const text of ["just some text\n".repeat(1000), "RIFF", "\xff\xfb\x90\x00 no frame after all"]) {
      await assert.rejects(decode(Buffer.from(text, "latin1")), /it is no MP3, WAV, FLAC or Ogg Vorbis file/);
    }
    await assert.rejects(decode(id3(2 ** 28 - 1, Buffer.alloc(5000, 0x49))), /it is no MP3/);
    await assert.rejects(decode(Buffer.alloc(100_000, 0xff)), /it is no MP3/);
  });

  const missing = skipWithoutSharedData("fma-small/reference_clips") || skipWithoutFfmpeg();
  it("equals ffmpeg to the last bit or one, from a clip's first sample on", { skip: missing }, async () => {
    // Cut out of longer recordings: the first frames of 000574 lack their bit reservoir.
    for (const name of ["reference_clips/000574", "reference_clips/000002", "clips/053379", "clips/059876"]) {
      const path = join(SHARED_DATA, "fma-small", `${name}.mp3`);
      const pcm = execFileSync("ffmpeg", ["-v", "error", "-i", path, "-f", "s16le", "-"], { maxBuffer: 1 << 28 });
      const theirs = new Int16Array(pcm.buffer, pcm.byteOffset, pcm.length / 2);
      const { channels } = await decode(readFileSync(path));
      assert.equal(channels[0]!.length, theirs.length / 2, name);
      channels.forEach((channel, c) => {
        const ours = channel.map((value) => value * 32768);
        assert.ok(
          greatestDistance(
            ours,
            theirs.filter((_, i) => i % 2 === c),
          ) <= 1,
          name,
        );
      });
    }
  });
});
