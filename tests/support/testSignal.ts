import { chirp, chord, clicks, noise } from "../../src/audio/signals.ts";

/** Chords that change every second, clicks at a tempo, a chirp and some noise: something in every feature. */
export function testSignal(seconds: number, bpm = 100, sampleRate = 22050): Float32Array {
  const roots = [220, 261.63, 196, 174.61, 233.08];
  const bars = Array.from({ length: Math.ceil(seconds) }, (_, i) => {
    const root = roots[i % roots.length]! * 1.01;
    return chord([root, root * 1.26, root * 1.5], 1, sampleRate, 0.3);
  });
  const layers = [
    clicks(bpm, seconds, sampleRate, 0.3),
    chirp(80, 8000, seconds, sampleRate, 0.1),
    noise(seconds, 7, sampleRate, 0.02),
  ];
  return Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, i) =>
    layers.reduce((sum, layer) => sum + layer[i]!, bars[Math.floor(i / sampleRate)]![i % sampleRate]!),
  );
}

/** The greatest distance between two lists of numbers. */
export function greatestDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let most = 0;
  for (let i = 0; i < a.length; i++) {
    // A NaN must not pass for a small distance.
    const distance = Math.abs(a[i]! - b[i]!);
    if (!(distance <= most)) most = distance;
  }
  return most;
}
