import { afterId3 } from "./id3.ts";
import { findMpegFrames } from "./mpegFrames.ts";
import { textAt } from "./textAt.ts";

/** The supported file formats with their names and extensions; the only such list. */
export const AUDIO_FORMATS = {
  MP3: { title: "MP3", extensions: [".mp3", ".mp2"] },
  WAV: { title: "WAV", extensions: [".wav", ".rf64", ".w64"] },
  FLAC: { title: "FLAC", extensions: [".flac"] },
  Ogg: { title: "Ogg (Vorbis, Opus, FLAC)", extensions: [".ogg", ".oga", ".opus"] },
  AIFF: { title: "AIFF", extensions: [".aif", ".aiff", ".aifc"] },
  AU: { title: "AU", extensions: [".au", ".snd"] },
  CAF: { title: "CAF", extensions: [".caf"] },
} as const;

export type AudioKind = keyof typeof AUDIO_FORMATS;

/** "MP3", "WAV", ..., with a container's codecs in brackets; `FORMAT_TITLES.join(", ")` for help texts and messages. */
export const FORMAT_TITLES: readonly string[] = Object.values(AUDIO_FORMATS).map(({ title }) => title);

/** File extensions of the supported formats: ".mp3", ... */
export const EXTENSIONS: readonly string[] = Object.values(AUDIO_FORMATS).flatMap(({ extensions }) => extensions);

/** How many bytes at the start of a file identify its format. */
export const SNIFFED_BYTES = 1 << 14;

/** The container format that starts this way, by its signature; undefined for MP3, which has none, and for everything else. */
export function containerOf(file: Uint8Array): Exclude<AudioKind, "MP3"> | undefined {
  const [mark, kind] = [textAt(file, 0), textAt(file, 8)];
  if (["RIFF", "RF64", "BW64"].includes(mark) && kind === "WAVE") return "WAV";
  if (mark === "riff" && textAt(file, 24) === "wave") return "WAV";
  if (mark === "FORM" && (kind === "AIFF" || kind === "AIFC")) return "AIFF";
  if (mark === "fLaC") return "FLAC";
  if (mark === "OggS") return "Ogg";
  if (mark === ".snd") return "AU";
  if (mark === "caff") return "CAF";
  return undefined;
}

/**
 * The format of an audio file that starts with these bytes, by its content alone; undefined if it isn't supported. A valid start
 * doesn't mean that the file is intact.
 * @param head the first `SNIFFED_BYTES` of the file, or all of it
 * @example
 * import { readFileSync } from "node:fs";
 * import { sniffAudio } from "../src/audio/index.ts";
 * sniffAudio(readFileSync("song.wav")); // => "WAV"
 */
export function sniffAudio(head: Uint8Array): AudioKind | undefined {
  const content = head.subarray(Math.min(afterId3(head), head.length));
  const container = containerOf(content);
  if (container !== undefined) return container;
  // A tag with a picture may be longer than the bytes examined here.
  if (textAt(head, 0, 3) === "ID3") return "MP3";
  return findMpegFrames(head) === undefined ? undefined : "MP3";
}
