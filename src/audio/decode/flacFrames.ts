import { textAt } from "./textAt.ts";

/** What precedes the frames of a FLAC file. */
export interface FlacStart {
  /** Where the frames start. */
  readonly begin: number;
  /** Samples in the whole recording; 0 if the encoder didn't know. */
  readonly samples: number;
}

/** How many possible ends are tried for a frame, because sound can look like the next header. */
const MOST_ENDS = 16;

/** Reads the metadata before the frames (RFC 9639, section 8). */
export function readFlacStart(file: Uint8Array): FlacStart {
  if (textAt(file, 0) !== "fLaC") throw new Error("it lacks its beginning");
  let samples = 0;
  for (let at = 4; at + 4 <= file.length;) {
    const [type, a, b, c] = file.subarray(at, at + 4) as unknown as [number, number, number, number];
    const size = (a << 16) | (b << 8) | c;
    if ((type & 127) === 0 && at + 22 <= file.length) {
      const view = new DataView(file.buffer, file.byteOffset + at, 22);
      samples = (view.getUint8(17) & 15) * 2 ** 32 + view.getUint32(18);
    }
    at += 4 + size;
    if (type & 128) return { begin: at, samples };
  }
  throw new Error("it is cut off before its sound begins");
}

/**
 * The frames of a FLAC file, delimited by their checksums. Damaged ones are skipped; the last one is returned whatever its checksum, as
 * a tag may follow it.
 */
export function* flacFrames(file: Uint8Array, begin: number): Generator<Uint8Array | undefined> {
  const headers = headersOf(file, begin);
  for (let i = 0; i < headers.length;) {
    const last = Math.min(headers.length, i + MOST_ENDS);
    const next = i + 1 + sumsUp(file, headers.slice(i, last + 1), last === headers.length);
    if (next === i) {
      yield last === headers.length && i === headers.length - 1 ? file.subarray(headers[i]) : undefined;
      i++;
    } else {
      yield file.subarray(headers[i], headers[next] ?? file.length);
      i = next;
    }
  }
}

/** Which of the places after the first one ends a frame that starts there: the first up to which the checksum comes to 0; -1 for none. */
function sumsUp(file: Uint8Array, places: readonly number[], reachesEnd: boolean): number {
  const ends = [...places.slice(1), ...(reachesEnd ? [file.length] : [])];
  let sum = 0;
  let at = places[0]!;
  for (const [i, end] of ends.entries()) {
    for (; at < end; at++) sum = ((sum << 8) & 0xffff) ^ CRC16[(sum >> 8) ^ file[at]!]!;
    if (sum === 0) return i;
  }
  return -1;
}

/** The places that look like a frame header, by signature and checksum. */
function headersOf(file: Uint8Array, begin: number): number[] {
  const headers: number[] = [];
  for (let at = file.indexOf(0xff, begin); at >= 0; at = file.indexOf(0xff, at + 1)) {
    if (isHeader(file, at)) headers.push(at);
  }
  return headers;
}

function isHeader(file: Uint8Array, at: number): boolean {
  if ((file[at + 1]! & 0xfe) !== 0xf8) return false;
  const [sizes, kinds, number] = [file[at + 2]!, file[at + 3]!, file[at + 4]!];
  const [blockCode, rateCode] = [sizes >> 4, sizes & 15];
  if (blockCode === 0 || rateCode === 15 || kinds >> 4 > 10 || (kinds & 1) !== 0) return false;
  // The frame's number, encoded like a UTF-8 character.
  const length = number < 0x80 ? 1 : Math.clz32(~(number << 24));
  let end = at + 4 + length;
  end += blockCode === 6 ? 1 : blockCode === 7 ? 2 : 0;
  end += rateCode === 12 ? 1 : rateCode > 12 ? 2 : 0;
  if (end >= file.length) return false;
  let sum = 0;
  for (let i = at; i < end; i++) sum = CRC8[sum ^ file[i]!]!;
  return sum === file[end];
}

const CRC8 = Uint8Array.from({ length: 256 }, (_, byte) => remainder(byte, 8, 0x07));
const CRC16 = Uint16Array.from({ length: 256 }, (_, byte) => remainder(byte << 8, 16, 0x8005));

function remainder(value: number, bits: number, polynomial: number): number {
  for (let i = 0; i < 8; i++) value = (value << 1) ^ ((value >> (bits - 1)) & 1 ? polynomial : 0);
  return value & (2 ** bits - 1);
}
