import { chromaFilters } from "./chromaFilters.ts";
import { SAMPLE_RATE } from "./defaults.ts";
import { estimateTuning } from "./estimateTuning.ts";
import { type Address, type AudioLoops, audioLoops } from "./audioLoops.ts";
import { piptrack } from "./piptrack.ts";
import type { Spectrogram } from "./spectrogram.ts";

const CHROMA = 12;
/** Frames whose largest chroma is below this are left unchanged: the smallest normal float32, as in librosa. */
const TINY = 1.1754943508222875e-38;

/**
 * Chromagram, like librosa's `chroma_stft(S=S ** 2)`: the power in each of the twelve pitch classes, C first, with every frame divided
 * by its largest value.
 * @param S magnitudes, frames x bins
 * @param options `tuning`: deviation from A440 in semitones; estimated from `S` by default
 * @returns 0 to 1, frames x 12
 */
export function chromaStft(
  S: Spectrogram,
  options: { readonly sampleRate?: number; readonly tuning?: number } = {},
): Spectrogram {
  const { sampleRate = SAMPLE_RATE, tuning = estimateTuning(piptrack(S, { sampleRate })) } = options;
  const loops = audioLoops();
  return chromaInMemory(loops, loops.place(S.data), S, sampleRate, tuning);
}

/** `chromaStft` for magnitudes that are already in the loops' memory. */
export function chromaInMemory(
  loops: AudioLoops,
  magnitudes: Address,
  { frames, bins }: { readonly frames: number; readonly bins: number },
  sampleRate: number,
  tuning: number,
): Spectrogram {
  const stride = (bins + 3) & ~3;
  const filters = loops.place(chromaFilters(sampleRate, bins, tuning, stride));
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
