/** The most values summed in one block. */
const BLOCK = 128;
const LANES = 8;

/**
 * Sums `values` in the order of NumPy's pairwise summation, so that the result equals `numpy.sum` to the last bit: up to seven values
 * one by one, up to 128 in eight lanes, more in two halves (Higham, "The accuracy of floating point summation", 1993).
 */
export function pairwiseSum(values: ArrayLike<number>, start = 0, end = values.length): number {
  const count = end - start;
  if (count < LANES) {
    let sum = 0;
    for (let i = start; i < end; i++) sum += values[i]!;
    return sum;
  }
  if (count > BLOCK) {
    const half = Math.floor(count / 2);
    const middle = start + half - (half % LANES);
    return pairwiseSum(values, start, middle) + pairwiseSum(values, middle, end);
  }
  const lanes = Array.from({ length: LANES }, (_, lane) => values[start + lane]!);
  let i = start + LANES;
  for (; i + LANES <= end; i += LANES) {
    for (let lane = 0; lane < LANES; lane++) lanes[lane]! += values[i + lane]!;
  }
  const [a, b, c, d, e, f, g, h] = lanes as [number, number, number, number, number, number, number, number];
  let sum = a + b + (c + d) + (e + f + (g + h));
  for (; i < end; i++) sum += values[i]!;
  return sum;
}
