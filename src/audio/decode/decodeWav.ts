import type { AudioPiece, Remark } from "./decodedAudio.ts";
import { decodeMpeg } from "./decodeMpeg.ts";
import { isReadable, type PcmLayout, readPcm } from "./pcm/readPcm.ts";
import { checkRest, type Chunks, chunksFollow } from "./pcm/checkRest.ts";
import { soundEnd } from "./pcm/soundEnd.ts";
import { textAt } from "./textAt.ts";

const PCM = 1;
const FLOAT = 3;
const ALAW = 6;
const MULAW = 7;
const MPEG = 0x50;
const MP3 = 0x55;
const EXTENSIBLE = 0xfffe;
/** What streams and recorders write for a length they don't know yet. */
const UNKNOWN_LENGTH = 0xffffffff;

/** Wave64 has GUIDs in place of WAV's four letters; all of them start with those letters, and "riff" ends differently from the rest. */
const W64_HEADER = 24;

type WavFormat = PcmLayout | "mpeg";

/** A chunk, and where the next one starts. */
interface Chunk {
  readonly id: string;
  readonly begin: number;
  /** Bytes as stated in the file; Infinity if it doesn't know. */
  readonly size: number;
  readonly next: number;
}

/**
 * Reads a WAV file, including RF64 and BW64 (over 4 GiB) and Sony's Wave64: PCM of 8 to 32 bits in any container, float of 32 or 64,
 * A-law, mu-law or MPEG audio; any rate and number of channels, plain or extensible. If the data's length is unknown (a stream) or 0 (a
 * recorder that was killed), the file is read to its end.
 * @throws Error that says what is wrong with the file
 */
export async function* decodeWav(file: Uint8Array, remark: Remark): AsyncGenerator<AudioPiece> {
  let format: WavFormat | undefined;
  for (const { id, begin, size, next } of chunksOf(file, remark)) {
    if (id === "fmt ") format = readFormat(file, begin, size, remark);
    if (id !== "data") continue;
    if (format === undefined) throw new Error("its data chunk comes before any fmt chunk");
    const end = soundEnd(file, begin, size, remark);
    if (format === "mpeg") yield* decodeMpeg(file.subarray(begin, end), remark);
    else yield* readPcm(file, begin, end, format);
    if (size !== Infinity) checkRest(file, next, remark, chunksOfFile(file));
    return;
  }
  throw new Error(format ? "it has no data chunk" : "it has no fmt chunk");
}

function* chunksOf(file: Uint8Array, remark: Remark): Generator<Chunk> {
  const isLong = isW64(file);
  let longSize: number | undefined;
  for (let at = isLong ? 2 * W64_HEADER - 8 : 12; at + (isLong ? W64_HEADER : 8) <= file.length;) {
    const chunk = isLong ? readW64Chunk(file, at) : readChunk(file, at, longSize);
    if (chunk.id === "ds64" && chunk.begin + 16 <= file.length) longSize = readLength(file, chunk.begin + 8);
    if (chunk.id === "data" && chunk.size === 0 && !chunksFollow(file, chunk.next, chunksOfFile(file))) {
      remark(
        "its header says that it holds no sound, as where a recorder was killed: it is read to the end of the file",
      );
      yield { ...chunk, size: Infinity };
    } else yield chunk;
    at = chunk.next;
  }
}

function readChunk(file: Uint8Array, at: number, longSize: number | undefined): Chunk {
  const id = textAt(file, at);
  const stated = viewOf(file).getUint32(at + 4, true);
  const size = stated !== UNKNOWN_LENGTH ? stated : id === "data" ? (longSize ?? Infinity) : Infinity;
  // Chunks are padded to an even length.
  return { id, begin: at + 8, size, next: at + 8 + size + (size & 1) };
}

function readW64Chunk(file: Uint8Array, at: number): Chunk {
  const whole = readLength(file, at + 16);
  if (whole < W64_HEADER) throw new Error("a chunk of it is shorter than its own header");
  return {
    id: textAt(file, at),
    begin: at + W64_HEADER,
    size: whole - W64_HEADER,
    next: at + 8 * Math.ceil(whole / 8),
  };
}

/** A 64-bit length; impossible ones become Infinity. */
function readLength(file: Uint8Array, at: number): number {
  const view = viewOf(file);
  const high = view.getUint32(at + 4, true);
  return high >= 0x7fffffff ? Infinity : high * 2 ** 32 + view.getUint32(at, true);
}

function chunksOfFile(file: Uint8Array): Chunks {
  if (isW64(file)) {
    const sizeOf = (at: number): number => Math.max(W64_HEADER, readLength(file, at + 16));
    return { header: W64_HEADER, nextOf: (at) => at + 8 * Math.ceil(sizeOf(at) / 8) };
  }
  return { header: 8, nextOf: (at) => readChunk(file, at, undefined).next };
}

function isW64(file: Uint8Array): boolean {
  return textAt(file, 0) === "riff";
}

function readFormat(file: Uint8Array, at: number, size: number, remark: Remark): WavFormat {
  if (size < 16 || at + size > file.length) throw new Error("its fmt chunk is cut off");
  const view = viewOf(file);
  const tag = view.getUint16(at, true);
  const isExtensible = tag === EXTENSIBLE && size >= 40;
  // The extension gives the real coding in the first two bytes of its sub-format.
  const format = isExtensible ? view.getUint16(at + 24, true) : tag;
  if (format === MP3 || format === MPEG) return "mpeg";
  const channels = view.getUint16(at + 2, true);
  const bits = view.getUint16(at + 14, true);
  if (channels === 0) throw new Error("its fmt chunk says it has no channels");
  const coding = codingOf(format, bits);
  const least = Math.ceil(bits / 8);
  // Samples may be in larger containers than they need: 24 bits in 4 bytes.
  const bytes = (view.getUint16(at + 12, true) || channels * least) / channels;
  if (coding === undefined || least === 0) {
    throw new Error(
      `its samples are coded as format ${format} with ${bits} bits; PCM, float, A-law, mu-law and MPEG are read`,
    );
  }
  if (bytes < least || !isReadable(coding, bytes)) {
    throw new Error(`its fmt chunk can't be right: ${channels} samples of ${bits} bits in ${channels * bytes} bytes`);
  }
  const [sampleRate, byteRate] = [view.getUint32(at + 4, true), view.getUint32(at + 8, true)];
  if (byteRate !== 0 && byteRate !== sampleRate * channels * bytes) {
    remark(`its header contradicts itself: ${sampleRate} Hz are not ${byteRate} bytes a second`);
  }
  return { coding, bytes, channels, sampleRate, isLittleEndian: true };
}

function codingOf(format: number, bits: number): PcmLayout["coding"] | undefined {
  if (format === PCM && bits <= 32) return bits <= 8 ? "unsigned" : "signed";
  if (format === FLOAT && (bits === 32 || bits === 64)) return "float";
  if (bits !== 8) return undefined;
  return format === ALAW ? "alaw" : format === MULAW ? "mulaw" : undefined;
}

function viewOf(file: Uint8Array): DataView {
  return new DataView(file.buffer, file.byteOffset, file.byteLength);
}
