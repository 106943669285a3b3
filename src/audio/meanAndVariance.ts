/** Mean and variance (divided by the count) of every `stride`-th value from `offset` on. */
export function meanAndVariance(
  values: Float32Array | Float64Array,
  offset = 0,
  stride = 1,
): readonly [mean: number, variance: number] {
  let sum = 0;
  let count = 0;
  for (let i = offset; i < values.length; i += stride, count++) sum += values[i]!;
  const mean = sum / count;
  let squares = 0;
  for (let i = offset; i < values.length; i += stride) squares += (values[i]! - mean) ** 2;
  return [mean, squares / count];
}
