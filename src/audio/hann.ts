/** The periodic Hann window of `n` samples, like scipy's `get_window("hann", n)`. */
export function hann(n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / n));
}
