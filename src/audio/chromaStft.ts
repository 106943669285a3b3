import type { Address, AudioLoops } from "./audioLoops.ts";
import { SAMPLE_RATE } from "./defaults.ts";
import type { Spectrogram } from "./spectrogram.ts";

const CHROMA = 12;
/** Frames whose largest chroma is below this are left unchanged: the smallest normal float32, as in librosa. */
const TINY = 1.1754943508222875e-38;

/**
 * Chromagram, like librosa's `chroma_stft(S=S ** 2)`: the power in each of the twelve pitch classes, C first, with every frame divided
 * by its largest value.
 * @param magnitudes frames x bins, in the loops' memory
 * @param tuning deviation from A440 in semitones
 * @returns 0 to 1, frames x 12
 */
export function chromaStft(
  loops: AudioLoops,
  magnitudes: Address,
  { frames, bins }: { readonly frames: number; readonly bins: number },
  tuning: number,
): Spectrogram {
  const stride = (bins + 3) & ~3;
  const filters = loops.place(chromaFilters(bins, tuning, stride));
  const chroma = loops.allocate(4 * frames * CHROMA);
  loops.run.filterPower(magnitudes, frames, bins, filters, CHROMA, stride, chroma);
  const data = loops.float32(chroma, frames * CHROMA).slice();
  for (let begin = 0; begin < data.length; begin += CHROMA) {
    let most = -Infinity;
    for (let i = begin; i < begin + CHROMA; i++) most = Math.max(most, data[i]!);
    if (most >= TINY) for (let i = begin; i < begin + CHROMA; i++) data[i] = data[i]! / most;
  }
  return { data, frames, bins: CHROMA };
}

/** The octave (of A0 = 27.5 Hz) at which the filters are most sensitive, and how fast they fade from there. */
const CENTRE_OCTAVE = 5;
const OCTAVE_WIDTH = 2;

/**
 * The twelve filters of librosa's `filters.chroma`, C first: each bin's power is divided among the pitch classes by Gaussian bumps
 * around their frequencies, strongest five octaves above A0.
 * @param tuning deviation from A440 in semitones
 * @param stride the length of a filter, at least `bins`; zero beyond `bins`
 * @returns 12 x stride weights
 */
function chromaFilters(bins: number, tuning: number, stride: number): Float32Array {
  const nFft = 2 * (bins - 1);
  const a0 = (440 * 2 ** (tuning / CHROMA)) / 16;
  // Position on the chroma scale of every bin of the full, two-sided spectrum; bin 0 lies 1.5 octaves below bin 1.
  const positions = Float64Array.from({ length: nFft }, (_, k) => CHROMA * Math.log2((k * SAMPLE_RATE) / nFft / a0));
  positions[0] = positions[1]! - 1.5 * CHROMA;

  const filters = new Float32Array(CHROMA * stride);
  const weights = new Float64Array(CHROMA);
  for (let k = 0; k < bins; k++) {
    const position = positions[k]!;
    const width = Math.max(positions[k + 1]! - position, 1);
    let squares = 0;
    for (let pitch = 0; pitch < CHROMA; pitch++) {
      const distance = ((position - pitch + 10.5 * CHROMA) % CHROMA) - CHROMA / 2;
      const weight = Math.exp(-0.5 * ((2 * distance) / width) ** 2);
      weights[pitch] = weight;
      squares += weight * weight;
    }
    const octave = Math.exp(-0.5 * ((position / CHROMA - CENTRE_OCTAVE) / OCTAVE_WIDTH) ** 2);
    const scale = octave / Math.sqrt(squares);
    // Pitch class 0 of the scale is A; the output starts with C, three semitones above.
    for (let pitch = 0; pitch < CHROMA; pitch++) {
      filters[pitch * stride + k] = weights[(pitch + 3) % CHROMA]! * scale;
    }
  }
  return filters;
}
