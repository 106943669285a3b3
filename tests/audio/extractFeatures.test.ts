import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { extractFeatures, meanAndVariance } from "../../src/audio/extractFeatures.ts";
import { chromaStft, hpss, istft } from "../support/wholeSignal.ts";
import { clicks, noise, sine } from "../../src/audio/signals.ts";
import { stft } from "../../src/audio/stft.ts";
import { magnitude } from "../../src/audio/spectrogram.ts";
import { COMPUTED_FEATURES, FEATURES } from "../../src/schema.ts";
import { testSignal } from "../support/testSignal.ts";

const feature = (features: ArrayLike<number>, name: string): number => features[FEATURES.indexOf(name)]!;

describe("extractFeatures", () => {
  it("gives librosa's features of generated signals", () => {
    // Made by fixtures/librosaFeatures.py.
    const golden = JSON.parse(
      readFileSync(new URL("./fixtures/librosaFeatures.json", import.meta.url), "utf8"),
    ) as Record<string, number[]>;
    const signals: Record<string, Float32Array> = {
      music: testSignal(12),
      clicks: clicks(128, 20),
      noise: noise(3),
      short: testSignal(0.2),
    };
    assert.deepEqual(Object.keys(golden), Object.keys(signals));
    for (const [name, y] of Object.entries(signals)) {
      const ours = extractFeatures(y);
      FEATURES.forEach((column, i) => {
        const theirs = golden[name]![i]!;
        const tolerance = Math.max(1e-4 * Math.abs(theirs), column.startsWith("mfcc") ? 1e-3 : 1e-7);
        assert.ok(Math.abs(ours[i]! - theirs) <= tolerance, `${column} of ${name}: ${ours[i]} instead of ${theirs}`);
      });
    }
  });

  it("defines a silent signal: no level, no frequency, no chroma, the prior's tempo", () => {
    const features = extractFeatures(new Float32Array(44100));
    for (const name of ["chroma_stft", "rms", "spectral_centroid", "spectral_bandwidth", "rolloff", "harmony"]) {
      assert.equal(feature(features, `${name}_mean`), 0, name);
      assert.equal(feature(features, `${name}_var`), 0, name);
    }
    assert.ok(Math.abs(feature(features, "tempo") - 117.4538) < 1e-3);
    assert.ok(Math.abs(feature(features, "mfcc1_mean") + 1131.3708) < 1e-3);
    assert.ok(features.every(Number.isFinite));
  });

  it("hears a sine: its frequency, its level, its pitch class", () => {
    const y = sine(440, 5);
    const features = extractFeatures(y);
    assert.ok(Math.abs(feature(features, "rms_mean") - 0.5 / Math.SQRT2) < 0.001);
    assert.ok(Math.abs(feature(features, "spectral_centroid_mean") - 440) < 10);
    assert.ok(Math.abs(feature(features, "zero_crossing_rate_mean") - 880 / 22050) < 0.001);
    const chroma = chromaStft(magnitude(stft(y)));
    assert.equal(chroma.data.subarray(0, 12).indexOf(1), 9, "A is the tenth pitch class");
  });

  it("hears the tempo of clicks, with both ways to draw onsets together", () => {
    for (const tempo of ["mean", "median"] as const) {
      assert.ok(Math.abs(feature(extractFeatures(clicks(120, 15), { tempo }), "tempo") - 120) < 4);
    }
  });

  it("gives the same numbers for a signal of several blocks as its stages in one piece", () => {
    // 2048 frames are a block: this signal has 2 and a half.
    const y = testSignal(120);
    const features = extractFeatures(y);
    const D = stft(y);
    const { harmonic, percussive } = hpss(D);
    for (const [name, part] of Object.entries({ harmony: harmonic, perceptr: percussive })) {
      const signal = new Float32Array(y.length);
      signal.set(istft(part));
      const [mean, variance] = meanAndVariance(signal);
      assert.ok(Math.abs(feature(features, `${name}_mean`) - mean) < 1e-7, name);
      assert.ok(Math.abs(feature(features, `${name}_var`) / variance - 1) < 1e-5, name);
    }
    const [mean, variance] = meanAndVariance(chromaStft(magnitude(D)).data);
    assert.ok(Math.abs(feature(features, "chroma_stft_mean") - mean) < 1e-9);
    assert.ok(Math.abs(feature(features, "chroma_stft_var") - variance) < 1e-9);
  });

  it("depends on nothing but the signal", () => {
    const y = testSignal(2);
    const first = extractFeatures(y);
    extractFeatures(testSignal(5, 90));
    assert.deepEqual(extractFeatures(y), first);
  });

  it("refuses what is too short, not finite or too loud, in words", () => {
    assert.throws(() => extractFeatures(new Float32Array(2047)), /2047 samples; at least 2048/);
    const broken = sine(440, 1);
    broken[7] = NaN;
    assert.throws(() => extractFeatures(broken), /sample 7 of the signal is NaN/);
    assert.throws(
      () => extractFeatures(noise(1, 1, 22050, 1e30)),
      /can't be computed: the signal's values are too great/,
    );
    assert.equal(extractFeatures(new Float32Array(2048)).length, COMPUTED_FEATURES.length);
  });
});
