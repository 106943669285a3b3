import { COMPUTED_FEATURES, DESCRIPTORS } from "../schema.ts";
import { type AudioLoops, audioLoops, fourierTables } from "./audioLoops.ts";
import { chromaStft } from "./chromaStft.ts";
import { HOP_LENGTH, N_FFT } from "./defaults.ts";
import { estimateTuning, type Peaks, piptrack } from "./estimateTuning.ts";
import { BLOCK_FRAMES, FrameBlock } from "./frameBlock.ts";
import { hann, windowSumSquare } from "./hann.ts";
import { melSpectrogram, powerToDb } from "./melSpectrogram.ts";
import { mfcc } from "./mfcc.ts";
import { type Aggregate, onsetStrength, tempo } from "./tempo.ts";
import { pad } from "./pad.ts";
import { rms } from "./rms.ts";
import { spectralBandwidth, spectralCentroid, spectralRolloff } from "./spectralShape.ts";
import type { Spectrogram } from "./spectrogram.ts";
import { zeroCrossingRate } from "./zeroCrossingRate.ts";

const BINS = 1 + N_FFT / 2;
const MELS = 128;
const CHROMA = 12;

/** The shortest signal that has features: one frame. */
export const LEAST_SAMPLES = N_FFT;

export interface FeatureOptions {
  /** How the bands' onsets are combined for the tempo: `mean` as in FMA's table (default), `median` as in GTZAN's. */
  readonly tempo?: Aggregate;
}

/**
 * The features of a signal, computed as librosa computed those of the published tables.
 *
 * Silence has defined values: its levels and frequencies are 0, its chroma is 0, `mfcc1_mean` is -1131.37 (-100 dB in all bands), its
 * tempo 117.45. The result never contains NaN. Memory doesn't grow with the signal except for a few hundred values per frame.
 *
 * @param y mono, 22,050 samples per second, full scale 1, at least 2048 samples
 * @returns the values of `COMPUTED_FEATURES`, in their order
 * @throws RangeError if the signal is too short or has a value that is not finite
 * @example
 * import { extractFeatures, load } from "../src/audio/index.ts";
 * import { COMPUTED_FEATURES } from "../src/schema.ts";
 * const features = extractFeatures(await load("song.wav"));
 * features[COMPUTED_FEATURES.indexOf("tempo")]; // => 117.45
 */
export function extractFeatures(y: Float32Array, options: FeatureOptions = {}): Float64Array {
  if (y.length < LEAST_SAMPLES) {
    throw new RangeError(`the signal has ${y.length} samples; at least ${LEAST_SAMPLES} are needed (0.093 s)`);
  }
  let bad = 0;
  while (bad < y.length && Number.isFinite(y[bad])) bad++;
  if (bad < y.length) throw new RangeError(`sample ${bad} of the signal is ${y[bad]}`);

  const spectral = describeSpectra(y);
  const decibels = powerToDb(spectral.mel);
  const coefficients = mfcc(decibels);
  const onsets = onsetStrength(powerToDb(withZeroEnds(y, spectral.mel)), options.tempo ?? "mean");
  const values: Record<string, readonly number[]> = {
    chroma_stft: meanAndVariance(spectral.chroma),
    rms: meanAndVariance(rms(y)),
    spectral_centroid: meanAndVariance(spectral.centroid),
    spectral_bandwidth: meanAndVariance(spectral.bandwidth),
    rolloff: meanAndVariance(spectral.rolloff),
    zero_crossing_rate: meanAndVariance(zeroCrossingRate(y)),
    harmony: spectral.harmony,
    perceptr: spectral.perceptr,
    tempo: [tempo(onsets)],
  };
  for (let i = 0; i < coefficients.bins; i++) {
    values[`mfcc${i + 1}`] = meanAndVariance(coefficients.data, i, coefficients.bins);
  }
  const features = Float64Array.from(DESCRIPTORS.flatMap(({ name }) => values[name]!));
  const unfit = features.findIndex((value) => !Number.isFinite(value));
  if (unfit >= 0)
    throw new RangeError(`${COMPUTED_FEATURES[unfit]} can't be computed: the signal's values are too great`);
  return features;
}

interface SpectralDescription {
  readonly chroma: Float32Array;
  readonly centroid: Float64Array;
  readonly bandwidth: Float64Array;
  readonly rolloff: Float64Array;
  /** Power in mel bands, all frames. */
  readonly mel: Spectrogram;
  readonly harmony: readonly [mean: number, variance: number];
  readonly perceptr: readonly [mean: number, variance: number];
}

/** Everything computed from spectra, block by block. */
function describeSpectra(y: Float32Array): SpectralDescription {
  const frames = 1 + Math.floor(y.length / HOP_LENGTH);
  const loops = audioLoops();
  const block = new FrameBlock(loops, fourierTables(loops, N_FFT), pad(y, N_FFT / 2, "reflect"), frames);
  const centroid = new Float64Array(frames);
  const bandwidth = new Float64Array(frames);
  const rolloff = new Float64Array(frames);
  const mel = { data: new Float32Array(frames * MELS), frames, bins: MELS };
  const peaks: Peaks = { pitches: [], magnitudes: [] };
  const parts = new PartStatistics(y, frames);
  for (const [from, to] of blocks(frames)) {
    block.load(from, to);
    const S = viewOf(loops, block, from, to);
    const centroids = spectralCentroid(S);
    centroid.set(centroids, from);
    bandwidth.set(spectralBandwidth(S, centroids), from);
    rolloff.set(spectralRolloff(S), from);
    mel.data.set(melSpectrogram(S).data, from * MELS);
    piptrack(S, peaks);
    parts.add(block.harmonic(), from * HOP_LENGTH);
  }
  const chroma = new Float32Array(frames * CHROMA);
  const tuning = estimateTuning(peaks);
  for (const [from, to] of blocks(frames)) {
    // The tuning is that of the whole signal. Only if it is a single block are the spectra still in memory.
    if (frames > BLOCK_FRAMES) block.load(from, to);
    const shape = { frames: to - from, bins: BINS };
    chroma.set(chromaStft(loops, block.magnitudes, shape, tuning).data, from * CHROMA);
  }
  return { chroma, centroid, bandwidth, rolloff, mel, harmony: parts.harmony, perceptr: parts.perceptr };
}

function* blocks(frames: number): Generator<[from: number, to: number]> {
  for (let from = 0; from < frames; from += BLOCK_FRAMES) yield [from, Math.min(frames, from + BLOCK_FRAMES)];
}

function viewOf(loops: AudioLoops, block: FrameBlock, from: number, to: number): Spectrogram {
  return { data: loops.float32(block.magnitudes, (to - from) * BINS), frames: to - from, bins: BINS };
}

/**
 * Mean and variance of the harmonic and percussive signals. The two add up to the signal itself (the masks add up to 1, and the inverse
 * transform restores the signal), so only the harmonic one is transformed back. Beyond the centre of the last frame both are zero.
 */
class PartStatistics {
  readonly #y: Float32Array;
  readonly #frames: number;
  /** The windows' sum of squares at the positions of a hop where as many frames overlap as can. */
  readonly #inside = windowSumSquare(hann(N_FFT), HOP_LENGTH, Infinity, N_FFT, N_FFT + HOP_LENGTH);
  readonly #sums = { harmonic: 0, harmonicSquares: 0, percussive: 0, percussiveSquares: 0 };

  constructor(y: Float32Array, frames: number) {
    this.#y = y;
    this.#frames = frames;
  }

  /** Takes the next piece of the windowed harmonic signal, which starts at `position` of the padded signal. */
  add(piece: Float32Array, position: number): void {
    const begin = N_FFT / 2;
    const end = begin + (this.#frames - 1) * HOP_LENGTH;
    for (let hop = position; hop < Math.min(position + piece.length, end); hop += HOP_LENGTH) {
      if (hop >= begin) this.#addHop(piece.subarray(hop - position, Math.min(hop + HOP_LENGTH, end) - position), hop);
    }
  }

  #addHop(piece: Float32Array, position: number): void {
    const isInside = position >= N_FFT - HOP_LENGTH && position < this.#frames * HOP_LENGTH;
    const weights = isInside
      ? this.#inside
      : windowSumSquare(hann(N_FFT), HOP_LENGTH, this.#frames, position, position + piece.length);
    const begin = N_FFT / 2;
    for (let i = 0; i < piece.length; i++) {
      const harmonic = piece[i]! / weights[i]!;
      const percussive = this.#y[position + i - begin]! - harmonic;
      this.#sums.harmonic += harmonic;
      this.#sums.harmonicSquares += harmonic * harmonic;
      this.#sums.percussive += percussive;
      this.#sums.percussiveSquares += percussive * percussive;
    }
  }

  get harmony(): readonly [number, number] {
    return this.#moments(this.#sums.harmonic, this.#sums.harmonicSquares);
  }

  get perceptr(): readonly [number, number] {
    return this.#moments(this.#sums.percussive, this.#sums.percussiveSquares);
  }

  #moments(sum: number, squares: number): readonly [number, number] {
    const mean = sum / this.#y.length;
    return [mean, Math.max(0, squares / this.#y.length - mean * mean)];
  }
}

/**
 * The mel spectrogram of the signal continued with zeros instead of its reflection, from which librosa computes onset strength. Only
 * the frames that extend beyond an end differ.
 */
function withZeroEnds(y: Float32Array, mel: Spectrogram): Spectrogram {
  const half = N_FFT / 2;
  const data = mel.data.slice();
  const firstInside = Math.min(mel.frames, Math.ceil(half / HOP_LENGTH));
  const lastInside = Math.max(firstInside, Math.floor((y.length - half) / HOP_LENGTH) + 1);
  for (const [from, to] of [
    [0, firstInside],
    [lastInside, mel.frames],
  ] as const) {
    if (from >= to) continue;
    const begin = from * HOP_LENGTH - half;
    const signal = new Float32Array((to - from - 1) * HOP_LENGTH + N_FFT);
    const inside = y.subarray(Math.max(0, begin), begin + signal.length);
    signal.set(inside, Math.max(0, -begin));
    data.set(melSpectrogram(magnitudesOf(signal, to - from)).data, from * MELS);
  }
  return { data, frames: mel.frames, bins: MELS };
}

/** Magnitudes of frames that are not centred: frame t starts at sample t * HOP_LENGTH. */
function magnitudesOf(signal: Float32Array, frames: number): Spectrogram {
  const loops = audioLoops();
  const { window, twiddles, positions, work } = fourierTables(loops, N_FFT);
  const place = loops.place(signal);
  const [re, im, magnitude] = [0, 0, 0].map(() => loops.allocate(4 * frames * BINS)) as [number, number, number];
  loops.run.stft(place, frames, N_FFT, HOP_LENGTH, window, twiddles, positions, work, re, im, magnitude);
  return { data: loops.float32(magnitude, frames * BINS), frames, bins: BINS };
}

/** Mean and variance (divided by the count) of every `stride`-th value from `offset` on. */
export function meanAndVariance(
  values: Float32Array | Float64Array,
  offset = 0,
  stride = 1,
): readonly [mean: number, variance: number] {
  let sum = 0;
  let count = 0;
  for (let i = offset; i < values.length; i += stride, count++) sum += values[i]!;
  const mean = sum / count;
  let squares = 0;
  for (let i = offset; i < values.length; i += stride) squares += (values[i]! - mean) ** 2;
  return [mean, squares / count];
}
