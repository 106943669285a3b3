import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { joined } from "../../src/audio/joined.ts";
import { resample, Resampler, SOXR_HQ } from "../../src/audio/resample.ts";
import { noise, sine } from "../../src/audio/signals.ts";
import { greatestDistance } from "../support/testSignal.ts";

describe("resample", () => {
  for (const rate of [8000, 16000, 22050, 32000, 44100, 48000, 96000, 44099]) {
    it(`keeps a sine of ${rate} Hz what it is, away from the ends`, () => {
      const resampled = resample(sine(500, 1, rate), rate, 22050);
      assert.equal(resampled.length, 22050);
      const middle = (y: Float32Array): Float32Array => y.subarray(2000, 20000);
      assert.ok(greatestDistance(middle(resampled), middle(sine(500, 1))) < 1e-5);
    });
  }

  it("gives the same for a long signal, which is worked on in pieces", () => {
    // 2^20 outputs are a piece; the rate makes every piece begin in another phase.
    const resampled = resample(sine(500, 60, 48000), 48000, 22050);
    const middle = (y: Float32Array): Float32Array => y.subarray(2000, y.length - 2000);
    assert.ok(greatestDistance(middle(resampled), middle(sine(500, 60))) < 1e-5);
  });

  it("gives the same to the last bit for a signal that comes in pieces of any length", () => {
    const y = noise(30, 5, 44100);
    for (const [from, to] of [
      [44100, 16000],
      [44099, 16000],
      [8000, 22050],
      [16000, 16000],
    ] as const) {
      const pieces: Float32Array[] = [];
      const resampler = new Resampler({ from, to, filter: SOXR_HQ }, (piece) => pieces.push(piece));
      for (let at = 0, length = 1; at < y.length; at += length, length = (7 * length + 5) % 600_000) {
        resampler.push(y.subarray(at, at + length));
      }
      resampler.end();
      assert.deepEqual(joined(pieces), resample(y, from, to, SOXR_HQ));
    }
  });

  it("removes what the new rate can't hold", () => {
    const resampled = resample(sine(15000, 1, 44100), 44100, 22050);
    assert.ok(resampled.subarray(2000, 20000).every((value) => Math.abs(value) < 1e-5));
  });

  it("gives nothing for nothing, and refuses rates that make no sense", () => {
    assert.equal(resample(new Float32Array(), 44100, 22050).length, 0);
    assert.throws(() => resample(sine(500, 0.1), 12, 22050), /12 Hz is not an integer from 1000 to 384000/);
    assert.throws(() => resample(sine(500, 0.1), 4e9, 22050), /4000000000 Hz/);
  });
});
