/** How values are straightened before they are interpolated. */
export type CurveScale = "linear" | "log" | "logit" | "asinh";

/** A distribution given by its quantiles: the value at each of equally spaced normal scores. */
export interface QuantileCurve {
  readonly scale: CurveScale;
  /** The score of the first value; the last value's score is its negative. */
  readonly from: number;
  /** The quantiles on that scale, non-decreasing. */
  readonly values: readonly number[];
}

/**
 * Beyond its ends a curve goes on straight for this many scores, then stays level. Of what spans powers of ten on both sides of 0 the few
 * values furthest out make up most of the variance: such a curve goes on to where one track in a thousand lies.
 */
const REACH: Readonly<Record<CurveScale, number>> = { linear: 0.4, log: 0.4, logit: 0.4, asinh: 1 };

/** The value with a given normal score: 0 gives the median, 1 the 84th percentile. */
export function valueAtScore({ scale, from, values }: QuantileCurve, score: number): number {
  const last = values.length - 1;
  const step = (-2 * from) / last;
  const bounded = Math.min(Math.max(score, from - REACH[scale]), REACH[scale] - from);
  const place = (bounded - from) / step;
  const left = Math.min(Math.max(Math.floor(place), 0), last - 1);
  const low = values[left]!;
  return fromScale(scale, low + (place - left) * (values[left + 1]! - low));
}

/** The normal score of a value: the inverse of `valueAtScore`. On a level stretch of the curve, its middle. */
export function scoreOfValue({ scale, from, values }: QuantileCurve, value: number): number {
  const x = toScale(scale, value);
  const last = values.length - 1;
  const step = (-2 * from) / last;
  const first = values.findIndex((quantile) => quantile >= x);
  if (first < 0) return -from;
  if (first === 0) return from;
  const end = values.findLastIndex((quantile) => quantile <= x);
  if (end >= first) return from + (step * (first + end)) / 2;
  const low = values[first - 1]!;
  return from + step * (first - 1 + (x - low) / (values[first]! - low));
}

/** What asinh takes for small: above, it is a logarithm on both sides of 0. Means of a clip's samples lie from a millionth to a tenth. */
const SMALL = 1e-5;

export function toScale(scale: CurveScale, value: number): number {
  if (scale === "log") return Math.log(value);
  if (scale === "asinh") return Math.asinh(value / SMALL);
  return scale === "logit" ? Math.log(value / (1 - value)) : value;
}

function fromScale(scale: CurveScale, x: number): number {
  if (scale === "log") return Math.exp(x);
  if (scale === "asinh") return SMALL * Math.sinh(x);
  return scale === "logit" ? 1 / (1 + Math.exp(-x)) : x;
}
