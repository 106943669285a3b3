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
