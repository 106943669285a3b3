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

/**
 * The sum of the squared windows that overlap at each of the positions from..to-1, where frame t starts at position t * hopLength:
 * librosa's `window_sumsquare`, for any part of the signal.
 */
export function windowSumSquare(
  window: Float64Array,
  hopLength: number,
  frames: number,
  from: number,
  to: number,
): Float64Array {
  const sums = new Float64Array(to - from);
  for (let position = from; position < to; position++) {
    const last = Math.min(frames - 1, Math.floor(position / hopLength));
    const first = Math.max(0, Math.floor((position - window.length) / hopLength) + 1);
    let sum = 0;
    for (let frame = first; frame <= last; frame++) sum += window[position - frame * hopLength]! ** 2;
    sums[position - from] = sum;
  }
  return sums;
}
