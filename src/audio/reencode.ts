import type { createMp3Encoder } from "wasm-media-encoders";
import type { AudioPiece } from "./decode/decodedAudio.ts";
import { decode } from "./decode/decode.ts";

/** The bitrates an MP3 can have, in kbit/s. */
const BITRATES = [32, 40, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320] as const;
type Bitrate = (typeof BITRATES)[number];
const SAMPLE_RATES = [16000, 22050, 24000, 32000, 44100, 48000];
/** The delay, in samples, of LAME's encoder and any decoder together. */
const DELAY = 576 + 529;

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
 * A recording after it has been encoded as MP3 and decoded again. The report's 3-second table was made from segments stored this way,
 * at 128 kbit/s. The encoder is LAME.
 * @param audio one or two channels at a sample rate of MP3
 * @param kilobits constant bitrate in kbit/s
 * @returns as many samples as before
 * @throws RangeError for a bitrate, sample rate or number of channels that MP3 doesn't support
 */
export async function reencode(audio: AudioPiece, kilobits: number): Promise<AudioPiece> {
  const bitrate = checkBitrate(kilobits);
  if (!SAMPLE_RATES.includes(audio.sampleRate)) {
    throw new RangeError(`MP3 has no sample rate of ${audio.sampleRate} Hz: it can't be encoded again`);
  }
  const channels = audio.channels.length;
  if (channels !== 1 && channels !== 2) throw new RangeError(`MP3 has 1 or 2 channels, not ${channels}`);
  // Configuring it discards the previous recording, so nothing is awaited from here to the end of encoding.
  const encoder = await sharedEncoder();
  encoder.configure({ sampleRate: audio.sampleRate, outputSampleRate: audio.sampleRate as 44100, channels, bitrate });
  // The encoder's output is in its own memory and is overwritten by the next call.
  const mp3 = [encoder.encode(audio.channels).slice(), encoder.finalize().slice()];
  const decoded = await decode(Buffer.concat(mp3));
  const length = audio.channels[0]!.length;
  return {
    sampleRate: audio.sampleRate,
    channels: decoded.channels.map((channel) => channel.subarray(DELAY, DELAY + length)),
  };
}

let shared: ReturnType<typeof createEncoder> | undefined;

/** This thread's encoder: creating one costs more than a fifth of encoding a segment. */
function sharedEncoder(): ReturnType<typeof createEncoder> {
  shared ??= createEncoder();
  return shared;
}

async function createEncoder(): Promise<Awaited<ReturnType<typeof createMp3Encoder>>> {
  return (await import("wasm-media-encoders")).createMp3Encoder();
}
