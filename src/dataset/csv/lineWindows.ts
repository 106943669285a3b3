import { readSync } from "node:fs";

/** A part of a file that starts at the start of a line and ends after a line end, or at the end of the file. */
export interface LineWindow {
  /** The lines, from the first byte; the memory is reused for the next window. */
  readonly bytes: Buffer;
  /** The length of the lines in bytes. If the file doesn't end in a line end, a line feed follows the last line. */
  readonly length: number;
  /** Whether the file ends here. */
  readonly last: boolean;
}

/** How many readable bytes follow the lines of a window; at the end of the file, the first is a line feed. */
const WINDOW_PADDING = 64;
/** Bytes to read at a time. */
const WINDOW = 1 << 20;
/** Room for the start of a line that ends in the next window. */
const USUAL_LINE = 1 << 16;

const LF = 10;
const QUOTE = 34;

/** A single window with the whole text. */
export function wholeWindow(content: Uint8Array): LineWindow {
  const bytes = Buffer.alloc(content.length + WINDOW_PADDING);
  bytes.set(content);
  bytes[content.length] = LF;
  return { bytes, length: content.length, last: true };
}

/**
 * Reads an open file in windows of whole lines. Memory use doesn't grow with the file, and no fresh memory is touched for each part of
 * it, which would take longer than reading. A file with quotes, which may hide line ends, comes as one window.
 * @param onBytes receives all bytes as they are read
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
