import { chirp } from "./chirp.ts";
import { chord } from "./chord.ts";
import { clicks } from "./clicks.ts";
import { noise } from "./noise.ts";

/** Major chords, one per second. */
const ROOTS = [220, 174.61, 261.63, 196];

/**
 * Chords that change every second, clicks at a tempo, a rising tone and some noise: a signal that exercises every feature, the same
 * each time. It isn't music.
 * @example
 * import { progression } from "../src/audio/index.ts";
 * progression(4).length; // => 88200
 */
export function progression(seconds: number, { bpm = 120, sampleRate = 22050 } = {}): Float32Array {
  const bars = ROOTS.map((root) => chord([root, root * 1.26, root * 1.5], 1, sampleRate, 0.3));
  const layers = [
    clicks(bpm, seconds, sampleRate, 0.3),
    chirp(80, 8000, seconds, sampleRate, 0.1),
    noise(seconds, 7, sampleRate, 0.02),
  ];
  return Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, i) =>
    layers.reduce((sum, layer) => sum + layer[i]!, bars[Math.floor(i / sampleRate) % bars.length]![i % sampleRate]!),
  );
}
