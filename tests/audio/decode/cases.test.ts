/** Small files that were once misread; `fixtures/cases` holds them. Levels are those that libsndfile or ffmpeg give for the same file. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { decodeMono } from "../../../src/audio/decode/decode.ts";

const CASES = join(import.meta.dirname, "../fixtures/cases");

function rmsOf(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
}

describe("files in odd containers", () => {
  const cases: [file: string, samples: number, rms: number, remark?: RegExp][] = [
    ["24bit_in_32bit_container.wav", 88200, 0.10197],
    ["alaw.wav", 88200, 0.10203],
    ["chained.ogg", 176400, 0.10227],
    ["data_size_0.wav", 88200, 0.10197, /as where a recorder was killed: it is read to the end of the file/],
    ["free_format.mp3", 193536, 0.09657],
    ["id3v2_prefix.flac", 88200, 0.10197],
    ["one_flipped_bit.flac", 85896, 0.10201, /^it is damaged: 2304 of 88200 samples are missing$/],
    ["quiet_24bit.aiff", 132300, 0.00036],
    ["rf64.wav", 88200, 0.10197],
    ["twice_concatenated.mp3", 178607, 0.09626],
    ["x.opus", 192000, 0.10204],
  ];
  for (const [file, length, rms, remark] of cases) {
    it(`${file} is read whole and at its level`, async () => {
      const { samples, sampleRate, remarks } = await decodeMono(readFileSync(join(CASES, file)));
      assert.equal(sampleRate, /opus|free/.test(file) ? 48000 : 22050);
      assert.equal(samples.length, length);
      assert.ok(Math.abs(rmsOf(samples) - rms) < 2e-5, `${rmsOf(samples)}`);
      assert.equal(remarks.length, remark ? 1 : 0, remarks.join());
      if (remark) assert.match(remarks[0]!, remark);
    });
  }

  it("names formats that it does not read, and says what to do", async () => {
    const readCase = (name: string): Buffer => readFileSync(join(CASES, name));
    await assert.rejects(decodeMono(readCase("x.m4a")), /it is an MP4 file .*: convert it to MP3, WAV/);
  });

  it("never takes samples for MPEG audio, whatever stands before them", async () => {
    const aiff = readFileSync(join(CASES, "quiet_24bit.aiff"));
    aiff.fill(0, 0, 12);
    await assert.rejects(decodeMono(aiff), /it is no MP3, WAV, FLAC or Ogg Vorbis file/);
  });

  it("refuses a file of which MPEG frames are but a part", async () => {
    const mp3 = readFileSync(join(CASES, "twice_concatenated.mp3"));
    const padded = Buffer.concat([mp3.subarray(0, 8000), Buffer.alloc(20_000, 0x37)]);
    await assert.rejects(decodeMono(padded), /or is damaged: 2\d % of it are frames of MPEG audio/);
  });

  it("tells what is cut off or damaged", async () => {
    const remarksOf = async (file: Uint8Array): Promise<string> => (await decodeMono(file)).remarks.join();
    const wav = readFileSync(join(CASES, "alaw.wav"));
    const ogg = readFileSync(join(CASES, "chained.ogg"));
    const mp3 = readFileSync(join(CASES, "twice_concatenated.mp3")).subarray(0, 9000);
    const aiff = readFileSync(join(CASES, "quiet_24bit.aiff"));
    assert.equal(await remarksOf(wav.subarray(0, 44_140)), "");
    assert.match(await remarksOf(aiff.subarray(0, 198_477)), /^it is cut off: 49\.9 % of its sound are there$/);
    assert.match(await remarksOf(ogg.subarray(0, 20_000)), /it is cut off/);
    assert.match(
      await remarksOf(mp3),
      /^it is damaged: \d+ bytes in 1 places are no frames,it is cut off: \d+ of 156 frames are there$/,
    );
  });
});
