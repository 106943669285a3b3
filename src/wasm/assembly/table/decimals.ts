// Decimal numbers between commas to the nearest float64, exactly as C's strtod rounds.
//
// Digits of one number are taken together: up to 32 characters are aligned to the right with the point cut out, and
// become four numbers of eight digits by multiplying neighbours. Digits and power of ten are rounded by one or two
// products with a 128-bit power of five (D. Lemire, "Number parsing at a gigabyte per second", 2021). What that leaves
// open - values below 2^-1022 and from 2^1023 on, more than 19 digits, and what is no plain number - is declined.

const COMMA: u32 = 44;
const MINUS: u32 = 45;
const PLUS: u32 = 43;
const POINT: u32 = 46;
const ZERO: u32 = 48;
const LF: u32 = 10;
const CR: u32 = 13;
const LOWER_E: u32 = 101;

/** The powers of the table: others make any 19 digits zero or infinite. */
const MIN_POWER: i32 = -342;
const MAX_POWER: i32 = 308;
/** 19 digits always fit in 64 bits. */
const MAX_DIGITS: i32 = 19;

/** Vectors that are made anew for each number take a tenth of the time; so they stand in memory. */
const VECTORS = memory.data<u16>(
  [
    // 16 bytes each: '-', '.', '0' and 9 ...
    0x2d2d, 0x2d2d, 0x2d2d, 0x2d2d, 0x2d2d, 0x2d2d, 0x2d2d, 0x2d2d,
    0x2e2e, 0x2e2e, 0x2e2e, 0x2e2e, 0x2e2e, 0x2e2e, 0x2e2e, 0x2e2e,
    0x3030, 0x3030, 0x3030, 0x3030, 0x3030, 0x3030, 0x3030, 0x3030,
    0x0909, 0x0909, 0x0909, 0x0909, 0x0909, 0x0909, 0x0909, 0x0909,
    // ... and what joins digits to pairs, pairs to fours, fours to eights.
    2561, 2561, 2561, 2561, 2561, 2561, 2561, 2561,
    100, 1, 100, 1, 100, 1, 100, 1,
    10000, 1, 10000, 1, 10000, 1, 10000, 1,
    // Ones for 32 bytes, zeros for 64.
    0xffff, 0xffff, 0xffff, 0xffff, 0xffff, 0xffff, 0xffff, 0xffff, 0xffff, 0xffff, 0xffff, 0xffff, 0xffff, 0xffff, 0xffff, 0xffff,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  ],
  16,
);
/** `n` bytes further, a vector has ones in the bytes whose place is below 32 - n. */
const MASKS = VECTORS + 112;

let powersOfFive: usize = 0;

/**
 * Where the table of powers of five stands: for each power from -342 to 308 its 128 most significant bits, the upper 64
 * first.
 */
export function usePowers(table: usize): void {
  powersOfFive = table;
}

/**
 * Reads the number at `begin` into `value`, and returns the length of the field, or 0 where it is declined. 32 bytes of anything must
 * be readable behind the text and 48 before it.
 */
// @ts-ignore: decorator
@inline
export function readNumber(begin: usize, value: usize): usize {
  const length = plainNumber(begin, value);
  return length > 0 ? length : anyNumber(begin, value);
}

/** Reads -123.456, and returns the length of the field, or 0 where it has another form or can't be rounded here. */
// @ts-ignore: decorator
@inline
function plainNumber(begin: usize, value: usize): usize {
  // Everything up to the comma in ASCII, and all that is not ASCII, ends a number; what does so wrongly is found below.
  const front = v128.load(begin);
  const back = v128.load(begin, 16);
  const ends =
    <u32>i8x16.bitmask(i8x16.lt_s(front, v128.load(VECTORS))) | (<u32>i8x16.bitmask(i8x16.lt_s(back, v128.load(VECTORS))) << 16);
  const points =
    <u32>i8x16.bitmask(i8x16.eq(front, v128.load(VECTORS, 16))) | (<u32>i8x16.bitmask(i8x16.eq(back, v128.load(VECTORS, 16))) << 16);
  const length = <i32>ctz(ends);
  const negative = <i32>(<u32>load<u8>(begin) === MINUS);
  // Without a point all characters stay where they are, as they do behind a point before the number.
  const pointAt = <i32>ctz(points);
  const hasPoint = <i32>(pointAt < length);
  const fraction = select<i32>(length - 1 - pointAt, 0, hasPoint !== 0);
  const digits = length - negative - hasPoint;

  // Characters behind the point, the rest moved by one in its place; digits from the end, the last one in the last byte.
  const end = begin + <usize>length;
  const behindPoint = MASKS + select<usize>(<usize>fraction, 64, hasPoint !== 0);
  const before = MASKS + <usize>digits;
  const zeros = v128.load(VECTORS, 32);
  let upper = v128.bitselect(v128.load(end - 33), v128.load(end - 32), v128.load(behindPoint));
  let lower = v128.bitselect(v128.load(end - 17), v128.load(end - 16), v128.load(behindPoint, 16));
  upper = v128.andnot(i8x16.sub(upper, zeros), v128.load(before));
  lower = v128.andnot(i8x16.sub(lower, zeros), v128.load(before, 16));
  const nines = v128.load(VECTORS, 48);
  const others = v128.or(i8x16.sub_sat_u(upper, nines), i8x16.sub_sat_u(lower, nines));

  // Tens and ones, then hundreds, then ten thousands.
  const eights = i32x4.dot_i16x8_s(
    i16x8.narrow_i32x4_s(fourDigits(upper), fourDigits(lower)),
    v128.load(VECTORS, 96),
  );
  const top = <u64>(<u32>i32x4.extract_lane(eights, 1));
  const significand =
    top * 10000000000000000 +
    <u64>(<u32>i32x4.extract_lane(eights, 2)) * 100000000 +
    <u64>(<u32>i32x4.extract_lane(eights, 3));
  const tooLong = <i32>(top >= 1000) | i32x4.extract_lane(eights, 0);
  const delimiter = <u32>load<u8>(end);
  const wrong =
    <i32>v128.any_true(others) |
    tooLong |
    <i32>(ends === 0) |
    <i32>(digits <= 0) |
    <i32>(delimiter !== COMMA && delimiter !== LF && delimiter !== CR);
  if (wrong !== 0) return 0;
  return round(significand, -fraction, negative, value) ? <usize>length : 0;
}

/** Of 16 digits the numbers that four in a row make. */
// @ts-ignore: decorator
@inline
function fourDigits(digits: v128): v128 {
  const pairs = i16x8.shr_u(i16x8.mul(digits, v128.load(VECTORS, 64)), 8);
  return i32x4.dot_i16x8_s(pairs, v128.load(VECTORS, 80));
}

/** Reads a number of any form digit by digit, and returns the length of the field, or 0 where it is declined. */
function anyNumber(begin: usize, value: usize): usize {
  let at = begin;
  const sign = <u32>load<u8>(at);
  if (sign === MINUS || sign === PLUS) at++;
  let significand: u64 = 0;
  let significant = 0;
  let digitBytes = 0;
  let power = 0;
  let point = false;
  for (; ; at++) {
    const byte = <u32>load<u8>(at);
    const digit = byte - ZERO;
    if (digit <= 9) {
      digitBytes++;
      if (point) power--;
      if (significant > 0 || digit > 0) significant++;
      significand = significand * 10 + digit;
    } else if (byte === POINT && !point) {
      point = true;
    } else {
      break;
    }
  }
  if (digitBytes === 0 || significant > MAX_DIGITS) return 0;
  if ((<u32>load<u8>(at) | 32) === LOWER_E) {
    const exponentSign = <u32>load<u8>(++at);
    if (exponentSign === MINUS || exponentSign === PLUS) at++;
    const exponentStart = at;
    let exponent = 0;
    for (; <u32>load<u8>(at) - ZERO <= 9; at++) exponent = exponent * 10 + <i32>(<u32>load<u8>(at) - ZERO);
    if (at === exponentStart || at - exponentStart > 3) return 0;
    power += exponentSign === MINUS ? -exponent : exponent;
  }
  const delimiter = <u32>load<u8>(at);
  if (delimiter !== COMMA && delimiter !== LF && delimiter !== CR) return 0;
  if (power < MIN_POWER || power > MAX_POWER) return 0;
  return round(significand, power, <i32>(sign === MINUS), value) ? at - begin : 0;
}

/**
 * Stores `significand * 10^power`, rounded once, with its sign; false where the value is too small, too great or too close
 * to call. The power must be in the table.
 */
// @ts-ignore: decorator
@inline
function round(significand: u64, power: i32, negative: i32, value: usize): bool {
  const signBit = (<u64>negative) << 63;
  if (significand === 0) {
    store<u64>(value, signBit);
    return true;
  }
  const leading = <i32>clz(significand);
  const normal = significand << leading;
  const five = powersOfFive + (<usize>(power - MIN_POWER) << 4);
  const fiveLow = <u64>load<u32>(five);
  const fiveHigh = <u64>load<u32>(five, 4);
  // The product's upper half, or up to three less: carries are left out, and what the factor lacks.
  const high =
    (normal >>> 32) * fiveHigh + (((normal >>> 32) * fiveLow) >>> 32) + (((normal & 0xffffffff) * fiveHigh) >>> 32);
  const doubtful = ((high + 3) & 0x1ff) <= 3;
  if (doubtful) return roundClosely(normal, power, leading, signBit, value);
  return storeRounded(high, high >>> (9 + (high >>> 63)), power, leading, signBit, value);
}

/** `round` with all bits, for what is close to the middle of two float64 or exactly there. */
function roundClosely(normal: u64, power: i32, leading: i32, signBit: u64, value: usize): bool {
  const five = powersOfFive + (<usize>(power - MIN_POWER) << 4);
  const factor = load<u64>(five);
  let high = upperProduct(normal, factor);
  let low = normal * factor;
  // The bits below those that matter are all ones: what the factor lacks might carry into them.
  if ((high & 0x1ff) === 0x1ff) {
    const more = upperProduct(normal, load<u64>(five, 8));
    low += more;
    if (low < more) high++;
    if (low === u64.MAX_VALUE) return false;
  }
  const shift = 9 + (high >>> 63);
  let mantissa = high >>> shift;
  // Exactly in the middle is only what small powers can make exactly; it goes to the even one.
  if (low <= 1 && power >= -4 && power <= 23 && (mantissa & 3) === 1 && mantissa << shift === high) mantissa--;
  return storeRounded(high, mantissa, power, leading, signBit, value);
}

/** Stores a float64 whose mantissa has one bit too many, which says where to round to; false where it is too small or too great. */
// @ts-ignore: decorator
@inline
function storeRounded(high: u64, mantissa: u64, power: i32, leading: i32, signBit: u64, value: usize): bool {
  // 217706 / 2^16 approximates log2(10) well enough to give the exponent of every power of the table.
  const exponent = ((217706 * power) >> 16) + (63 + 1023) + <i32>(high >>> 63) - leading;
  // Rounding may make the greatest exponent infinite: it is left out.
  if (<u32>(exponent - 1) >= 2045) return false;
  // The mantissa's highest bit, and one that rounding may carry, add to the exponent.
  store<u64>(value, signBit + ((<u64>(exponent - 1)) << 52) + ((mantissa + (mantissa & 1)) >>> 1));
  return true;
}

/** The upper half of a product of 64-bit numbers. */
// @ts-ignore: decorator
@inline
function upperProduct(a: u64, b: u64): u64 {
  const aLow = a & 0xffffffff;
  const aHigh = a >>> 32;
  const bLow = b & 0xffffffff;
  const bHigh = b >>> 32;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 32);
  return aHigh * bHigh + (middle >>> 32) + ((aLow * bHigh + (middle & 0xffffffff)) >>> 32);
}
