const known = new Map<number, Float64Array>();
/** A signal's features need three lengths. */
const MOST_KNOWN = 8;

/** The periodic Hann window of `n` samples, like scipy's `get_window("hann", n)`. It is kept for the next call: don't change it. */
export function hann(n: number): Float64Array {
  let window = known.get(n);
  if (window === undefined) {
    window = new Float64Array(n);
    for (let i = 0; i < n; i++) window[i] = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / n);
    if (known.size === MOST_KNOWN) known.clear();
    known.set(n, window);
  }
  return window;
}
