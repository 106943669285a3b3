import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { decode } from "../../../src/audio/decode/decode.ts";
import { noise } from "../../../src/audio/signals.ts";
import { encodeWav } from "../../support/encodeWav.ts";
import { skipWithoutFfmpeg } from "../../support/ffmpeg.ts";
import { greatestDistance, testSignal } from "../../support/testSignal.ts";

/** Options with which ffmpeg writes each format, and how far ours may be from what ffmpeg reads. */
const FORMATS: [file: string, options: string, tolerance: number][] = [
  ["pcm.w64", "-c:a pcm_s24le", 0],
  ["alaw.w64", "-c:a pcm_alaw", 0],
  ["long.wav", "-rf64 always -c:a pcm_s16le", 0],
  ["float.wav", "-c:a pcm_f64le", 0],
  ["mulaw.wav", "-c:a pcm_mulaw", 0],
  ["mp3.wav", "-c:a libmp3lame -b:a 128k", 2e-5],
  ["big.aiff", "-c:a pcm_s24be", 0],
  ["byte.aiff", "-c:a pcm_s8", 0],
  ["little.aiff", "-c:a pcm_s16le -f aiff", 0],
  ["float.aifc", "-c:a pcm_f32be -f aiff", 0],
  ["alaw.aifc", "-c:a pcm_alaw -f aiff", 0],
  ["whole.au", "-c:a pcm_s32be", 0],
  ["float.au", "-c:a pcm_f32be", 0],
  ["mulaw.au", "-c:a pcm_mulaw", 0],
  ["big.caf", "-c:a pcm_s16be", 0],
  ["little.caf", "-c:a pcm_f32le", 0],
  ["mulaw.caf", "-c:a pcm_mulaw", 0],
  ["stereo.opus", "-c:a libopus -b:a 96k -ar 48000", 5e-4],
  ["ogg.flac.ogg", "-c:a flac -f ogg", 0],
  // Both round to 16 bits.
  ["layer2.mp2", "-c:a mp2 -b:a 192k", 2 ** -15],
];

describe("containers", { skip: skipWithoutFfmpeg() }, () => {
  const folder = mkdtempSync(join(tmpdir(), "containers-"));
  after(() => rmSync(folder, { recursive: true }));
  const source = join(folder, "source.wav");
  writeFileSync(
    source,
    encodeWav([testSignal(1.5, 100, 44100), noise(1.5, 3, 44100, 0.2)], { sampleRate: 44100, bits: 24 }),
  );
  const ffmpeg = (...args: readonly string[]): Buffer =>
    execFileSync("ffmpeg", ["-v", "error", "-y", ...args], { maxBuffer: 1 << 28 });

  for (const [name, options, tolerance] of FORMATS) {
    it(`equals ffmpeg (${name}, ${options})`, async () => {
      const file = join(folder, name);
      ffmpeg("-i", source, ...options.split(" "), file);
      const pcm = ffmpeg("-i", file, "-f", "f32le", "-");
      const theirs = new Float32Array(pcm.buffer, pcm.byteOffset, pcm.length / 4);
      const { channels, remarks } = await decode(readFileSync(file));
      assert.deepEqual(remarks, []);
      assert.equal(channels.length, 2);
      assert.equal(channels[0]!.length, theirs.length / 2);
      for (const [c, channel] of channels.entries()) {
        const distance = greatestDistance(
          channel,
          theirs.filter((_, i) => i % 2 === c),
        );
        assert.ok(distance <= tolerance, `${distance}`);
      }
    });
  }

  it("names an Ogg file of another kind", async () => {
    const file = join(folder, "speech.ogg");
    ffmpeg("-i", source, "-c:a", "libspeex", "-ar", "16000", "-ac", "1", file);
    await assert.rejects(decode(readFileSync(file)), /it is an Ogg file of another kind than Vorbis, Opus or FLAC/);
  });

  it("names AAC, in M4A and as a stream, and ALAC", async () => {
    for (const [name, codec] of [
      ["a.m4a", "aac"],
      ["b.m4a", "alac"],
      ["c.aac", "aac"],
    ] as const) {
      ffmpeg("-i", source, "-c:a", codec, join(folder, name));
      await assert.rejects(decode(readFileSync(join(folder, name))), /it is an (MP4 file|AAC stream).*: convert it to/);
    }
  });

  for (const name of ["pcm.w64", "big.aiff", "whole.au", "big.caf", "long.wav"]) {
    it(`tells of sound that was inserted into a file of stated length, so that its end is left out (${name})`, async () => {
      const file = readFileSync(join(folder, name));
      const inserted = Buffer.concat([file.subarray(0, 30_000), file.subarray(25_000)]);
      const { remarks } = await decode(inserted);
      assert.ok(
        remarks.includes("it is damaged: behind its sound stand bytes that no chunk explains"),
        remarks.join("\n"),
      );
      assert.deepEqual((await decode(Buffer.concat([file, Buffer.alloc(6)]))).remarks, [], "zeros are no sound");
    });
  }

  for (const name of ["pcm.w64", "big.aiff", "whole.au", "big.caf", "long.wav", "float.wav"]) {
    it(`tells that a second file was joined to it, of which nothing is read (${name})`, async () => {
      const file = readFileSync(join(folder, name));
      const { remarks } = await decode(Buffer.concat([file, file]));
      assert.deepEqual(remarks, ["it is damaged: behind its sound stand bytes that no chunk explains"]);
    });
  }

  it("tells of sound far above full scale, of which only floats are capable", async () => {
    const file = readFileSync(join(folder, "float.au"));
    file.writeFloatBE(3e30, 2000);
    assert.deepEqual((await decode(file)).remarks, ["its sound reaches 3e+30 times full scale"]);
  });

  it("refuses sample rates that can't be right", async () => {
    const file = readFileSync(join(folder, "little.caf"));
    for (const rate of [0, -44100, 1e9, NaN, Infinity]) {
      file.writeDoubleBE(rate, 20);
      await assert.rejects(decode(file), /^Error: its header can't be right: it states a sample rate of \S+ Hz$/);
    }
  });

  it("shows a coding's name without control characters", async () => {
    const file = readFileSync(join(folder, "big.caf"));
    file.set([0x9b, 0x0a, 0x1b, 0x41], 28);
    await assert.rejects(decode(file), /its samples are coded as "\\x9b\\x0a\\x1bA" with 16 bits, which is not read/);
  });
});
