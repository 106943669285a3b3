/**
 * The quantile of the standard normal distribution, to about nine digits (Acklam's rational approximation, 2003).
 * @param p a probability, strictly between 0 and 1
 */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return polynomial(TAIL_ABOVE, q) / (polynomial(TAIL_BELOW, q) * q + 1);
  }
  const q = p - 0.5;
  const r = q * q;
  return (polynomial(MIDDLE_ABOVE, r) * q) / (polynomial(MIDDLE_BELOW, r) * r + 1);
}

/**
 * Normal scores: each value is replaced by the normal quantile of its rank, which makes the list normally distributed whatever its own
 * distribution. Ties get the middle of their ranks.
 */
export function normalScores(values: ArrayLike<number>): Float64Array {
  const n = values.length;
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const scores = new Float64Array(n);
  for (let first = 0, end = 0; first < n; first = end) {
    while (end < n && values[order[end]!] === values[order[first]!]) end++;
    const score = normalQuantile((first + end) / 2 / n);
    for (let i = first; i < end; i++) scores[order[i]!] = score;
  }
  return scores;
}

const MIDDLE_ABOVE = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
];
const MIDDLE_BELOW = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1,
];
const TAIL_ABOVE = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const TAIL_BELOW = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416];

/** A polynomial, highest power's coefficient first. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}
