import type { Decoder } from "./decodedAudio.ts";
import { decodeFlac } from "./decodeFlac.ts";
import { decodeMpeg } from "./decodeMpeg.ts";
import { decodeVorbis } from "./decodeVorbis.ts";
import { decodeWav } from "./decodeWav.ts";

/** The longest recording that is read, in minutes: a bound on memory, far above any clip. */
export const MOST_MINUTES = 30;

/** A recording: one channel, the mean of all that were there. */
export interface MonoAudio {
  readonly sampleRate: number;
  /** Full scale is 1. */
  readonly samples: Float32Array;
}

/**
 * Decodes an audio file - MP3, WAV, FLAC or Ogg Vorbis, told by its content, not its name - and mixes it down to one channel.
 * @param file the whole file
 * @throws Error, in one line, where it is none of these, is damaged beyond reading, holds no sound, or is longer than 30 minutes
 */
export async function decode(file: Uint8Array): Promise<MonoAudio> {
  const decoder = decoderOf(file);
  const pieces: Float32Array[] = [];
  let sampleRate = 0;
  let length = 0;
  for await (const piece of decoder(file)) {
    if (sampleRate !== 0 && piece.sampleRate !== sampleRate) {
      throw new Error(`its sample rate changes from ${sampleRate} to ${piece.sampleRate} Hz on the way`);
    }
    sampleRate = piece.sampleRate;
    const mono = mix(piece.channels);
    length += mono.length;
    if (length > MOST_MINUTES * 60 * sampleRate) {
      throw new Error(`it is longer than ${MOST_MINUTES} minutes: cut it into parts first`);
    }
    pieces.push(mono);
  }
  if (length === 0) throw new Error("it holds no sound");
  const samples = new Float32Array(length);
  let at = 0;
  for (const piece of pieces) {
    samples.set(piece, at);
    at += piece.length;
  }
  return { sampleRate, samples };
}

function decoderOf(file: Uint8Array): Decoder {
  if (file.length === 0) throw new Error("it is empty");
  const text = (begin: number, end: number): string => String.fromCharCode(...file.subarray(begin, end));
  if (text(0, 4) === "RIFF" && text(8, 12) === "WAVE") return decodeWav;
  if (text(0, 4) === "fLaC") return decodeFlac;
  if (text(0, 4) === "OggS") {
    const firstPage = text(0, 64);
    if (firstPage.includes("vorbis")) return decodeVorbis;
    if (firstPage.includes("FLAC")) return decodeFlac;
    throw new Error("it is an Ogg file of another kind than Vorbis or FLAC");
  }
  if (text(4, 8) === "ftyp") throw new Error("it is an MP4 file: convert it to MP3, WAV, FLAC or Ogg Vorbis first");
  return decodeMpeg;
}

/** The mean of the channels. */
function mix(channels: readonly Float32Array[]): Float32Array {
  const [first, second] = channels;
  if (first === undefined) return new Float32Array();
  if (channels.length === 1) return first;
  const mono = new Float32Array(first.length);
  if (channels.length === 2) {
    for (let i = 0; i < mono.length; i++) mono[i] = (first[i]! + second![i]!) / 2;
    return mono;
  }
  for (let i = 0; i < mono.length; i++) {
    let sum = 0;
    for (const channel of channels) sum += channel[i]!;
    mono[i] = sum / channels.length;
  }
  return mono;
}
