/**
 * The arithmetic mean, summed in order, so that it is reproducible to the last bit; NaN without values.
 * @example
 * import { mean } from "../src/ground/index.ts";
 * mean([1, 2, 6]); // => 3
 */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
