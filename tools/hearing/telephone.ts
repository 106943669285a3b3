import { resample } from "../../src/audio/resample.ts";

const LINE_RATE = 8000;

/**
 * A signal as a telephone line passes it on: 300 to 3,400 Hz at 8,000 samples a second, 24 dB an octave beyond.
 * @param y 16,000 samples a second
 * @returns likewise
 */
export function telephone(y: Float32Array): Float32Array {
  let line = resample(y, 2 * LINE_RATE, LINE_RATE);
  for (let pass = 0; pass < 2; pass++) line = filtered(filtered(line, "high", 300), "low", 3400);
  return resample(line, LINE_RATE, 2 * LINE_RATE);
}

/** A Butterworth filter of second order, by the bilinear transform. */
function filtered(y: Float32Array, pass: "high" | "low", hz: number): Float32Array {
  const w = (2 * Math.PI * hz) / LINE_RATE;
  const [cos, alpha] = [Math.cos(w), Math.sin(w) / Math.SQRT2];
  const sign = pass === "high" ? -1 : 1;
  const b = (1 - sign * cos) / 2 / (1 + alpha);
  const [a1, a2] = [(-2 * cos) / (1 + alpha), (1 - alpha) / (1 + alpha)];
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  const out = new Float32Array(y.length);
  for (let i = 0; i < y.length; i++) {
    const x = y[i]!;
    const value = b * (x + 2 * sign * x1 + x2) - a1 * y1 - a2 * y2;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = value;
    out[i] = value;
  }
  return out;
}
