import { randomUUID } from "node:crypto";
import { closeSync, fstatSync, futimesSync, openSync, readSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
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

/** Writes an entry so that the file is whole or absent: beside it, then renamed. */
export function writeEntry(file: string, about: unknown, lists: readonly ArrayBufferView[]): void {
  const head: Head = { about, lists: lists.map(({ byteLength }) => byteLength) };
  const parts = [Buffer.from(JSON.stringify(head)), ...lists.map(bytesOf)];
  const start = Buffer.alloc(START);
  MAGIC.copy(start);
  start.writeUInt32LE(
    parts.reduce((sum, part) => crc32(part, sum), 0),
    MAGIC.length,
  );
  start.writeUInt32LE(parts[0]!.length, MAGIC.length + 4);

  const temporary = temporaryName(file);
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

/** The name of a file beside an entry that is being written. */
function temporaryName(file: string): string {
  return join(dirname(file), `${basename(file)}.${randomUUID()}.tmp`);
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
    if (at + lists.reduce((total, bytes) => total + Math.max(0, bytes), 0) !== size) throw new Error(`${file} is cut off`);
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
  for (let at = 0; at < bytes.length; ) {
    const count = readSync(file, bytes, at, Math.min(PIECE, bytes.length - at), from + at);
    if (count === 0) throw new Error("the file ends too early");
    sum = crc32(bytes.subarray(at, at + count), sum);
    at += count;
  }
  return sum;
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
