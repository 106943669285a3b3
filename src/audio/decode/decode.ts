import { mixDown } from "../mixDown.ts";
import type { AudioPiece, Decoder } from "./decodedAudio.ts";
import { decodeFlac } from "./decodeFlac.ts";
import { decodeMpeg } from "./decodeMpeg.ts";
import { decodeVorbis } from "./decodeVorbis.ts";
import { decodeWav } from "./decodeWav.ts";

/** The longest recording that is read, in minutes: a bound on memory, far above any clip. */
export const MOST_MINUTES = 30;

/**
 * Decodes an audio file - MP3, WAV, FLAC or Ogg Vorbis, told by its content, not its name.
 * @param file the whole file
 * @returns all channels, full scale 1
 * @throws Error, in one line, where it is none of these, is damaged beyond reading, holds no sound, or is longer than 30 minutes
 */
export async function decode(file: Uint8Array): Promise<AudioPiece> {
  return collect(file, (channels) => channels);
}

/** As `decode`, mixed down to one channel: the mean of all. `minutes`: the longest recording, where it is to be shorter. */
export async function decodeMono(
  file: Uint8Array,
  { minutes = MOST_MINUTES }: { readonly minutes?: number } = {},
): Promise<{ sampleRate: number; samples: Float32Array }> {
  const { sampleRate, channels } = await collect(file, (all) => [mixDown(all)], minutes);
  return { sampleRate, samples: channels[0]! };
}

async function collect(
  file: Uint8Array,
  keep: (channels: readonly Float32Array[]) => readonly Float32Array[],
  minutes = MOST_MINUTES,
): Promise<AudioPiece> {
  const decoder = decoderOf(file);
  const pieces: (readonly Float32Array[])[] = [];
  let sampleRate = 0;
  let length = 0;
  for await (const piece of decoder(file)) {
    if (sampleRate !== 0 && piece.sampleRate !== sampleRate) {
      throw new Error(`its sample rate changes from ${sampleRate} to ${piece.sampleRate} Hz on the way`);
    }
    sampleRate = piece.sampleRate;
    const channels = keep(piece.channels);
    if (channels.length !== (pieces[0] ?? channels).length) throw new Error("its channels change on the way");
    length += channels[0]?.length ?? 0;
    if (length > minutes * 60 * sampleRate) {
      throw new Error(`it is longer than ${minutes} minutes: cut it into parts first`);
    }
    pieces.push(channels);
  }
  if (length === 0) throw new Error("it holds no sound that can be decoded");
  return { sampleRate, channels: pieces[0]!.map((_, channel) => joined(pieces, channel, length)) };
}

function joined(pieces: readonly (readonly Float32Array[])[], channel: number, length: number): Float32Array {
  const samples = new Float32Array(length);
  let at = 0;
  for (const piece of pieces) {
    samples.set(piece[channel]!, at);
    at += piece[channel]!.length;
  }
  return samples;
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
