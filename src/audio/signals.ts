/**
 * A sine of constant frequency.
 * @param hz its frequency; @param seconds its length; @param amplitude full scale is 1
 */
export function sine(hz: number, seconds: number, sampleRate = 22050, amplitude = 0.5): Float32Array {
  const step = (2 * Math.PI * hz) / sampleRate;
  return Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, i) => amplitude * Math.sin(step * i));
}

/** Several sines at once, all equally loud; together they stay within `amplitude`. */
export function chord(hz: readonly number[], seconds: number, sampleRate = 22050, amplitude = 0.5): Float32Array {
  const sum = new Float32Array(Math.round(seconds * sampleRate));
  for (const frequency of hz) {
    sine(frequency, seconds, sampleRate, amplitude / hz.length).forEach((value, i) => (sum[i]! += value));
  }
  return sum;
}

/** A sine whose frequency rises exponentially from `fromHz` to `toHz`, like librosa's `chirp`. */
export function chirp(
  fromHz: number,
  toHz: number,
  seconds: number,
  sampleRate = 22050,
  amplitude = 0.5,
): Float32Array {
  const growth = Math.log(toHz / fromHz) / seconds;
  return Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, i) => {
    const phase = (fromHz * Math.expm1((growth * i) / sampleRate)) / growth;
    return amplitude * Math.sin(2 * Math.PI * phase);
  });
}

/** A click's frequency in Hz and how fast it fades, in seconds. */
const CLICK_HZ = 1000;
const FADE = 0.01;

/** Clicks (short fading sines) at a tempo in beats per minute, the first at time 0. */
export function clicks(bpm: number, seconds: number, sampleRate = 22050, amplitude = 0.8): Float32Array {
  const interval = 60 / bpm;
  return Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, i) => {
    const sinceClick = (i / sampleRate) % interval;
    return amplitude * Math.exp(-sinceClick / FADE) * Math.sin(2 * Math.PI * CLICK_HZ * sinceClick);
  });
}

/** White noise, uniform from -amplitude to amplitude; the same for the same seed (xorshift32). */
export function noise(seconds: number, seed = 1, sampleRate = 22050, amplitude = 0.5): Float32Array {
  // A state of 0 would stay 0.
  let state = seed | 0 || 1;
  return Float32Array.from({ length: Math.round(seconds * sampleRate) }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state / 2 ** 31) * amplitude;
  });
}

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
