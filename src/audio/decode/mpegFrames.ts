import { afterId3, beforeId3 } from "./id3.ts";
import { freeFormatLength, type MpegHeader, readMpegHeader } from "./mpegHeader.ts";
import { textAt } from "./textAt.ts";

/** The frames of an MPEG audio file that can be decoded together. */
export interface MpegFrames {
  /** The header of the first frame; all frames share its version, layer and sample rate. */
  readonly header: MpegHeader;
  /** Where each frame starts, and where it ends. */
  readonly begins: readonly number[];
  readonly ends: readonly number[];
  /** Samples to drop at the start, and the sample at which the sound ends, if an encoder's tag says so. */
  readonly skip: number;
  readonly end: number;
  /** The number of frames in the encoder's tag, if it gives one; a file with fewer is truncated. */
  readonly stated: number | undefined;
  /** Bytes that are neither frames nor tags, and in how many places. */
  readonly foreign: { readonly bytes: number; readonly places: number };
  /** Whether the headers don't give the length of their frames. */
  readonly isFreeFormat: boolean;
}

const APE_HEADER = 32;
/** A file whose number of frames exceeds the tag's by this share is several files joined, as in ffmpeg. */
const CONCATENATED = 1 / 16;

/** The delay that every decoder adds, in samples; tags count without it. */
const DECODER_DELAY = 529;

/**
 * Finds the frames of an MPEG audio file. Tags and damaged parts between frames are skipped; the frame with the encoder's tag is read
 * and skipped, because it contains no sound.
 * @returns undefined if the file has no two adjacent frames
 */
export function findMpegFrames(file: Uint8Array): MpegFrames | undefined {
  let at = afterId3(file);
  const freeLength = freeFormatLength(file, at);
  let first: MpegHeader | undefined;
  const begins: number[] = [];
  const ends: number[] = [];
  let inStep = false;
  while (at + 4 <= file.length) {
    const header = readMpegHeader(file, at, freeLength);
    const fits =
      header !== undefined &&
      at + header.length <= file.length &&
      (first === undefined || isAlike(header, first)) &&
      // Two bytes of sound can look like a header: unless the previous frame ended here, the next one must be in place too.
      (inStep || isFollowed(file, at, header, freeLength));
    if (!fits) {
      inStep = false;
      at = nextSync(file, at + 1);
      continue;
    }
    first ??= header;
    begins.push(at);
    at += header.length;
    ends.push(at);
    inStep = true;
  }
  if (first === undefined) return undefined;
  const foreign = foreignBytes(file, begins, ends);
  const tag = first.layer === 3 ? readEncoderTag(file, begins[0]!, first) : undefined;
  if (first.layer === 3) dropTags(file, first, begins, ends);
  const total = begins.length * first.samples;
  const stated = tag?.frames;
  const isOne = stated === undefined || begins.length - stated <= stated * CONCATENATED;
  const end = isOne ? Math.min(total, tag?.end ?? total) : total;
  const isFreeFormat = freeLength !== undefined;
  return { header: first, begins, ends, skip: tag?.skip ?? 0, end, stated, foreign, isFreeFormat };
}

/** Removes the silent frames with an encoder's tag: the first frame, and that of each file joined to it. */
function dropTags(file: Uint8Array, first: MpegHeader, begins: number[], ends: number[]): void {
  for (let i = begins.length - 1; i >= 0; i--) {
    if (!isTagFrame(file, begins[i]!, first)) continue;
    begins.splice(i, 1);
    ends.splice(i, 1);
  }
}

function isTagFrame(file: Uint8Array, at: number, header: MpegHeader): boolean {
  return textAt(file, at + 36) === "VBRI" || ["Xing", "Info"].includes(textAt(file, at + 4 + sideInfoLength(header)));
}

/** What is between and around the frames and isn't a tag. */
function foreignBytes(file: Uint8Array, begins: readonly number[], ends: readonly number[]): MpegFrames["foreign"] {
  let [bytes, places] = [0, 0];
  const count = (from: number, to: number): void => {
    const begin = afterTags(file, from);
    if (begin >= to) return;
    bytes += to - begin;
    places++;
  };
  let at = 0;
  for (let i = 0; i < begins.length; i++) {
    if (begins[i]! > at) count(at, begins[i]!);
    at = ends[i]!;
  }
  count(at, beforeId3(file));
  return { bytes, places };
}

/** The position after the tags (ID3v2 and APE) at `at`. */
function afterTags(file: Uint8Array, at: number): number {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let next = afterId3(file, at);
  while (textAt(file, next, 8) === "APETAGEX" && next + APE_HEADER <= file.length) {
    // The size includes the footer but not the header; a tag without a header starts with its items and has no signature there.
    next = afterId3(file, next + APE_HEADER + view.getUint32(next + 12, true));
  }
  return next;
}

function nextSync(file: Uint8Array, at: number): number {
  const found = file.indexOf(0xff, at);
  return found < 0 ? file.length : found;
}

function isAlike(a: MpegHeader, b: MpegHeader): boolean {
  return a.isMpeg1 === b.isMpeg1 && a.layer === b.layer && a.sampleRate === b.sampleRate;
}

function isFollowed(file: Uint8Array, at: number, header: MpegHeader, freeLength: number | undefined): boolean {
  const next = readMpegHeader(file, at + header.length, freeLength);
  return next !== undefined && isAlike(next, header);
}

/** Bytes of side information in a layer III frame. */
export function sideInfoLength(header: MpegHeader): number {
  if (header.isMpeg1) return header.channels === 1 ? 17 : 32;
  return header.channels === 1 ? 9 : 17;
}

interface EncoderTag {
  readonly skip: number;
  readonly end?: number;
  readonly frames?: number;
}

/** Reads the Xing, Info or VBRI tag that encoders write into a silent first frame. */
function readEncoderTag(file: Uint8Array, at: number, header: MpegHeader): EncoderTag | undefined {
  const view = new DataView(file.buffer, file.byteOffset + at, header.length);
  if (!isTagFrame(file, at, header)) return undefined;
  if (textAt(file, at + 36) === "VBRI") return { skip: 0 };
  const xing = 4 + sideInfoLength(header);
  const flags = view.getUint32(xing + 4);
  const frames = flags & 1 ? view.getUint32(xing + 8) : 0;
  const counted = frames === 0 ? {} : { frames };
  const lame = xing + 8 + (flags & 1 ? 4 : 0) + (flags & 2 ? 4 : 0) + (flags & 4 ? 100 : 0) + (flags & 8 ? 4 : 0);
  if (lame + 24 > header.length || !["LAME", "Lavf", "Lavc"].includes(textAt(file, at + lame))) {
    return { skip: 0, ...counted };
  }
  const delays = view.getUint32(lame + 21) >>> 8;
  const skip = (delays >> 12) + DECODER_DELAY;
  if (frames === 0) return { skip };
  return { skip, end: frames * header.samples - Math.max(0, (delays & 4095) - DECODER_DELAY), ...counted };
}
