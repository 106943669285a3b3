/**
 * Writes a number with a fixed count of decimals as Python's `format(value, ".2f")`: rounded from the number's exact binary value, ties to
 * the even digit. `toFixed` rounds from the exact value too, but ties up: 0.125 is "0.13" there and "0.12" here.
 * @example
 * import { formatFixed } from "../src/models/index.ts";
 * formatFixed(0.125, 2); // => "0.12"
 */
export function formatFixed(value: number, digits: number): string {
  if (Number.isNaN(value)) return "nan";
  // A binary fraction lies halfway between two decimals just where it is an odd multiple of 2^-(digits + 1).
  const halves = Math.abs(value) * 2 ** (digits + 1);
  if (halves % 2 !== 1) return value.toFixed(digits);
  const below = Math.floor(Math.abs(value) * 10 ** digits);
  const even = below + (below % 2);
  return (value < 0 ? "-" : "") + (even / 10 ** digits).toFixed(digits);
}
