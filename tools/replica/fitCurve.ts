import { type CurveScale, type QuantileCurve, toScale } from "../../src/dataset/replica/quantileCurve.ts";
import { normalQuantile } from "./normalScores.ts";

/**
 * The quantiles of values at equally spaced normal scores. Few values are smoothed: each quantile is a mean of those around it,
 * weighted by a Gaussian in the scores, so no quantile is the value of a single row.
 */
export function fitCurve(values: ArrayLike<number>, scale: CurveScale): QuantileCurve {
  const sorted = Float64Array.from(values, (value) => toScale(scale, value)).sort();
  const n = sorted.length;
  const scores = Float64Array.from(sorted, (_, i) => normalQuantile((i + 0.5) / n));
  const [from, steps, width] = n > 1000 ? [-3.2, 64, 0.04] : [-2, 16, 0.2];
  const quantiles = Array.from({ length: steps + 1 }, (_, i) =>
    smoothed(scores, sorted, from + (i * -2 * from) / steps, width),
  );
  // For equal values, the line's end may fall because of rounding errors.
  for (let i = 1; i < quantiles.length; i++) quantiles[i] = Math.max(quantiles[i]!, quantiles[i - 1]!);
  return { scale, from, values: quantiles };
}

/** The value at `at` of the straight line through the points, weighted by their closeness to `at` (local linear regression). */
function smoothed(x: Float64Array, y: Float64Array, at: number, width: number): number {
  let [s0, s1, s2, t0, t1] = [0, 0, 0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const d = x[i]! - at;
    const weight = Math.exp(-0.5 * (d / width) ** 2);
    s0 += weight;
    s1 += weight * d;
    s2 += weight * d * d;
    t0 += weight * y[i]!;
    t1 += weight * d * y[i]!;
  }
  return (s2 * t0 - s1 * t1) / (s0 * s2 - s1 * s1);
}
