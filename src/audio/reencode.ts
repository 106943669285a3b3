import type { createMp3Encoder } from "wasm-media-encoders/esnext";
import type { AudioPiece } from "./decode/decodedAudio.ts";
import { decode } from "./decode/decode.ts";
import { findMpegFrames } from "./decode/mpegFrames.ts";

/** The bitrates an MP3 can have, in kbit/s. */
const BITRATES = [32, 40, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320] as const;
type Bitrate = (typeof BITRATES)[number];
const SAMPLE_RATES = [16000, 22050, 24000, 32000, 44100, 48000];
/** The delay, in samples, of LAME's encoder and any decoder together. */
const DELAY = 576 + 529;
/**
 * Parts begin at multiples of this many frames: the decoder adds up its samples in an order that goes round in as many (in MPEG 2; in
 * MPEG 1 in half of them), and would round differently elsewhere.
 */
const CYCLE = 8;

/**
 * Rejects a bitrate (kbit/s) that the encoder doesn't support.
 * @throws RangeError that names the supported ones
 * @example
 * import { checkBitrate } from "../src/audio/index.ts";
 * checkBitrate(128); // => 128
 */
export function checkBitrate(kilobits: number): Bitrate {
  const bitrate = BITRATES.find((known) => known === kilobits);
  if (bitrate === undefined) throw new RangeError(`MP3 is not encoded with ${kilobits}k, but ${BITRATES.join(", ")}`);
  return bitrate;
}

/**
 * Parts of a recording, each after it has been encoded as MP3 by itself and decoded again. The report's 3-second table was made from
 * segments stored this way, at 128 kbit/s. The encoder is LAME. All parts are decoded at once, because a new decoder for each would cost
 * more than decoding it.
 * @param parts of one or two channels at a sample rate of MP3; all alike, 30 minutes at most together
 * @param kilobits constant bitrate in kbit/s
 * @returns as many samples as before
 * @throws RangeError for a bitrate, sample rate or number of channels that MP3 doesn't support
 */
export async function reencode(parts: readonly AudioPiece[], kilobits: number): Promise<AudioPiece[]> {
  if (parts.length === 0) return [];
  const encoded = await encodeEach(parts, kilobits);
  const pieces: Uint8Array[] = [];
  const begins: number[] = [];
  let frames = 0;
  for (const mp3 of encoded) {
    const { header, begins: own, ends } = findMpegFrames(mp3)!;
    begins.push(frames * header.samples + DELAY);
    const silence = CYCLE - (own.length % CYCLE);
    pieces.push(mp3, ...Array<Uint8Array>(silence).fill(silentFrame(mp3, own[0]!, ends[0]!)));
    frames += own.length + silence;
  }
  const { sampleRate, channels } = await decode(Buffer.concat(pieces));
  return parts.map((part, i) => ({
    sampleRate,
    channels: channels.map((channel) => channel.subarray(begins[i], begins[i]! + part.channels[0]!.length)),
  }));
}

async function encodeEach(parts: readonly AudioPiece[], kilobits: number): Promise<Uint8Array[]> {
  const bitrate = checkBitrate(kilobits);
  const [{ sampleRate, channels: first }] = parts as readonly [AudioPiece];
  if (!SAMPLE_RATES.includes(sampleRate)) {
    throw new RangeError(`MP3 has no sample rate of ${sampleRate} Hz: it can't be encoded again`);
  }
  const channels = first.length;
  if (channels !== 1 && channels !== 2) throw new RangeError(`MP3 has 1 or 2 channels, not ${channels}`);
  // Configuring it discards the previous recording, so nothing is awaited from here to the end of encoding.
  const encoder = await sharedEncoder();
  return parts.map((part) => {
    encoder.configure({ sampleRate, outputSampleRate: sampleRate as 44100, channels, bitrate });
    // The encoder's output is in its own memory and is overwritten by the next call.
    const mp3 = [encoder.encode(part.channels).slice(), encoder.finalize().slice()];
    return Buffer.concat(mp3);
  });
}

/** A frame like the given one, without sound: the decoder forgets by it what came before. */
function silentFrame(mp3: Uint8Array, begin: number, end: number): Uint8Array {
  const frame = new Uint8Array(end - begin);
  frame.set(mp3.subarray(begin, begin + 4));
  return frame;
}

let shared: ReturnType<typeof createEncoder> | undefined;

/** This thread's encoder: creating one costs more than a fifth of encoding a segment. */
function sharedEncoder(): ReturnType<typeof createEncoder> {
  shared ??= createEncoder();
  return shared;
}

async function createEncoder(): Promise<Awaited<ReturnType<typeof createMp3Encoder>>> {
  return (await import("wasm-media-encoders/esnext")).createMp3Encoder();
}
