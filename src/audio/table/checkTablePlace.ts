import { closeSync, openSync, readSync, realpathSync, statfsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { AudioError } from "../audioError.ts";
import { printable } from "../printable.ts";
import type { AudioFile } from "./audioFile.ts";

/** Bytes per row in the table, and as many in the journal, generously estimated. */
const ROW_BYTES = 1400;
/** The expected number of rows of a file that is divided into segments. */
const SEGMENTS = 10;
/** The most characters of a row's name in a message. */
const MOST_SHOWN = 200;

/** A file that produces rows of a table; without a path if they are already extracted. */
type RowSource = Pick<AudioFile, "name"> & Partial<Pick<AudioFile, "path" | "address">>;

/**
 * Rejects a place for a table where something would be lost: a folder, an audio file that is to be read, a file that isn't a table of
 * these files, a disk without room.
 * @param header the first line that the table will have
 * @param place what is known of the place
 * @param place.mayHoldOthers whether a table of this kind may be replaced even if it has rows of other files
 * @param place.journal where rows are kept until the table is written; what is there already needs no more room
 * @throws AudioError, one line
 */
export function checkTablePlace(
  path: string,
  files: readonly RowSource[],
  header: string,
  hasSegments: boolean,
  {
    mayHoldOthers = false,
    journal = `${path}.journal`,
  }: { readonly mayHoldOthers?: boolean | undefined; readonly journal?: string } = {},
): void {
  const refuse = (problem: string): never => {
    throw new AudioError(`${path}: ${problem}`);
  };
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) refuse("it is a folder: name a file for the table");
  if (stats && !stats.isFile()) refuse("it is no file that a table can be written to");
  if (stats) {
    const real = realpathSync(path);
    const input = files.find((file) => file.path && !file.address && realPathOf(file.path) === real);
    if (input) refuse("it is one of the audio files to be read: name another file for the table");
    const other =
      stats.size > 0 ? foreignContent(path, mayHoldOthers ? undefined : files, header, hasSegments) : undefined;
    if (other !== undefined) refuse(`it ${other} and would be lost: name another file for the table, or move that one`);
  }
  const { blocks, bavail, bsize } = statfsSync(dirname(path));
  const table = files.length * (hasSegments ? SEGMENTS : 1) * ROW_BYTES;
  const needed = table + Math.max(0, table - (statSync(journal, { throwIfNoEntry: false })?.size ?? 0));
  if (blocks > 0 && bavail * bsize < needed) {
    refuse(`its disk has ${megabytes(bavail * bsize)} MB left; about ${megabytes(needed)} MB are needed`);
  }
}

/** What a file contains other than a table of this kind, or rows of other files; undefined if it is such a table. */
function foreignContent(
  path: string,
  files: readonly RowSource[] | undefined,
  header: string,
  hasSegments: boolean,
): string | undefined {
  const wanted = Buffer.from(`${header}\n`);
  if (!wanted.equals(firstBytes(path, wanted.length))) return "is no table of this kind";
  if (files === undefined) return undefined;
  const names = new Set(files.map(({ name }) => name));
  for (const filename of firstFields(path, wanted.length)) {
    const name = hasSegments ? filename.replace(/^\d+-/, "") : filename;
    if (!names.has(name)) return `holds rows of other files ("${printable(filename.slice(0, MOST_SHOWN))}")`;
  }
  return undefined;
}

/** Undefined for a file that is gone since it was found. */
function realPathOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function firstBytes(path: string, count: number): Buffer {
  const descriptor = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(count);
    return bytes.subarray(0, readSync(descriptor, bytes));
  } finally {
    closeSync(descriptor);
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toLocaleString("en", { maximumFractionDigits: bytes < 1e7 ? 1 : 0 });
}

/** Bytes read at a time. */
const PIECE = 1 << 20;
/** A field that goes on for so many pieces is no name: a quote is missing somewhere. */
const MOST_PIECES = 2;
const [LF, CR, QUOTE, COMMA] = [10, 13, 34, 44];

/**
 * The first field of each row of a CSV file. Memory doesn't grow with the file.
 * @param from the byte at which the first row begins
 * @returns fields without their quotes; one that has no end is cut off, and the last
 */
export function* firstFields(path: string, from: number): Generator<string> {
  const descriptor = openSync(path, "r");
  try {
    const memory = Buffer.alloc(PIECE);
    const field: Buffer[] = [];
    let [isFirst, isQuoted] = [true, false];
    for (let at = from, count; (count = readSync(descriptor, memory, 0, PIECE, at)) > 0; at += count) {
      const piece = memory.subarray(0, count);
      let [begin, quote] = [0, -1];
      for (let i = 0; i < count; i++) {
        if (!isFirst && !isQuoted) {
          // Only a quote or the row's end matters.
          if (quote < i) quote = placeOf(QUOTE, piece, i);
          i = Math.min(quote, placeOf(LF, piece, i));
        }
        const byte = piece[i];
        if (byte === QUOTE) isQuoted = !isQuoted;
        if (isQuoted) continue;
        if (isFirst && (byte === COMMA || byte === CR || byte === LF)) {
          isFirst = false;
          field.push(piece.subarray(begin, i));
          yield textOf(field.splice(0));
        }
        if (byte === LF) [isFirst, begin] = [true, i + 1];
      }
      if (isFirst && begin < count) field.push(Buffer.from(piece.subarray(begin)));
      if (field.length > MOST_PIECES) break;
    }
    if (field.length > 0) yield textOf(field);
  } finally {
    closeSync(descriptor);
  }
}

/** Where a byte is found from `i` on, or the end. */
function placeOf(byte: number, piece: Buffer, i: number): number {
  const place = piece.indexOf(byte, i);
  return place < 0 ? piece.length : place;
}

function textOf(field: readonly Buffer[]): string {
  const text = Buffer.concat(field).toString("utf8");
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
}
