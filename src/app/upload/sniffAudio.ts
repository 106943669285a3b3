import { findMpegFrames } from "../../audio/index.ts";

export type AudioKind = "WAV" | "AIFF" | "AU" | "CAF" | "FLAC" | "Ogg" | "MP3";

/** Bytes at the start of a file that tell its kind. */
export const SNIFFED_BYTES = 1 << 14;

/**
 * What kind of audio file begins so, told by its content alone; undefined where it is none that can be read. That a file begins
 * rightly does not say that it is sound.
 * @param head the first `SNIFFED_BYTES` of the file, or all of it
 */
export function sniffAudio(head: Uint8Array): AudioKind | undefined {
  const text = (begin: number, end: number): string => String.fromCharCode(...head.subarray(begin, end));
  if (["RIFF", "RF64", "BW64"].includes(text(0, 4)) && text(8, 12) === "WAVE") return "WAV";
  if (text(0, 4) === "riff" && text(24, 28) === "wave") return "WAV";
  if (text(0, 4) === "FORM" && ["AIFF", "AIFC"].includes(text(8, 12))) return "AIFF";
  if (text(0, 4) === ".snd") return "AU";
  if (text(0, 4) === "caff") return "CAF";
  if (text(0, 4) === "fLaC") return "FLAC";
  if (text(0, 4) === "OggS") return "Ogg";
  // A tag with a picture may be longer than what is looked at here.
  if (text(0, 3) === "ID3") return "MP3";
  return findMpegFrames(head) === undefined ? undefined : "MP3";
}
