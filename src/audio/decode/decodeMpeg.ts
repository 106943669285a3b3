import { muteMissing, silentFrame } from "./bitReservoir.ts";
import { callDecoder } from "./callDecoder.ts";
import type { AudioPiece, Remark } from "./decodedAudio.ts";
import { findMpegFrames, type MpegFrames } from "./mpegFrames.ts";
import { readMpegHeader } from "./mpegHeader.ts";

/** The number of frames decoded at once. */
const PIECE = 512;
const FULL_SCALE = 32768;
/** The smallest share of a file that frames must fill: any data contains a few frames by chance. */
const LEAST_SHARE = 0.5;

/**
 * Decodes MPEG audio (MP3) with mpg123. Samples are rounded and clipped to 16 bits, as in the decoding behind the published tables.
 * Encoder delay and padding are removed if a tag states them.
 * @throws Error if no frames are found, or they are only part of the file: of the supported formats, this is the one without a
 * signature at its start
 */
export async function* decodeMpeg(file: Uint8Array, remark: Remark): AsyncGenerator<AudioPiece> {
  const frames = findMpegFrames(file);
  if (frames?.isFreeFormat) {
    yield* decodeMpeg(withBitrate(file, frames), remark);
    return;
  }
  if (frames === undefined) throw new Error("it is no MP3, WAV, FLAC or Ogg Vorbis file");
  checkFrames(frames, remark);
  const { MPEGDecoder } = await import("mpg123-decoder");
  const decoder = new MPEGDecoder({ enableGapless: false });
  await decoder.ready;
  try {
    const { sampleRate, samples } = frames.header;
    const whole = frames.end - frames.skip;
    // The position of the next decoded sample; the silent frame that is prepended lies before 0.
    let position = frames.header.layer === 3 ? -samples : 0;
    for (const bytes of pieces(file, frames)) {
      const { channelData, samplesDecoded } = await callDecoder(() => decoder.decode(bytes));
      const begin = Math.max(0, frames.skip - position);
      const end = Math.min(samplesDecoded, frames.end - position);
      position += samplesDecoded;
      if (begin >= end) continue;
      yield { sampleRate, channels: channelData.map((channel) => to16Bits(channel.subarray(begin, end))), whole };
    }
  } finally {
    decoder.free();
  }
}

/**
 * A copy of a free-format file with a bitrate in its headers, which the decoder requires.
 * @throws Error if no bitrate has frames of that length
 */
function withBitrate(file: Uint8Array, { begins, ends }: MpegFrames): Uint8Array {
  const copy = file.slice();
  for (let index = 1; index < 15; index++) {
    for (const begin of begins) copy[begin + 2] = (copy[begin + 2]! & 15) | (index << 4);
    if (readMpegHeader(copy, begins[0]!)?.length === ends[0]! - begins[0]!) return copy;
  }
  throw new Error(
    `it is MPEG audio in free format with frames of ${ends[0]! - begins[0]!} bytes: convert it to WAV or FLAC first`,
  );
}

function checkFrames({ begins, ends, stated, foreign }: MpegFrames, remark: Remark): void {
  const bytes = begins.reduce((sum, begin, i) => sum + ends[i]! - begin, 0);
  const share = bytes / (bytes + foreign.bytes);
  if (!(share >= LEAST_SHARE)) {
    const found = `${Math.floor(100 * share) || 0} % of it are frames of MPEG audio`;
    throw new Error(`it is no MP3, WAV, FLAC or Ogg Vorbis file, or is damaged: ${found}`);
  }
  if (foreign.bytes > 0) remark(`it is damaged: ${foreign.bytes} bytes in ${foreign.places} places are no frames`);
  // Some encoders count the tag's frame as well.
  if (stated !== undefined && begins.length < stated - 1) {
    remark(`it is cut off: ${begins.length} of ${stated} frames are there`);
  }
}

/** The frames' bytes in runs of `PIECE` frames, prepared for the decoder. */
function* pieces(file: Uint8Array, frames: MpegFrames): Generator<Uint8Array> {
  const { begins, ends, header } = frames;
  let next = 0;
  if (header.layer === 3 && begins.length > 0) {
    yield silentFrame(file, frames);
    const { bytes, count } = muteMissing(file, frames);
    yield bytes;
    next = count;
  }
  while (next < begins.length) {
    // Contiguous frames are one run.
    const first = next;
    do next++;
    while (next < begins.length && next - first < PIECE && begins[next] === ends[next - 1]);
    yield file.subarray(begins[first], ends[next - 1]);
  }
}

/** Rounds (half to even) and clips to 16 bits, in place. */
function to16Bits(samples: Float32Array): Float32Array {
  // Adding and subtracting this number leaves no room for a fraction.
  const rounder = 3 * 2 ** 51;
  for (let i = 0; i < samples.length; i++) {
    const rounded = samples[i]! * FULL_SCALE + rounder - rounder;
    samples[i] = Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, rounded)) / FULL_SCALE;
  }
  return samples;
}
