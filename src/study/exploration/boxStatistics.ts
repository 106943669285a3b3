import { quantile } from "../../ground/index.ts";

/** What a box plot draws. */
export interface BoxStatistics {
  readonly lowerWhisker: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly upperWhisker: number;
}

/**
 * Tukey's box: the quartiles, and whiskers that reach the farthest values within 1.5 interquartile ranges of them.
 * @throws RangeError if there are no values
 */
export function boxStatistics(values: ArrayLike<number>): BoxStatistics {
  if (values.length === 0) throw new RangeError("there are no values; expected at least one");
  const sorted = Float64Array.from(values).sort();
  const [q1, median, q3] = [0.25, 0.5, 0.75].map((share) => quantile(sorted, share)) as [number, number, number];
  const reach = 1.5 * (q3 - q1);
  return {
    lowerWhisker: sorted.find((value) => value >= q1 - reach)!,
    q1,
    median,
    q3,
    upperWhisker: sorted.findLast((value) => value <= q3 + reach)!,
  };
}
