import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { decodeMono } from "../../../src/audio/decode/decode.ts";
import { HEARING_RATE, logMel } from "../../../src/audio/musicnn/logMel.ts";
import { type Heard, Network } from "../../../src/audio/musicnn/network.ts";
import { BANDS, PATCH_FRAMES } from "../../../src/audio/musicnn/shape.ts";
import { resample, SOXR_HQ } from "../../../src/audio/resample.ts";
import { SHARED_DATA, skipWithoutSharedData } from "../../support/sharedData.ts";
import { greatestDistance } from "../../support/testSignal.ts";

/** What TensorFlow gives with the same weights; the clips were loaded by librosa 0.11 (16 kHz, soxr_hq). */
interface Golden {
  readonly samples: number;
  readonly frames: number;
  readonly patches: number;
  readonly melMean: number;
  /** The first 8 bands of frame 10. */
  readonly melFirst: readonly number[];
  readonly tags: readonly (readonly number[])[];
  readonly penultimateFirstPatch: readonly number[];
}

const golden = JSON.parse(readFileSync(new URL("./fixtures/golden.json", import.meta.url), "utf8")) as Readonly<
  Record<string, Golden>
>;

const TAGS = 1e-3;
const EMBEDDING = 1e-2;

/** 0.5 sin(2 pi (110 t + 55 t^2)), as the golden values' formula says. */
const formula = Float32Array.from({ length: 160_000 }, (_, i) => {
  const t = i / HEARING_RATE;
  return 0.5 * Math.sin(2 * Math.PI * (110 * t + 55 * t * t));
});

describe("Network", { timeout: 120_000 }, () => {
  const network = new Network();

  function hearPatches(y: Float32Array): Heard[] {
    const { data, frames } = logMel(y);
    const size = PATCH_FRAMES * BANDS;
    return Array.from({ length: Math.floor(frames / PATCH_FRAMES) }, (_, i) =>
      network.hear(data.subarray(i * size, (i + 1) * size)),
    );
  }

  function assertEmbedding(heard: Heard, expected: readonly number[]): void {
    const largest = Math.max(...expected.map(Math.abs));
    assert.ok(greatestDistance(heard.embedding, expected) < EMBEDDING * largest);
  }

  it("hears in a rising tone what TensorFlow hears", () => {
    const expected = golden.chirp!;
    const mel = logMel(formula);
    assert.equal(mel.frames, expected.frames);
    assert.ok(greatestDistance(mel.data.subarray(10 * BANDS, 10 * BANDS + 8), expected.melFirst) < 1e-4);
    const heard = hearPatches(formula);
    assert.equal(heard.length, expected.patches);
    heard.forEach(({ tags }, i) => assert.ok(greatestDistance(tags, expected.tags[i]!) < TAGS));
    assertEmbedding(heard[0]!, expected.penultimateFirstPatch);
  });

  for (const [clip, firstPatch] of [
    ["104067", 0],
    // librosa's decoder leaves the first frames of these MP3 files silent, as they were cut from longer ones; ours and
    // ffmpeg's do not. So their first patch is another one.
    ["001736", 1],
    ["026859", 1],
  ] as const) {
    const path = `fma-small/clips/${clip}.mp3`;
    it(`hears in clip ${clip} what TensorFlow hears`, { skip: skipWithoutSharedData(path) }, async () => {
      const expected = golden[clip]!;
      const { samples, sampleRate } = await decodeMono(readFileSync(join(SHARED_DATA, path)));
      const y = resample(samples, sampleRate, HEARING_RATE, SOXR_HQ);
      assert.equal(y.length, expected.samples);
      const heard = hearPatches(y);
      assert.equal(heard.length, expected.patches);
      heard.slice(firstPatch).forEach(({ tags }, i) => {
        assert.ok(greatestDistance(tags, expected.tags[firstPatch + i]!) < TAGS);
      });
      if (firstPatch === 0) assertEmbedding(heard[0]!, expected.penultimateFirstPatch);
    });
  }

  it("knows the 50 tags by name", () => {
    assert.equal(network.tags.length, 50);
    assert.equal(network.tags[33], "Hip-Hop");
  });

  it("gives the same again, whatever it heard in between", () => {
    const [first, second] = hearPatches(formula);
    assert.deepEqual(hearPatches(formula.subarray(0, PATCH_FRAMES * 256)), [first].slice(0, 1));
    assert.notDeepEqual(first, second);
  });

  it("refuses a patch of another size", () => {
    assert.throws(() => network.hear(new Float32Array(5)), /a patch has 187 x 96 values, not 5/);
  });
});
