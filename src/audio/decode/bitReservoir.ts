import type { MpegFrames } from "./mpegFrames.ts";
import { sideInfoLength } from "./mpegFrames.ts";

/**
 * The data of a layer III frame may start up to 511 bytes earlier, in the preceding frames (the bit reservoir). A clip cut from a
 * longer recording lacks those bytes for its first frames. mpg123 is then silent until whole frames can be read; ffmpeg, which decoded
 * the published tables, is silent only for the granules (half frames) that start in the missing bytes. To match ffmpeg, a silent frame
 * with the missing bytes is prepended, and those granules are muted.
 */

/** How far back the reservoir reaches, in bytes. */
const MOST_RESERVOIR = 511;
/** The fields of a granule's side information that are read or changed: their lengths in bits, in order. */
const PART_LENGTH = 12;
const BIG_VALUES = 9;
const GLOBAL_GAIN = 8;

/** A silent frame like the first one, at the highest bitrate so that it holds the whole reservoir. */
export function silentFrame(file: Uint8Array, frames: MpegFrames): Uint8Array {
  const [b0, b1, b2, b3] = file.subarray(frames.begins[0], frames.begins[0]! + 4) as unknown as [
    number,
    number,
    number,
    number,
  ];
  const { samples, sampleRate, isMpeg1 } = frames.header;
  const frame = new Uint8Array(Math.floor(((samples / 8) * (isMpeg1 ? 320_000 : 160_000)) / sampleRate));
  // No checksum, bitrate index 14, no padding.
  frame.set([b0, b1 | 1, 0xe0 | (b2 & 0x0c), b3]);
  return frame;
}

/** A copy of the first frames in one piece, with granules muted whose data is missing, and the number of those frames. */
export function muteMissing(
  file: Uint8Array,
  frames: MpegFrames,
): { readonly bytes: Uint8Array; readonly count: number } {
  const { header, begins, ends } = frames;
  const pieces: Uint8Array[] = [];
  let available = 0;
  for (let i = 0; i < begins.length && available < MOST_RESERVOIR; i++) {
    const frame = file.slice(begins[i], ends[i]);
    const side = 4 + ((frame[1]! & 1) === 0 ? 2 : 0);
    // The channel mode may change from frame to frame.
    const channels = frame[3]! >> 6 === 3 ? 1 : 2;
    const missing = readBits(frame, side * 8, header.isMpeg1 ? 9 : 8) - available;
    if (missing > 0) muteGranules(frame, side * 8, channels, header.isMpeg1, missing);
    available += frame.length - side - sideInfoLength({ ...header, channels });
    pieces.push(frame);
  }
  return { bytes: concatenate(pieces), count: pieces.length };
}

function muteGranules(frame: Uint8Array, side: number, channels: number, isMpeg1: boolean, missing: number): void {
  // Before the granules come main_data_begin, private bits and, in MPEG 1, which scale factors are shared.
  const granules = side + (isMpeg1 ? (channels === 1 ? 9 + 5 + 4 : 9 + 3 + 8) : channels === 1 ? 8 + 1 : 8 + 2);
  const granuleBits = isMpeg1 ? 59 : 63;
  let begin = 0;
  for (let granule = 0; granule < (isMpeg1 ? 2 : 1) && begin >> 3 < missing; granule++) {
    for (let channel = 0; channel < channels; channel++) {
      const at = granules + (granule * channels + channel) * granuleBits;
      begin += readBits(frame, at, PART_LENGTH);
      // Only small values at the lowest volume, and no scale factors (which follow the gain).
      clearBits(frame, at + PART_LENGTH, BIG_VALUES + GLOBAL_GAIN + (isMpeg1 ? 4 : 9));
    }
  }
}

function readBits(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) value = value * 2 + ((bytes[i >> 3]! >> (7 - (i & 7))) & 1);
  return value;
}

function clearBits(bytes: Uint8Array, at: number, count: number): void {
  for (let i = at; i < at + count; i++) bytes[i >> 3]! &= ~(1 << (7 - (i & 7)));
}

function concatenate(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
