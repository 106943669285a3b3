import { readSync } from "node:fs";

/** A stretch of a file that begins at a line's begin and ends behind a line end, or at the file's end. */
export interface LineWindow {
  /** The lines, from the first byte; the memory is used again for the next window. */
  readonly bytes: Buffer;
  /** How many bytes the lines take. A line feed stands behind the last line where the file ends without one. */
  readonly length: number;
  /** Whether the file ends here. */
  readonly last: boolean;
}

/** How many readable bytes stand behind the lines of a window, the first of them a line feed where the file has ended. */
const WINDOW_PADDING = 64;
/** Bytes that are read at a time. */
const WINDOW = 1 << 20;
/** Room for the begin of a line that ends in the next window. */
const USUAL_LINE = 1 << 16;

const LF = 10;
const QUOTE = 34;

/** The window that holds all of a text. */
export function wholeWindow(content: Uint8Array): LineWindow {
  const bytes = Buffer.alloc(content.length + WINDOW_PADDING);
  bytes.set(content);
  bytes[content.length] = LF;
  return { bytes, length: content.length, last: true };
}

/**
 * Reads an open file in windows of whole lines, so that memory neither grows with the file nor is touched for the first time all along
 * it, which would take longer than the reading. A file with quotes, which may hide line ends, comes in one window.
 * @param onBytes is given all bytes as they are read
 */
export function* lineWindows(file: number, onBytes: (bytes: Uint8Array) => void): Generator<LineWindow> {
  let bytes = Buffer.alloc(USUAL_LINE + WINDOW + WINDOW_PADDING);
  let length = 0;
  let whole = false;
  for (;;) {
    if (length + WINDOW + WINDOW_PADDING > bytes.length) {
      const larger = Buffer.alloc(2 * bytes.length);
      larger.set(bytes);
      bytes = larger;
    }
    const count = readSync(file, bytes, length, WINDOW, null);
    const read = bytes.subarray(length, length + count);
    onBytes(read);
    length += count;
    if (count === 0) {
      bytes[length] = LF;
      yield { bytes, length, last: true };
      return;
    }
    whole ||= read.includes(QUOTE);
    const end = whole ? 0 : bytes.lastIndexOf(LF, length - 1) + 1;
    if (end === 0) continue;
    yield { bytes, length: end, last: false };
    bytes.copyWithin(0, end, length);
    length -= end;
  }
}
