import { joined } from "../joined.ts";
import { mixDown } from "../mixDown.ts";
import { containerOf } from "./audioFormats.ts";
import type { AudioPiece, Decoder } from "./decodedAudio.ts";
import { decodeAiff } from "./decodeAiff.ts";
import { decodeAu } from "./decodeAu.ts";
import { decodeCaf } from "./decodeCaf.ts";
import { decodeFlac } from "./decodeFlac.ts";
import { decodeMpeg } from "./decodeMpeg.ts";
import { decodeOgg } from "./decodeOgg.ts";
import { decodeWav } from "./decodeWav.ts";
import { afterId3, beforeId3 } from "./id3.ts";
import { nameFormat } from "./nameFormat.ts";

/** The longest recording that is read, in minutes: a limit on memory, far above any clip. */
export const MOST_MINUTES = 30;

/** The level above which a recording, whose full scale is 1, is certainly damaged; floats and lossy formats may exceed 1 a little. */
const LOUDEST = 100;

/** The highest sample rate that is believed, in hertz: twice that of the finest recordings. */
const MOST_HERTZ = 1_536_000;

/** A decoded recording. */
export interface Recording extends AudioPiece {
  /** One line for each damaged part that was skipped; the sound is then not all that was recorded. */
  readonly remarks: readonly string[];
}

/**
 * Decodes an audio file - MP3, WAV (RF64, Wave64), FLAC, Ogg (Vorbis, Opus, FLAC), AIFF, AU or CAF - recognised by its content, not its
 * name.
 * @param file the whole file
 * @returns all channels, full scale 1
 * @throws Error, one line, if it is none of these, is damaged beyond reading, contains no sound, or is longer than 30 minutes
 */
export async function decode(file: Uint8Array): Promise<Recording> {
  return collect(file, (channels) => channels);
}

/**
 * Like `decode`, mixed down to one channel: the mean of all.
 * @param file the whole file
 * @param options further limits
 * @param options.minutes the longest recording that is read, at most 30
 * @returns samples at the file's own rate (Hz), full scale 1, with one line for each damaged part that was skipped
 * @throws Error as `decode` does
 * @example
 * import { readFileSync } from "node:fs";
 * import { decodeMono } from "../src/audio/index.ts";
 * const { sampleRate, samples } = await decodeMono(readFileSync("song.wav"));
 * [sampleRate, samples.length]; // => [22050, 88200]
 */
export async function decodeMono(
  file: Uint8Array,
  { minutes = MOST_MINUTES }: { readonly minutes?: number } = {},
): Promise<{ sampleRate: number; samples: Float32Array; remarks: readonly string[] }> {
  const { sampleRate, channels, remarks } = await collect(file, (all) => [mixDown(all)], minutes);
  return { sampleRate, samples: channels[0]!, remarks };
}

async function collect(
  file: Uint8Array,
  keep: (channels: readonly Float32Array[]) => readonly Float32Array[],
  minutes?: number,
): Promise<Recording> {
  const pieces: (readonly Float32Array[])[] = [];
  let sampleRate = 0;
  const remarks = await decodeInPieces(file, { minutes }, (piece) => {
    ({ sampleRate } = piece);
    const channels = keep(piece.channels);
    if (channels.length !== (pieces[0] ?? channels).length) throw new Error("its channels change on the way");
    pieces.push(channels);
  });
  const channels = pieces[0]!.map((_, channel) => joined(pieces.map((piece) => piece[channel]!)));
  return { sampleRate, channels, remarks };
}

/**
 * Decodes an audio file and passes on its sound piece by piece, all of it at one rate.
 * @returns one line for each damaged part that was skipped
 * @throws Error as `decode` does; a recording that is too long is refused before it is decoded where its parts can be counted (MP3, plain samples)
 */
export async function decodeInPieces(
  file: Uint8Array,
  { minutes = MOST_MINUTES }: { readonly minutes?: number | undefined },
  receive: (piece: AudioPiece) => void,
): Promise<readonly string[]> {
  if (file.length === 0) throw new Error("it is empty");
  const content = file.subarray(afterId3(file), beforeId3(file));
  const decoder = decoderOf(content);
  const remarks = new Set<string>();
  let rate = 0;
  let length = 0;
  let peak = 0;
  for await (const piece of decoder(content, (line) => remarks.add(line))) {
    const { sampleRate, channels } = piece;
    if (!(sampleRate >= 1 && sampleRate <= MOST_HERTZ)) {
      throw new Error(`its header can't be right: it states a sample rate of ${sampleRate} Hz`);
    }
    rate ||= sampleRate;
    if (sampleRate !== rate) throw new Error(`its sample rate changes from ${rate} to ${sampleRate} Hz on the way`);
    for (const channel of channels) peak = Math.max(peak, peakOf(channel));
    length += channels[0]?.length ?? 0;
    if (Math.max(length, piece.whole ?? 0) > minutes * 60 * sampleRate) {
      throw new Error(`it is longer than ${minutes} minutes: cut it into parts first`);
    }
    receive(piece);
  }
  if (peak > LOUDEST) remarks.add(`its sound reaches ${peak.toExponential(0)} times full scale`);
  if (length === 0) throw new Error("it holds no sound that can be decoded");
  return [...remarks];
}

/** Samples that are no numbers don't count. */
function peakOf(samples: Float32Array): number {
  let peak = 0;
  // By index: an iterator puts an object aside for each sample.
  for (let i = 0, { length } = samples; i < length; i++) {
    const size = Math.abs(samples[i]!);
    if (size > peak) peak = size;
  }
  return peak;
}

const DECODERS: Readonly<Record<NonNullable<ReturnType<typeof containerOf>>, Decoder>> = {
  WAV: decodeWav,
  AIFF: decodeAiff,
  FLAC: decodeFlac,
  Ogg: decodeOgg,
  AU: decodeAu,
  CAF: decodeCaf,
};

function decoderOf(file: Uint8Array): Decoder {
  const container = containerOf(file);
  if (container !== undefined) return DECODERS[container];
  const other = nameFormat(file);
  if (other !== undefined) throw new Error(other);
  return decodeMpeg;
}
