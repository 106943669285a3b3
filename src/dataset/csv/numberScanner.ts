import { roundDecimal, roundFixed } from "./roundDecimal.ts";

const POINT = 46;
const MINUS = 45;
const PLUS = 43;
const COMMA = 44;
const ZERO = 48;
const LF = 10;
const CR = 13;
const LOWER_E = 101;
const UPPER_E = 69;
const FOUR_ZEROS = 0x30303030;
const TEN_TO_THE = Int32Array.of(1, 10, 100, 1000);
/** Digits that fit in an int32. */
const HALF = 9;
/** How many decimals after the first eight can be exact in the computation below. */
const MAX_DECIMALS = 14;

/**
 * Scans decimal numbers in bytes without creating strings, rounded exactly as by `Number()` and C's `strtod` (see `roundDecimal`). It
 * declines numbers with more than 18 significant digits or too close to a rounding boundary.
 */
export class NumberScanner {
  /** Where the last scanned fields ended: at the comma or line end after them. */
  end = 0;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;

  /** @param bytes lines that end in a line end, followed by 32 bytes of anything, because digits are read four at a time */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /**
   * Scans up to `count` comma-separated numbers from `start` into `values`, beginning at `slot`. Stops before a field that it declines,
   * and at a line end; `end` then says where.
   * @returns how many numbers were scanned; all are finite
   */
  scan(start: number, count: number, values: Float64Array, slot: number): number {
    const bytes = this.#bytes;
    const view = this.#view;
    this.end = start;
    let begin = start;
    for (let scanned = 0; scanned < count; scanned++) {
      // The usual form, -123.12345678 with up to nine more decimals, is read four digits at a time.
      let at = begin;
      const negative = bytes[at] === MINUS;
      if (negative) at++;
      let whole = 0;
      let digits = view.getInt32(at, true) ^ FOUR_ZEROS;
      let others = nonDigits(digits);
      if (others === 0) {
        whole = fourDigits(digits);
        at += 4;
        digits = view.getInt32(at, true) ^ FOUR_ZEROS;
        others = nonDigits(digits);
      }
      let length = leadingDigits(others);
      whole = Math.imul(whole, TEN_TO_THE[length]!) + firstDigits(digits, length);
      at += length;
      let usual = others !== 0 && bytes[at] === POINT;

      digits = view.getInt32(at + 1, true) ^ FOUR_ZEROS;
      const next = view.getInt32(at + 5, true) ^ FOUR_ZEROS;
      usual = usual && (nonDigits(digits) | nonDigits(next)) === 0;
      const upper = whole * 1e8 + (Math.imul(fourDigits(digits), 10_000) + fourDigits(next));
      at += 9;

      let lower = 0;
      let decimals = 0;
      digits = view.getInt32(at, true) ^ FOUR_ZEROS;
      others = nonDigits(digits);
      while (others === 0 && decimals < MAX_DECIMALS) {
        lower = lower * 1e4 + fourDigits(digits);
        decimals += 4;
        at += 4;
        digits = view.getInt32(at, true) ^ FOUR_ZEROS;
        others = nonDigits(digits);
      }
      length = leadingDigits(others);
      lower = lower * TEN_TO_THE[length]! + firstDigits(digits, length);
      decimals += length;
      at += length;
      const delimiter = bytes[at]!;
      usual = usual && decimals <= MAX_DECIMALS && (delimiter === COMMA || delimiter === LF || delimiter === CR);

      const value = usual ? roundFixed(upper, lower, decimals) : NaN;
      if (value === value) {
        values[slot + scanned] = negative ? -value : value;
        this.end = at;
      } else if (!this.#scanOne(begin, values, slot + scanned)) {
        return scanned;
      }
      if (bytes[this.end] !== COMMA) return scanned + 1;
      begin = this.end + 1;
    }
    return count;
  }

  /** Scans one number of any form, digit by digit, into `values[slot]`, and sets `end`; false if it declines. */
  #scanOne(start: number, values: Float64Array, slot: number): boolean {
    const bytes = this.#bytes;
    let at = start;
    const sign = bytes[at]!;
    if (sign === MINUS || sign === PLUS) at++;

    let upper = 0;
    let lower = 0;
    let significant = 0;
    let digitBytes = 0;
    let power = 0;
    let point = false;
    for (; ; at++) {
      const digit = bytes[at]! - ZERO;
      if (digit >= 0 && digit <= 9) {
        digitBytes++;
        if (point) power--;
        if (significant > 0 || digit > 0) significant++;
        if (significant <= HALF) upper = Math.imul(upper, 10) + digit;
        else lower = (Math.imul(lower, 10) + digit) | 0;
      } else if (digit === POINT - ZERO && !point) {
        point = true;
      } else {
        break;
      }
    }
    if (digitBytes === 0 || significant > 2 * HALF) return false;

    if (bytes[at] === LOWER_E || bytes[at] === UPPER_E) {
      const exponentSign = bytes[++at]!;
      if (exponentSign === MINUS || exponentSign === PLUS) at++;
      const exponentStart = at;
      let exponent = 0;
      for (; bytes[at]! >= ZERO && bytes[at]! < ZERO + 10; at++)
        exponent = (Math.imul(exponent, 10) + bytes[at]! - ZERO) | 0;
      if (at === exponentStart || at - exponentStart > 3) return false;
      power += exponentSign === MINUS ? -exponent : exponent;
    }
    const delimiter = bytes[at]!;
    if (delimiter !== COMMA && delimiter !== LF && delimiter !== CR) return false;
    const value = roundDecimal(upper, lower, Math.max(0, significant - HALF), power);
    if (value !== value) return false;
    values[slot] = sign === MINUS ? -value : value;
    this.end = at;
    return true;
  }
}

/**
 * Given four bytes minus '0' each, marks the non-digits by their highest bits. Reliable up to the first non-digit in text order, which
 * is from the lowest byte up.
 */
function nonDigits(four: number): number {
  return (four | (four + 0x76767676)) & 0x80808080;
}

/** How many of four bytes are digits, up to the first that isn't; `others` marks the non-digits, of which there is at least one. */
function leadingDigits(others: number): number {
  return ((31 - Math.clz32(others & -others)) >> 3) & 3;
}

/** The number that four digits form: digits are joined to pairs side by side, then the two pairs. */
function fourDigits(four: number): number {
  const pairs = (Math.imul(four, 10 * 256 + 1) >>> 8) & 0x00ff00ff;
  return Math.imul(pairs, 100 * 65_536 + 1) >>> 16;
}

/** The number that the first `length` of four digits form, at most three. */
function firstDigits(four: number, length: number): number {
  return fourDigits((four << 8) << (24 - 8 * length));
}
