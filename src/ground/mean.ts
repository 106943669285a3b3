/** The arithmetic mean, added in order, so that it is the same to the last bit; NaN of no values. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
