/** Most significant digits that two accumulators of nine digits hold; `String(number)` never writes more than 17. */
const MAX_DIGITS = 18;
const HALF = 9;
/** Powers of ten that are exact in float64, so one division or multiplication by them rounds only once. */
const EXACT_POWER = 22;
const MAX_POWER = 60;
const MAX_EXACT_INTEGER = 2 ** 53;
/** Bound on the relative error of the two-part quotient below; the analysis gives less than 2^-102. */
const QUOTIENT_ERROR = 2 ** -100;
/** Dekker's constant: splits a float64 into two halves whose products are exact. */
const SPLITTER = 2 ** 27 + 1;

/** 10^p as the sum of two float64, `POWER[p] + POWER_REST[p]`, correct to 2^-106. */
const POWER = Float64Array.from({ length: MAX_POWER + 1 }, (_, p) => Number(10n ** BigInt(p)));
const POWER_REST = POWER.map((power, p) => Number(10n ** BigInt(p) - BigInt(power)));
/** The upper and lower half of `POWER[p]`. */
const POWER_HIGH = POWER.map((power) => power * SPLITTER - (power * SPLITTER - power));
const POWER_LOW = POWER.map((power, p) => power - POWER_HIGH[p]!);

const ZERO = 48;
const POINT = 46;
const MINUS = 45;
const PLUS = 43;
const LOWER_E = 101;
const UPPER_E = 69;

/**
 * Reads decimal numbers from bytes without making strings, rounded exactly as `Number()` and C's `strtod` round.
 *
 * Up to 18 significant digits are gathered in two integers. Where digits and power of ten are exact in float64 one operation
 * gives the correctly rounded value (Clinger, "How to read floating point numbers accurately", 1990). The 16 and 17 digits
 * of most features take a division in two parts (Dekker, "A floating-point technique for extending the available
 * precision", 1971): its error is bounded, so it is known when both ends of the error round to one value. Everything else
 * is declined, for the caller to give to `Number()`.
 */
export class NumberScanner {
  /** Where the number scanned last ended, or -1 where `scan` declined: not a plain number, or too close to call. */
  end = 0;

  /** Scans the number that begins at `start`; `bytes` must end in something that is no digit. Look at `end` afterwards. */
  scan(bytes: Uint8Array, start: number): number {
    let at = start;
    const sign = bytes[at]!;
    if (sign === MINUS || sign === PLUS) at++;

    const begin = at;
    let high = 0;
    let low = 0;
    let digits = 0; // significant digits so far
    let digit = bytes[at]! - ZERO;
    while (digit === 0) digit = bytes[++at]! - ZERO;
    while (digit >= 0 && digit <= 9) {
      if (digits < HALF) high = (Math.imul(high, 10) + digit) | 0;
      else low = (Math.imul(low, 10) + digit) | 0;
      digits++;
      digit = bytes[++at]! - ZERO;
    }
    let digitCharacters = at - begin;

    let power = 0;
    if (digit === POINT - ZERO) {
      const fraction = ++at;
      digit = bytes[at]! - ZERO;
      if (digits === 0) while (digit === 0) digit = bytes[++at]! - ZERO;
      while (digits < HALF && digit >= 0 && digit <= 9) {
        high = (Math.imul(high, 10) + digit) | 0;
        digits++;
        digit = bytes[++at]! - ZERO;
      }
      while (digit >= 0 && digit <= 9) {
        low = (Math.imul(low, 10) + digit) | 0;
        digits++;
        digit = bytes[++at]! - ZERO;
      }
      power = fraction - at;
      digitCharacters -= power;
    }
    if (digitCharacters === 0 || digits > MAX_DIGITS) return this.#decline();

    if (digit === LOWER_E - ZERO || digit === UPPER_E - ZERO) {
      const exponentSign = bytes[++at]!;
      if (exponentSign === MINUS || exponentSign === PLUS) at++;
      const exponentBegin = at;
      let exponent = 0;
      digit = bytes[at]! - ZERO;
      while (digit >= 0 && digit <= 9) {
        exponent = (Math.imul(exponent, 10) + digit) | 0;
        digit = bytes[++at]! - ZERO;
      }
      if (at === exponentBegin || at - exponentBegin > 3) return this.#decline();
      power += exponentSign === MINUS ? -exponent : exponent;
    }

    // Exact: 10^9 = 2^9 * 5^9, so the product's significand has at most 30 + 21 bits.
    const upper = digits > HALF ? high * POWER[digits - HALF]! : high;
    const value = scale(upper, low, power);
    if (Number.isNaN(value)) return this.#decline();
    this.end = at;
    return sign === MINUS ? -value : value;
  }

  #decline(): number {
    this.end = -1;
    return NaN;
  }
}

/** `(upper + lower) * 10^power` rounded once, or NaN where that can't be told this way. Both parts are exact integers. */
function scale(upper: number, lower: number, power: number): number {
  const digits = upper + lower;
  if (power === 0) return digits;
  if (digits < MAX_EXACT_INTEGER) {
    if (power < 0 && power >= -EXACT_POWER) return digits / POWER[-power]!;
    if (power > 0 && power <= EXACT_POWER) return digits * POWER[power]!;
    if (digits === 0) return 0;
  }
  if (power > 0 || power < -MAX_POWER) return NaN;

  const p = -power;
  const divisor = POWER[p]!;
  const digitsRest = lower - (digits - upper);
  const quotient = digits / divisor;
  // product + productRest = quotient * divisor, exactly
  const product = quotient * divisor;
  const split = quotient * SPLITTER;
  const quotientHigh = split - (split - quotient);
  const quotientLow = quotient - quotientHigh;
  const divisorHigh = POWER_HIGH[p]!;
  const divisorLow = POWER_LOW[p]!;
  const productRest =
    quotientLow * divisorLow -
    (product - quotientHigh * divisorHigh - quotientLow * divisorHigh - quotientHigh * divisorLow);
  const remainder = digits - product - productRest - quotient * POWER_REST[p]! + digitsRest;
  const quotientRest = remainder / divisor;
  const error = quotient * QUOTIENT_ERROR;
  const least = quotient + (quotientRest - error);
  return least === quotient + (quotientRest + error) ? least : NaN;
}
