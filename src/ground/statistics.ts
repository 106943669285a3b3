/**
 * The arithmetic mean, summed in order, so that it is reproducible to the last bit; NaN without values.
 * @example
 * import { mean } from "../src/ground/index.ts";
 * mean([1, 2, 6]); // => 3
 */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The median (the mean of the two middle values if their number is even). Sorts `values` in place.
 * @example
 * import { median } from "../src/ground/index.ts";
 * median(Float64Array.of(3, 1, 2, 10)); // => 2.5
 */
export function median(values: Float32Array | Float64Array): number {
  values.sort();
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
}

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
