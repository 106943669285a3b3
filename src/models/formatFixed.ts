/**
 * Formats a number with a fixed number of decimals like Python's `format(value, ".2f")`: rounded from the number's exact binary value,
 * ties to the even digit. `toFixed` also rounds from the exact value, but ties up: it gives "0.13" for 0.125, where this gives "0.12".
 * @example
 * import { formatFixed } from "../src/models/index.ts";
 * formatFixed(0.125, 2); // => "0.12"
 */
export function formatFixed(value: number, digits: number): string {
  if (Number.isNaN(value)) return "nan";
  // A binary fraction is halfway between two decimals exactly if it is an odd multiple of 2^-(digits + 1).
  const halves = Math.abs(value) * 2 ** (digits + 1);
  if (halves % 2 !== 1) return value.toFixed(digits);
  const below = Math.floor(Math.abs(value) * 10 ** digits);
  const even = below + (below % 2);
  return (value < 0 ? "-" : "") + (even / 10 ** digits).toFixed(digits);
}
