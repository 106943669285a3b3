/**
 * A quantile, interpolated linearly as in NumPy and pandas.
 * @param sorted ascending, at least one value
 * @param share 0 (the smallest value) to 1 (the largest)
 * @example
 * import { quantile } from "../src/ground/index.ts";
 * quantile([1, 2, 3, 10], 0.5); // => 2.5
 */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)]!;
  const above = sorted[Math.ceil(place)]!;
  return below + (above - below) * (place - Math.floor(place));
}
