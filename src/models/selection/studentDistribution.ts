import { bisect } from "./normalDistribution.ts";

/**
 * The share of Student's t distribution below `t`, by its finite series (Abramowitz and Stegun 1964, "Handbook of mathematical
 * functions", 26.7.3 and 26.7.4).
 * @param freedom degrees of freedom, a whole number from 1
 * @returns 0 to 1
 */
export function studentShare(t: number, freedom: number): number {
  const angle = Math.atan(t / Math.sqrt(freedom));
  const square = Math.cos(angle) ** 2;
  const odd = freedom % 2;
  let sum = 0;
  for (
    let at = odd, term = odd ? Math.cos(angle) : 1;
    at <= freedom - 2;
    term *= (square * (at + 1)) / (at + 2), at += 2
  )
    sum += term;
  const within = odd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
  return (1 + within) / 2;
}

/** The value below which the given share (above 0 and below 1) of Student's t distribution lies; see `studentShare`. */
export function studentQuantile(share: number, freedom: number): number {
  return bisect((t) => studentShare(t, freedom) < share, -1e6, 1e6);
}
