import { sine } from "./sine.ts";

/** Several sines at once, all equally loud; together they stay within `amplitude`. */
export function chord(hz: readonly number[], seconds: number, sampleRate = 22050, amplitude = 0.5): Float32Array {
  const sum = new Float32Array(Math.round(seconds * sampleRate));
  for (const frequency of hz) {
    sine(frequency, seconds, sampleRate, amplitude / hz.length).forEach((value, i) => (sum[i]! += value));
  }
  return sum;
}
