import { textAt } from "./textAt.ts";

/** Unsupported audio formats, by the signature at some place in their files. */
const FORMATS: readonly (readonly [name: string, at: number, mark: string])[] = [
  ["an MP4 file (M4A, AAC, ALAC)", 4, "ftyp"],
  ["a QuickTime film", 4, "moov"],
  ["a WMA or other Windows Media file", 0, "\x30\x26\xb2\x75"],
  ["a Monkey's Audio file", 0, "MAC "],
  ["a WavPack file", 0, "wvpk"],
  ["a Musepack file", 0, "MPCK"],
  ["a Musepack file", 0, "MP+"],
  ["a True Audio file", 0, "TTA1"],
  ["a DSD file", 0, "DSD "],
  ["a DSD file", 0, "FRM8"],
  ["a Matroska or WebM file", 0, "\x1a\x45\xdf\xa3"],
  ["an AVI film", 8, "AVI "],
  ["a Flash film", 0, "FLV\x01"],
  ["an AMR file", 0, "#!AMR"],
  ["a RealAudio file", 0, ".ra\xfd"],
  ["a RealMedia file", 0, ".RMF"],
  ["an AC-3 file", 0, "\x0b\x77"],
  ["an AAC stream", 0, "\xff\xf1"],
  ["an AAC stream", 0, "\xff\xf9"],
  ["an AAC stream", 0, "ADIF"],
];

/** Files that contain no sound themselves. */
const OTHERS: typeof FORMATS = [
  ["a MIDI file, which holds notes and no sound", 0, "MThd"],
  ["a playlist", 0, "#EXTM3U"],
  ["a playlist", 0, "[playlist]"],
  ["a Git LFS pointer, not the file itself", 0, "version https://git-lfs"],
  ["a ZIP archive", 0, "PK\x03\x04"],
  ["a gzip file", 0, "\x1f\x8b"],
  ["a 7z archive", 0, "7z\xbc\xaf"],
  ["a RAR archive", 0, "Rar!"],
  ["a PDF file", 0, "%PDF"],
  ["a PNG picture", 0, "\x89PNG"],
  ["a JPEG picture", 0, "\xff\xd8\xff"],
  ["a GIF picture", 0, "GIF8"],
  ["a web page", 0, "<!DOCTYPE"],
  ["a web page", 0, "<!doctype"],
  ["a web page", 0, "<html"],
  ["an XML file", 0, "<?xml"],
];

/**
 * What an unsupported file is, by its first bytes, and what to do about it; undefined if they don't tell.
 * @example
 * import { nameFormat } from "../src/audio/index.ts";
 * nameFormat(new TextEncoder().encode("%PDF-1.7")); // => "it is a PDF file"
 */
export function nameFormat(file: Uint8Array): string | undefined {
  const isMarked = ([, at, mark]: (typeof FORMATS)[number]): boolean => textAt(file, at, mark.length) === mark;
  const format = FORMATS.find(isMarked);
  if (format) return `it is ${format[0]}: convert it to MP3, WAV, FLAC or Ogg Vorbis first`;
  const other = OTHERS.find(isMarked);
  return other && `it is ${other[0]}`;
}
