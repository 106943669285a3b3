import { type MpegHeader, readMpegHeader } from "./mpegHeader.ts";

/** The frames of an MPEG audio file that can be decoded together. */
export interface MpegFrames {
  /** The header of the first frame; all frames share its version, layer and sample rate. */
  readonly header: MpegHeader;
  /** Where each frame begins, and where it ends. */
  readonly begins: readonly number[];
  readonly ends: readonly number[];
  /** Samples to drop at the start, and the sample at which the sound ends, where an encoder's tag says so. */
  readonly skip: number;
  readonly end: number;
}

/** Samples by which every decoder delays the sound; tags count without it. */
const DECODER_DELAY = 529;

/**
 * Finds the frames of an MPEG audio file. Tags and damaged parts between frames are left out; the frame that holds the
 * encoder's tag is read and left out, as it holds no sound.
 * @returns undefined where the file holds no two neighbouring frames
 */
export function findMpegFrames(file: Uint8Array): MpegFrames | undefined {
  let at = afterId3(file);
  let first: MpegHeader | undefined;
  const begins: number[] = [];
  const ends: number[] = [];
  let inStep = false;
  while (at + 4 <= file.length) {
    const header = readMpegHeader(file, at);
    const fits =
      header !== undefined &&
      at + header.length <= file.length &&
      (first === undefined || isAlike(header, first)) &&
      // Two bytes of sound can look like a header: where the last frame did not lead here, the next must be in place too.
      (inStep || isFollowed(file, at, header));
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
  const tag = first.layer === 3 ? readEncoderTag(file, begins[0]!, first) : undefined;
  if (tag) {
    begins.shift();
    ends.shift();
  }
  const total = begins.length * first.samples;
  return { header: first, begins, ends, skip: tag?.skip ?? 0, end: Math.min(total, tag?.end ?? total) };
}

/** Where the sound begins behind the ID3v2 tags. A tag that claims to be longer than the file is not believed. */
function afterId3(file: Uint8Array): number {
  let at = 0;
  while (at + 10 <= file.length && String.fromCharCode(...file.subarray(at, at + 3)) === "ID3") {
    const [a, b, c, d] = file.subarray(at + 6, at + 10) as unknown as [number, number, number, number];
    const size = (a & 127) * 2 ** 21 + (b & 127) * 2 ** 14 + (c & 127) * 2 ** 7 + (d & 127);
    const next = at + 10 + size + (file[at + 5]! & 0x10 ? 10 : 0);
    if (next > file.length) return at + 10;
    at = next;
  }
  return at;
}

function nextSync(file: Uint8Array, at: number): number {
  const found = file.indexOf(0xff, at);
  return found < 0 ? file.length : found;
}

function isAlike(a: MpegHeader, b: MpegHeader): boolean {
  return a.isMpeg1 === b.isMpeg1 && a.layer === b.layer && a.sampleRate === b.sampleRate;
}

function isFollowed(file: Uint8Array, at: number, header: MpegHeader): boolean {
  const next = readMpegHeader(file, at + header.length);
  return next !== undefined && isAlike(next, header);
}

/** Bytes of side information in a layer III frame. */
export function sideInfoLength(header: MpegHeader): number {
  if (header.isMpeg1) return header.channels === 1 ? 17 : 32;
  return header.channels === 1 ? 9 : 17;
}

/** Reads the Xing, Info or VBRI tag that encoders write into a first frame of silence. */
function readEncoderTag(
  file: Uint8Array,
  at: number,
  header: MpegHeader,
): { readonly skip: number; readonly end?: number } | undefined {
  const view = new DataView(file.buffer, file.byteOffset + at, header.length);
  const text = (begin: number): string => String.fromCharCode(...file.subarray(at + begin, at + begin + 4));
  if (text(36) === "VBRI") return { skip: 0 };
  const xing = 4 + sideInfoLength(header);
  if (text(xing) !== "Xing" && text(xing) !== "Info") return undefined;
  const flags = view.getUint32(xing + 4);
  const frames = flags & 1 ? view.getUint32(xing + 8) : 0;
  const lame = xing + 8 + (flags & 1 ? 4 : 0) + (flags & 2 ? 4 : 0) + (flags & 4 ? 100 : 0) + (flags & 8 ? 4 : 0);
  if (lame + 24 > header.length || !["LAME", "Lavf", "Lavc"].includes(text(lame))) return { skip: 0 };
  const delays = view.getUint32(lame + 21) >>> 8;
  const skip = (delays >> 12) + DECODER_DELAY;
  if (frames === 0) return { skip };
  return { skip, end: frames * header.samples - Math.max(0, (delays & 4095) - DECODER_DELAY) };
}
