import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { audioLoops } from "../../src/audio/audioLoops.ts";
import { hpss } from "../support/wholeSignal.ts";
import { noise } from "../../src/audio/signals.ts";
import { stft } from "../../src/audio/stft.ts";
import { greatestDistance, testSignal } from "../support/testSignal.ts";

/** Median of 31 values about each place of a sequence continued by reflection (d c b a | a b c d | d c b a). */
function plainMedians(values: readonly number[]): number[] {
  const n = values.length;
  return values.map((_, i) => {
    const window = Array.from({ length: 31 }, (_, j) => {
      const at = (((i + j - 15) % (2 * n)) + 2 * n) % (2 * n);
      return values[at < n ? at : 2 * n - 1 - at]!;
    });
    return window.sort((a, b) => a - b)[15]!;
  });
}

describe("the loops' running medians", () => {
  const shapes = [1, 2, 3, 15, 16, 17, 31, 33, 64].map((frames, i) => [frames, [16, 17, 33, 1025][i % 4]!] as const);
  for (const [frames, bins] of shapes) {
    it(`are exact for ${frames} frames of ${bins} bins, with ties`, () => {
      // Few distinct values, so that ties are common.
      const data = noise((frames * bins) / 22050, frames + bins).map((value) => Math.round(value * 40) + 20);
      const loops = audioLoops();
      const matrix = loops.place(data);
      const work = loops.allocate(32 * (Math.max(frames, bins) + 64));
      const out = loops.allocate(4 * data.length);

      loops.run.medianFrequency(matrix, frames, bins, work, out);
      const alongFrequency = Array.from({ length: frames }, (_, t) =>
        plainMedians([...data.subarray(t * bins, (t + 1) * bins)]),
      ).flat();
      assert.deepEqual([...loops.float32(out, data.length)], alongFrequency);

      loops.run.medianTime(matrix, frames, bins, 0, frames, work, out);
      const columns = Array.from({ length: bins }, (_, k) =>
        plainMedians(Array.from({ length: frames }, (_, t) => data[t * bins + k]!)),
      );
      const alongTime = Array.from(data, (_, i) => columns[i % bins]![Math.floor(i / bins)]!);
      assert.deepEqual([...loops.float32(out, data.length)], alongTime);
    });
  }
});

describe("hpss", () => {
  it("splits a spectrogram into two parts that add up to it", () => {
    const D = stft(testSignal(2));
    const { harmonic, percussive } = hpss(D);
    const sum = harmonic.re.map((value, i) => value + percussive.re[i]!);
    assert.ok(greatestDistance(sum, D.re) < 1e-4);
  });

  it("halves silence", () => {
    const { harmonic } = hpss(stft(new Float32Array(4096)));
    assert.ok(harmonic.re.every((value) => value === 0));
  });
});
