import { closeSync, openSync, readSync } from "node:fs";

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
