/**
 * Converts decimal digits to the nearest float64, without big integers.
 *
 * If digits and power of ten are exact in float64, one operation gives the correctly rounded value (Clinger, "How to read floating
 * point numbers accurately", 1990). The 16 and 17 digits of most features take a division in two parts (Dekker, "A floating-point
 * technique for extending the available precision", 1971): its error is bounded, so the result is known to be correct if both ends of
 * the error range round to the same value.
 */

/** Powers of ten that are exact in float64, so that a division or multiplication by them rounds only once. */
const EXACT_POWER = 22;
const MAX_POWER = 60;
const MAX_EXACT_INTEGER = 2 ** 53;
/** Dekker's constant: splits a float64 into two halves whose products are exact. */
const SPLITTER = 2 ** 27 + 1;

/** 10^p as the sum of two float64, `POWER[p] + POWER_REST[p]`, correct to 2^-106. */
const POWER = Float64Array.from({ length: MAX_POWER + 1 }, (_, p) => Number(10n ** BigInt(p)));
const POWER_REST = POWER.map((power, p) => Number(10n ** BigInt(p) - BigInt(power)));
/** The upper and the lower half of `POWER[p]`. */
const POWER_HIGH = POWER.map((power) => power * SPLITTER - (power * SPLITTER - power));
const POWER_LOW = POWER.map((power, p) => power - POWER_HIGH[p]!);

/** The power of ten of `roundFixed`. The lowest 8 of its 27 bits are zero, so products with half a float64 are exact. */
const SCALE = 1e8;

/**
 * `(upper + lower / 10^decimals) / 10^8` rounded once, or NaN if that can't be decided.
 * @param upper an integer below 2^53
 * @param lower an integer below 10^decimals
 * @param decimals 0 to 9
 */
export function roundFixed(upper: number, lower: number, decimals: number): number {
  if (lower === 0) return upper / SCALE;
  const rest = lower / POWER[decimals]!;
  if (upper === 0) return lower / POWER[decimals + 8]!;
  const dividend = upper + rest;
  const dividendRest = rest - (dividend - upper);
  const quotient = dividend / SCALE;
  const split = quotient * SPLITTER;
  const quotientHigh = split - (split - quotient);
  const remainder = dividend - quotientHigh * SCALE - (quotient - quotientHigh) * SCALE + dividendRest;
  const quotientRest = remainder / SCALE;
  // `rest` is off by at most 2^-54, and the remainder by as much relative to its parts, which are at most dividend * 2^-52.
  const error = 2 ** -80 + quotient * 2 ** -100;
  const least = quotient + (quotientRest - error);
  return least === quotient + (quotientRest + error) ? least : NaN;
}

/**
 * `(upper * 10^shift + lower) * 10^power` rounded once, or NaN if that can't be decided.
 * @param upper an integer below 10^9
 * @param lower an integer below 10^shift
 * @param shift 0 to 9
 */
export function roundDecimal(upper: number, lower: number, shift: number, power: number): number {
  // Exact: 10^9 = 2^9 * 5^9, so the product's significand has at most 30 + 21 bits.
  const shifted = upper * POWER[shift]!;
  const digits = shifted + lower;
  if (power === 0) return digits;
  if (digits < MAX_EXACT_INTEGER) {
    if (power < 0 && power >= -EXACT_POWER) return digits / POWER[-power]!;
    if (power > 0 && power <= EXACT_POWER) return digits * POWER[power]!;
    if (digits === 0) return 0;
  }
  if (power > 0 || power < -MAX_POWER) return NaN;

  const p = -power;
  const divisor = POWER[p]!;
  const digitsRest = lower - (digits - shifted);
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
  // The roundings above add up to less than 2^-102 of the quotient.
  const error = quotient * 2 ** -100;
  const least = quotient + (quotientRest - error);
  return least === quotient + (quotientRest + error) ? least : NaN;
}
