/** How values are transformed before they are interpolated. */
export type CurveScale = "linear" | "log" | "logit";

/** A distribution given by its quantiles: the value at each of equally spaced normal scores. */
export interface QuantileCurve {
  readonly scale: CurveScale;
  /** The score of the first value; the last value's score is its negative. */
  readonly from: number;
  /** The quantiles on that scale, non-decreasing. */
  readonly values: readonly number[];
}

/** Beyond its ends a curve continues in a straight line for this many scores, then stays level. */
const REACH = 0.4;

/** The value with a given normal score: 0 gives the median, 1 the 84th percentile. */
export function valueAtScore({ scale, from, values }: QuantileCurve, score: number): number {
  const last = values.length - 1;
  const step = (-2 * from) / last;
  const bounded = Math.min(Math.max(score, from - REACH), REACH - from);
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

export function toScale(scale: CurveScale, value: number): number {
  if (scale === "log") return Math.log(value);
  return scale === "logit" ? Math.log(value / (1 - value)) : value;
}

function fromScale(scale: CurveScale, x: number): number {
  if (scale === "log") return Math.exp(x);
  return scale === "logit" ? 1 / (1 + Math.exp(-x)) : x;
}
