import type { FoundAudio } from "./findAudio.ts";

/**
 * One line about audio files in unsupported formats, and what to do with them.
 * @example
 * import { othersInWords } from "../src/audio/index.ts";
 * othersInWords(new Map([[".m4a", 2]])).slice(0, 47); // => "files in formats that are not read: 2 .m4a; con"
 */
export function othersInWords(others: FoundAudio["others"]): string {
  const list = [...others].map(([extension, count]) => `${count} ${extension}`).join(", ");
  return `files in formats that are not read: ${list}; convert them to MP3, WAV, FLAC or Ogg Vorbis first`;
}
