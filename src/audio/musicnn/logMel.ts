import { type AudioLoops, audioLoops, fourierTables } from "../audioLoops.ts";
import { melSpectrogram } from "../melSpectrogram.ts";
import type { Spectrogram } from "../spectrogram.ts";
import { BANDS } from "./shape.ts";

/** The network's sample rate, per second. */
export const HEARING_RATE = 16_000;
const N_FFT = 512;
const HOP_LENGTH = 256;
const BINS = 1 + N_FFT / 2;
/** Frames transformed at once, which limits the loops' memory for long recordings. */
const BLOCK_FRAMES = 2048;

/**
 * The network's input: log10(10,000 power + 1) in 96 mel bands, every 16 ms, like librosa's `melspectrogram` (from version 0.10 on: the
 * signal continues with zeros beyond its ends).
 * @param y mono, 16,000 samples per second, full scale 1
 * @param gain what the signal is multiplied with before
 * @returns 1 + floor(samples / 256) frames of 96 bands
 */
export function logMel(y: Float32Array, gain = 1): Spectrogram {
  const frames = 1 + Math.floor(y.length / HOP_LENGTH);
  const factor = 10_000 * gain ** 2;
  const data = new Float32Array(frames * BANDS);
  for (let from = 0; from < frames; from += BLOCK_FRAMES) {
    const count = Math.min(BLOCK_FRAMES, frames - from);
    const samples = new Float32Array((count - 1) * HOP_LENGTH + N_FFT);
    const begin = from * HOP_LENGTH - N_FFT / 2;
    samples.set(y.subarray(Math.max(0, begin), begin + samples.length), Math.max(0, -begin));
    const mel = melSpectrogram(magnitudes(audioLoops(), samples, count), { sampleRate: HEARING_RATE, nMels: BANDS });
    data.set(
      mel.data.map((power) => Math.log10(Math.fround(factor * power + 1))),
      from * BANDS,
    );
  }
  return { data, frames, bins: BANDS };
}

/** A view into the loops' memory. */
function magnitudes(loops: AudioLoops, samples: Float32Array, frames: number): Spectrogram {
  const { window, twiddles, positions, work } = fourierTables(loops, N_FFT);
  const place = loops.place(samples);
  const [re, im, magnitude] = [0, 0, 0].map(() => loops.allocate(4 * frames * BINS)) as [number, number, number];
  loops.run.stft(place, frames, N_FFT, HOP_LENGTH, window, twiddles, positions, work, re, im, magnitude);
  return { data: loops.float32(magnitude, frames * BINS), frames, bins: BINS };
}
