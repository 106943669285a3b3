import { randomUUID } from "node:crypto";
import { closeSync, fstatSync, futimesSync, openSync, readSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { crc32 } from "node:zlib";

/*
 * An entry: 8 bytes that name the format, CRC-32 of all that follows the length, length of the head, the head as JSON, then the
 * lists' bytes, one after the other. All numbers stand as this machine keeps them.
 */
const MAGIC = Buffer.from("MGCTABLE");
const START = MAGIC.length + 8;
/** Read and summed by the piece: what is summed is then still in the processor's cache. */
const PIECE = 1 << 20;

interface Head {
  readonly about: unknown;
  /** The number of bytes of each list. */
  readonly lists: readonly number[];
}

/** What an entry holds: something that JSON can hold, and lists of bytes, each in memory of its own. */
export interface Entry {
  readonly about: unknown;
  readonly lists: readonly ArrayBuffer[];
}

/**
 * Writes an entry so that the file is whole or absent: beside it, then renamed.
 * @throws Error where that can't be done, or where the file would have more bytes than `largest`
 */
export function writeEntry(file: string, about: unknown, lists: readonly ArrayBufferView[], largest = Infinity): void {
  const head: Head = { about, lists: lists.map(({ byteLength }) => byteLength) };
  const parts = [Buffer.from(JSON.stringify(head)), ...lists.map(bytesOf)];
  const size = parts.reduce((sum, { length }) => sum + length, START);
  if (size > largest) throw new RangeError(`${file} would have ${size} bytes`);
  const start = Buffer.alloc(START);
  MAGIC.copy(start);
  start.writeUInt32LE(parts.reduce(sumUpTo, 0), MAGIC.length);
  start.writeUInt32LE(parts[0]!.length, MAGIC.length + 4);

  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    const written = openSync(temporary, "wx");
    try {
      for (const part of [start, ...parts]) writeFileSync(written, part);
    } finally {
      closeSync(written);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * Reads an entry and marks it as just used.
 * @throws Error where it is not there, can't be read, or isn't to the last bit what was written
 */
export function readEntry(file: string): Entry {
  const opened = openSync(file, "r");
  try {
    const start = Buffer.alloc(START);
    const { size } = fstatSync(opened);
    fill(opened, start, 0, 0);
    if (!start.subarray(0, MAGIC.length).equals(MAGIC)) throw new Error(`${file} is no table`);
    const headLength = start.readUInt32LE(MAGIC.length + 4);
    if (START + headLength > size) throw new Error(`${file} is cut off`);
    const json = Buffer.alloc(headLength);
    let sum = fill(opened, json, START, 0);
    const { about, lists } = JSON.parse(json.toString()) as Head;
    let at = START + headLength;
    // No more memory is asked for than the file has bytes.
    if (at + lists.reduce((total, bytes) => total + Math.max(0, bytes), 0) !== size)
      throw new Error(`${file} is cut off`);
    const read = lists.map((bytes) => {
      const list = new ArrayBuffer(bytes);
      sum = fill(opened, new Uint8Array(list), at, sum);
      at += bytes;
      return list;
    });
    if (sum !== start.readUInt32LE(MAGIC.length)) throw new Error(`${file} is damaged`);
    markUsed(opened);
    return { about, lists: read };
  } finally {
    closeSync(opened);
  }
}

/** Fills `bytes` from a place in the file on. @returns their CRC-32, as what follows bytes with the sum `sum` */
function fill(file: number, bytes: Uint8Array, from: number, sum: number): number {
  for (let at = 0; at < bytes.length;) {
    const count = readSync(file, bytes, at, Math.min(PIECE, bytes.length - at), from + at);
    if (count === 0) throw new Error("the file ends too early");
    sum = sumUpTo(sum, bytes.subarray(at, at + count));
    at += count;
  }
  return sum;
}

/** The CRC-32 of bytes that follow others with the sum `sum`. */
function sumUpTo(sum: number, bytes: Uint8Array): number {
  // Node gives 0 for no bytes, whatever stood before them.
  return bytes.length === 0 ? sum : crc32(bytes, sum);
}

/** The time of the last change tells what was used last; times of access are often not kept. */
function markUsed(file: number): void {
  const now = new Date();
  try {
    futimesSync(file, now, now);
  } catch {
    // A cache that may be read only: whoever may write there removes old entries in the order in which they were written.
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
