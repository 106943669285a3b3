import { MOST_MINUTES } from "./decode/decode.ts";
import { SAMPLE_RATE } from "./defaults.ts";
import { LEAST_SAMPLES } from "./extractFeatures.ts";

/**
 * The number of samples in a segment of the given seconds, at 22,050 per second.
 * @throws RangeError if half a segment would be too short to have features, or a segment longer than any recording that is read
 * @example
 * import { segmentLength } from "../src/audio/index.ts";
 * segmentLength(3); // => 66150
 */
export function segmentLength(seconds: number): number {
  const length = Math.round(seconds * SAMPLE_RATE);
  if (!(length >> 1 >= LEAST_SAMPLES)) {
    const shortest = Math.ceil((200 * LEAST_SAMPLES) / SAMPLE_RATE) / 100;
    throw new RangeError(`a segment of ${seconds} s is too short: ${shortest} s is the least`);
  }
  if (seconds > MOST_MINUTES * 60)
    throw new RangeError(`a segment of ${seconds} s is longer than any recording that is read`);
  return length;
}

/**
 * Divides a signal into segments, like the published 3-second table: ten for a clip of 30 seconds. A last piece counts if it is at
 * least half a segment.
 * @param y samples at 22,050 per second
 * @param seconds the length of a segment
 * @returns views of `y`
 * @throws RangeError if a segment would be too short to have features
 * @example
 * import { load, segments } from "../src/audio/index.ts";
 * const parts = segments(await load("song.wav"), 2);
 * parts.map((part) => part.length); // => [44100, 44100]
 */
export function segments(y: Float32Array, seconds: number): Float32Array[] {
  return cut(y, segmentLength(seconds));
}

/** Divides a signal into pieces of `length` samples; a last piece counts if it has at least half of them. Views of `y`. */
export function cut(y: Float32Array, length: number): Float32Array[] {
  const count = Math.floor(y.length / length) + (y.length % length >= length >> 1 ? 1 : 0);
  return Array.from({ length: count }, (_, i) => y.subarray(i * length, (i + 1) * length));
}
