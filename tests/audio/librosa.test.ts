/** Each stage beside librosa, which computes it from the same generated signals while the test runs. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { estimateTuning, piptrack } from "../../src/audio/estimateTuning.ts";
import { chromaStft, hpss, istft } from "../support/wholeSignal.ts";
import { magnitude } from "../../src/audio/spectrogram.ts";
import { melSpectrogram, powerToDb } from "../../src/audio/melSpectrogram.ts";
import { mfcc } from "../../src/audio/mfcc.ts";
import { onsetStrength, tempo } from "../../src/audio/tempo.ts";
import { resample } from "../../src/audio/resample.ts";
import { rms } from "../../src/audio/rms.ts";
import { chirp, noise, sine } from "../../src/audio/signals.ts";
import { spectralBandwidth, spectralCentroid, spectralRolloff } from "../../src/audio/spectralShape.ts";
import { stft } from "../../src/audio/stft.ts";
import { zeroCrossingRate } from "../../src/audio/zeroCrossingRate.ts";
import { runPython, skipWithoutPython } from "../support/python.ts";
import { greatestDistance, testSignal } from "../support/testSignal.ts";

/** Writes every stage of the signal `y.f32` as float32 files, matrices frame-major; prints the single numbers. */
const JUDGE = `
import json, sys, warnings
import numpy as np, librosa
warnings.filterwarnings("ignore")
folder = json.load(sys.stdin)
y = np.fromfile(folder + "/y.f32", "<f4")
def put(name, a):
    np.ascontiguousarray(a, "<f4").tofile(f"{folder}/{name}.f32")
D = librosa.stft(y, pad_mode="reflect")
S = np.abs(D)
put("re", D.real.T); put("im", D.imag.T)
put("re512", librosa.stft(y, n_fft=512, hop_length=128, pad_mode="constant").real.T)
H, P = librosa.decompose.hpss(D)
put("harmonic", H.real.T); put("percussive", P.imag.T)
put("istft", librosa.istft(H))
put("rms", librosa.feature.rms(y=y, pad_mode="reflect"))
put("zcr", librosa.feature.zero_crossing_rate(y))
put("centroid", librosa.feature.spectral_centroid(S=S))
put("bandwidth", librosa.feature.spectral_bandwidth(S=S))
put("rolloff", librosa.feature.spectral_rolloff(S=S))
put("chroma", librosa.feature.chroma_stft(S=S ** 2).T)
put("chroma0", librosa.feature.chroma_stft(S=S ** 2, tuning=0.0).T)
mel = librosa.feature.melspectrogram(S=S ** 2)
db = librosa.power_to_db(mel)
put("mel", mel.T); put("db", db.T); put("mfcc", librosa.feature.mfcc(S=db).T)
numbers = {"tuning": float(librosa.estimate_tuning(S=S ** 2))}
for name, aggregate in (("mean", np.mean), ("median", np.median)):
    onsets = librosa.onset.onset_strength(y=y, aggregate=aggregate)
    put("onsets-" + name, onsets)
    numbers["tempo-" + name] = float(librosa.feature.tempo(onset_envelope=onsets)[0])
print(json.dumps(numbers))
`;

/** resampy's kaiser_best for float64, as one long filter. */
const RESAMPLE = `
import json, math, sys
import numpy as np
from scipy.signal import upfirdn
folder, rate = json.load(sys.stdin)
x = np.fromfile(folder + "/x.f32", "<f4")
g = math.gcd(rate, 22050)
up, down = 22050 // g, rate // g
zeros, rolloff, beta = 64, 0.9475937167399596, 14.769656459379492
scale = min(1.0, up / down)
half = int(math.floor(zeros * up / scale))
half += -half % down
t = np.arange(-half, half + 1) / up * scale
window = np.i0(beta * np.sqrt(np.maximum(0, 1 - (t / zeros) ** 2))) / np.i0(beta)
taps = scale * rolloff * np.sinc(rolloff * t) * np.where(np.abs(t) <= zeros, window, 0)
y = upfirdn(taps, x, up, down)[half // down:][:math.ceil(len(x) * up / down)]
y.astype("<f4").tofile(folder + "/resampled.f32")
print("null")
`;

const SIGNALS: Readonly<Record<string, () => Float32Array>> = {
  "music-like signal of 6 s": () => testSignal(6),
  "chirp that ends between two frames": () => chirp(100, 9000, 1.337),
  "signal of 0.1 s": () => testSignal(0.1),
  "silence with a burst of noise": () => {
    const y = new Float32Array(44100);
    y.set(noise(0.25, 3), 20000);
    return y;
  },
};

describe("beside librosa", { skip: skipWithoutPython("librosa", "scipy") }, () => {
  const folder = mkdtempSync(join(tmpdir(), "librosa-"));
  after(() => rmSync(folder, { recursive: true }));
  const put = (name: string, values: Float32Array): void =>
    writeFileSync(join(folder, `${name}.f32`), new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  const get = (name: string): Float32Array =>
    new Float32Array(Uint8Array.from(readFileSync(join(folder, `${name}.f32`))).buffer);

  for (const [title, make] of Object.entries(SIGNALS)) {
    describe(title, () => {
      const y = make();
      const D = stft(y);
      const S = magnitude(D);
      let numbers: Readonly<Record<string, number>>;
      const loudest = S.data.reduce((most, value) => Math.max(most, value), 0);
      const near = (name: string, ours: ArrayLike<number>, tolerance: number): void => {
        const distance = greatestDistance(ours, get(name));
        assert.ok(distance <= tolerance, `${name} is ${distance} off`);
      };
      before(() => {
        put("y", y);
        numbers = runPython(JUDGE, folder) as Readonly<Record<string, number>>;
      });

      it("has the same short-time Fourier transform", () => {
        near("re", D.re, loudest * 1e-6);
        near("im", D.im, loudest * 1e-6);
        near("re512", stft(y, { nFft: 512, hopLength: 128, padMode: "constant" }).re, loudest * 1e-6);
      });

      it("separates the same harmonic and percussive parts, and transforms them back", () => {
        const { harmonic, percussive } = hpss(D);
        near("harmonic", harmonic.re, loudest * 1e-6);
        near("percussive", percussive.im, loudest * 1e-6);
        near("istft", istft(harmonic), 1e-6);
      });

      it("has the same level and zero crossing rate", () => {
        near("rms", rms(y), 1e-6);
        near("zcr", zeroCrossingRate(y), 1e-7);
      });

      it("has the same centroid, bandwidth and roll-off in Hz", () => {
        near("centroid", spectralCentroid(S), 0.01);
        near("bandwidth", spectralBandwidth(S), 0.01);
        near("rolloff", spectralRolloff(S), 1e-3);
      });

      it("has the same tuning and chroma", () => {
        assert.ok(Math.abs(estimateTuning(piptrack(S)) - numbers.tuning!) < 1e-12);
        near("chroma", chromaStft(S).data, 1e-5);
        near("chroma0", chromaStft(S, 0).data, 1e-5);
      });

      it("has the same mel spectrogram, decibels and cepstral coefficients", () => {
        const mel = melSpectrogram(S);
        const most = mel.data.reduce((a, b) => Math.max(a, b), 0);
        near("mel", mel.data, most * 1e-6);
        near("db", powerToDb(mel).data, 1e-3);
        near("mfcc", mfcc(powerToDb(mel)).data, 2e-3);
      });

      for (const aggregate of ["mean", "median"] as const) {
        it(`has the same onsets and tempo (${aggregate})`, () => {
          const mel = powerToDb(melSpectrogram(magnitude(stft(y, { padMode: "constant" }))));
          const onsets = onsetStrength(mel, aggregate);
          near(`onsets-${aggregate}`, onsets, 1e-3);
          assert.ok(Math.abs(tempo(onsets) - numbers[`tempo-${aggregate}`]!) < 1e-9);
        });
      }
    });
  }

  for (const rate of [44100, 48000, 8000, 32000, 11127]) {
    it(`resamples ${rate} Hz as kaiser_best does`, () => {
      const tone = sine(997, 0.4, rate);
      const x = noise(0.4, 5, rate).map((value, i) => value + tone[i]!);
      put("x", x);
      runPython(RESAMPLE, [folder, rate]);
      const distance = greatestDistance(resample(x, rate, 22050), get("resampled"));
      assert.ok(distance < 1e-6, `${distance} off`);
    });
  }
});
