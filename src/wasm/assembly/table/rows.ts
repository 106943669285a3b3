import { readNumber } from "./decimals";

const COMMA: u32 = 44;
const QUOTE: u32 = 34;
const BLANK: u32 = 32;
const LF: u32 = 10;
const CR: u32 = 13;

/** What a column holds: numbers, texts whose place is wanted, or texts that are stepped over. */
const NUMBER: u32 = 1;
const TEXT: u32 = 2;

/** Where the text of the field read last stands, and its hash. */
let textStart: usize = 0;
let textEnd: usize = 0;
let textHash: u32 = 0;

/**
 * Scans up to `maxRows` lines from `start`, all of which must begin before `end`. Stops before a line with a field that is
 * declined, or with another number of fields than `columns`.
 * @param kinds what each column holds, one byte a column
 * @param values gets the numbers, row after row
 * @param texts gets of each row four bytes with the line's begin, and for each text 12 bytes: its begin, its end, its hash
 * @param origin what places of lines and texts are counted from
 * @param endAt gets the address behind the last line scanned
 * @returns how many lines were scanned
 */
export function scanRows(
  start: usize,
  end: usize,
  kinds: usize,
  columns: i32,
  values: usize,
  texts: usize,
  origin: usize,
  maxRows: i32,
  endAt: usize,
): i32 {
  let line = start;
  let rows = 0;
  while (rows < maxRows && line < end) {
    let at = line;
    let column = 0;
    store<u32>(texts, <u32>(line - origin));
    let text = texts + 4;
    let value = values;
    for (; column < columns; column++) {
      const kind = <u32>load<u8>(kinds + column);
      if (kind === NUMBER) {
        const length = readNumber(at, value);
        if (length === 0) break;
        at += length;
        value += 8;
      } else {
        const fieldEnd = readText(at);
        if (fieldEnd === 0) break;
        at = fieldEnd;
        if (kind === TEXT) {
          store<u32>(text, <u32>(textStart - origin));
          store<u32>(text, <u32>(textEnd - origin), 4);
          store<u32>(text, textHash, 8);
          text += 12;
        }
      }
      if ((<u32>load<u8>(at++) === COMMA) === (column === columns - 1)) break;
    }
    if (column < columns) break;
    if (<u32>load<u8>(at - 1) === CR && <u32>load<u8>(at) === LF) at++;
    line = at;
    values = value;
    texts = text;
    rows++;
  }
  store<u32>(endAt, <u32>line);
  return rows;
}

/**
 * Finds the text of a field whose bytes are its text, but for quotes around it: ASCII without control characters, doubled quotes and
 * outer blanks.
 * @returns the address behind the field, at a comma or line end, or 0 where it is declined
 */
function readText(begin: usize): usize {
  const quoted = <u32>load<u8>(begin) === QUOTE;
  const first = begin + <usize>quoted;
  // FNV-1a
  let hash: u32 = 0x811c9dc5;
  let at = first;
  for (; ; at++) {
    const byte = <u32>load<u8>(at);
    if (quoted ? byte === QUOTE : byte === COMMA || byte === LF || byte === CR) break;
    if (byte - BLANK >= 128 - BLANK) return 0;
    hash = (hash ^ byte) * 0x01000193;
  }
  if (at > first && (<u32>load<u8>(first) === BLANK || <u32>load<u8>(at - 1) === BLANK)) return 0;
  textStart = first;
  textEnd = at;
  textHash = hash;
  if (!quoted) return at;
  const delimiter = <u32>load<u8>(at + 1);
  return delimiter === COMMA || delimiter === LF || delimiter === CR ? at + 1 : 0;
}
