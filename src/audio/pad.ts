/** Index `i` of a sequence of `n` continued by reflection about its end values: c b | a b c d | c b. */
function reflected(i: number, n: number): number {
  if (n === 1) return 0;
  const period = 2 * (n - 1);
  const j = ((i % period) + period) % period;
  return j < n ? j : period - j;
}

/**
 * Continues a signal by `width` samples on both sides, like numpy's `pad`: by `reflect`ion about the end samples, with the `edge`
 * sample, or with zeros (`constant`).
 * @throws RangeError if the signal is empty
 */
export function pad(y: Float32Array, width: number, mode: "reflect" | "edge" | "constant"): Float32Array {
  const n = y.length;
  if (n === 0) throw new RangeError("an empty signal cannot be padded");
  const padded = new Float32Array(n + 2 * width);
  padded.set(y, width);
  if (mode === "edge") {
    padded.fill(y[0]!, 0, width);
    padded.fill(y[n - 1]!, width + n);
  } else if (mode === "reflect") {
    for (let i = 1; i <= width; i++) {
      padded[width - i] = y[reflected(-i, n)]!;
      padded[width + n - 1 + i] = y[reflected(n - 1 + i, n)]!;
    }
  }
  return padded;
}
