import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { istft } from "../support/wholeSignal.ts";
import { noise } from "../../src/audio/signals.ts";
import { stft } from "../../src/audio/stft.ts";
import { greatestDistance } from "../support/testSignal.ts";

/** The transform by its definition, one frame. */
function plainTransform(frame: readonly number[]): { re: number; im: number }[] {
  const n = frame.length;
  return Array.from({ length: n / 2 + 1 }, (_, k) => {
    let [re, im] = [0, 0];
    for (let i = 0; i < n; i++) {
      const windowed = frame[i]! * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / n));
      re += windowed * Math.cos((2 * Math.PI * k * i) / n);
      im -= windowed * Math.sin((2 * Math.PI * k * i) / n);
    }
    return { re, im };
  });
}

describe("stft", () => {
  for (const nFft of [8, 16, 32, 64, 128, 256, 1024]) {
    it(`is the definition of the transform for frames of ${nFft} samples`, () => {
      const y = noise(0.02, nFft);
      const hopLength = nFft / 4;
      const { re, im, frames, bins } = stft(y, { nFft, hopLength, padMode: "constant" });
      assert.equal(frames, 1 + Math.floor(y.length / hopLength));
      assert.equal(bins, nFft / 2 + 1);
      for (const t of [0, 1, frames - 1]) {
        const begin = t * hopLength - nFft / 2;
        const plain = plainTransform(Array.from({ length: nFft }, (_, i) => y[begin + i] ?? 0));
        const row = (part: Float32Array): Float32Array => part.subarray(t * bins, (t + 1) * bins);
        assert.ok(
          greatestDistance(
            row(re),
            plain.map((value) => value.re),
          ) < 1e-5,
        );
        assert.ok(
          greatestDistance(
            row(im),
            plain.map((value) => value.im),
          ) < 1e-5,
        );
      }
    });
  }

  it("is undone by istft, but for what the last hop does not fill", () => {
    for (const samples of [1, 2, 511, 2048, 5000, 22050]) {
      const y = noise(samples / 22050, samples);
      const restored = istft(stft(y));
      assert.equal(restored.length, Math.floor(samples / 512) * 512);
      assert.ok(greatestDistance(restored, y.subarray(0, restored.length)) < 1e-6, `${samples} samples`);
    }
  });

  it("refuses frames that it can't work with, and empty signals", () => {
    assert.throws(() => stft(noise(1), { nFft: 1000 }), /power of two from 8 to 65536, not 1000/);
    assert.throws(() => stft(noise(1), { hopLength: 0 }), /positive integer, not 0/);
    assert.throws(() => stft(new Float32Array()), /an empty signal/);
  });
});
