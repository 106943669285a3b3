/**
 * A thousand files spoiled by lot: features of about as much sound as there was, or a line that says what is wrong. No crash, nothing that
 * takes for ever, and no row that is wrong without a word, as far as the format has anything to tell it by.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { decodeMono } from "../../src/audio/decode/decode.ts";
import { extractFeatures } from "../../src/audio/extractFeatures.ts";
import { resample } from "../../src/audio/resample.ts";
import { encodeMp3, encodeOgg } from "../support/encodeMp3.ts";
import { encodeWav } from "../support/encodeWav.ts";
import { randomSource } from "../support/randomSource.ts";
import { testSignal } from "../support/testSignal.ts";

const CASES = join(import.meta.dirname, "fixtures/cases");
const FILES_A_FORMAT = 100;
/** Of the decoded files so many have their features computed: what the decoder gives is what may be wrong. */
const FEATURES_EVERY = 10;

/** Spoils a copy: bits turned over, bytes put in, taken out, doubled, or zeroed; in the header more often than chance would. */
function mutate(file: Buffer, random: (end: number) => number): Buffer {
  const at = random(random(2) === 0 ? 200 : file.length);
  const length = 1 + random(random(2) === 0 ? 8 : 4000);
  switch (random(6)) {
    case 0:
      return Buffer.concat([file.subarray(0, at), file.subarray(at + length)]);
    case 1:
      return Buffer.concat([file.subarray(0, at), Buffer.alloc(length, random(256)), file.subarray(at)]);
    case 2:
      return Buffer.concat([file.subarray(0, at + length), file.subarray(at)]);
    case 3:
      return file.subarray(0, random(file.length));
    case 4: {
      const copy = Buffer.from(file);
      copy.fill(0, at, at + length);
      return copy;
    }
    default: {
      const copy = Buffer.from(file);
      for (let i = 0; i <= random(20); i++) copy[Math.min(file.length - 1, at + random(50))]! ^= 1 << random(8);
      return copy;
    }
  }
}

describe("mutated files", async () => {
  const y = testSignal(1, 100, 44100);
  const read = (name: string): Buffer => readFileSync(join(CASES, name));
  const formats: [name: string, file: Buffer][] = [
    ["mp3", await encodeMp3([y, y])],
    ["free-format mp3", read("free_format.mp3").subarray(0, 9600)],
    ["ogg", await encodeOgg([y])],
    ["chained ogg", read("chained.ogg")],
    ["opus", read("x.opus")],
    ["flac", read("id3v2_prefix.flac")],
    ["wav", encodeWav([y, y], { sampleRate: 44100 })],
    ["rf64", read("rf64.wav")],
    ["aiff", read("quiet_24bit.aiff")],
    ["24 in 32 bits", read("24bit_in_32bit_container.wav")],
  ];
  for (const [i, [name, intact]] of formats.entries()) {
    it(`give a row, a remark or a reason (${name})`, async () => {
      const random = randomSource(31 + i);
      const whole = await decodeMono(intact);
      assert.deepEqual(whole.remarks, []);
      const seconds = whole.samples.length / whole.sampleRate;
      let silentlyOther = 0;
      for (let n = 0; n < FILES_A_FORMAT; n++) {
        try {
          const { samples, sampleRate, remarks } = await decodeMono(mutate(intact, random));
          if (remarks.length === 0 && Math.abs(samples.length / sampleRate / seconds - 1) > 0.05) silentlyOther++;
          if (n % FEATURES_EVERY === 0) {
            assert.ok(extractFeatures(resample(samples, sampleRate, 22050)).every(Number.isFinite));
          }
        } catch (error) {
          assert.ok(error instanceof Error && !(error instanceof assert.AssertionError), String(error));
          assert.match(error.message, /^[^\n]+$/, "one line");
        }
      }
      assert.equal(silentlyOther, 0);
    });
  }
});
