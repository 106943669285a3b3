/** The powers of ten whose factors the kernel `decimals` asks for: others make any 19 digits zero or infinite. */
const MIN_POWER = -342;
const MAX_POWER = 308;
const BITS = 128n;
/** From this power on down, no product with 64 bits is exact, so that the factor below serves as well. */
const LAST_ABOVE = -27;

/**
 * For each power of ten from -342 to 308, the 128 most significant bits of the power of five in it, upper 64 first. Powers from 0 on
 * are cut off; those from -27 to -1 are the next number above, so that products which should be exact are.
 */
export function powersOfFive(): BigUint64Array {
  const table = new BigUint64Array(2 * (MAX_POWER - MIN_POWER + 1));
  const put = (power: number, factor: bigint): void => {
    table[2 * (power - MIN_POWER)] = factor >> 64n;
    table[2 * (power - MIN_POWER) + 1] = BigInt.asUintN(64, factor);
  };
  let five = 1n;
  let length = 1n;
  for (let power = 0; power <= -MIN_POWER; power++) {
    while (five >> length > 0n) length++;
    if (power <= MAX_POWER) put(power, length > BITS ? five >> (length - BITS) : five << (BITS - length));
    if (power > 0) put(-power, (1n << (length + BITS - 1n)) / five + (-power >= LAST_ABOVE ? 1n : 0n));
    five *= 5n;
  }
  return table;
}
