import type { Interval } from "../../models/index.ts";
import type { PublishedFigure, PublishedValue } from "../published/index.ts";
import type { MeasuredFigure } from "./measuredFigure.ts";

/** The smallest difference between two scores that matters: 2 points. */
export const MARGIN = 0.02;

/** How a measured value compares with a published one. */
export interface Comparison {
  readonly outcome: "agrees" | "differs" | "undecided";
  /** Measured minus published. A published range counts by its nearest end; within it the difference is 0. */
  readonly difference: number;
  /** The 95 % interval of the difference, given both errors and the published value's rounding; absent if neither side has an error. */
  readonly interval?: Interval;
}

/**
 * Compares a measured value with a published one. A score with an interval `agrees` if the interval of the difference lies within 2
 * points either way, `differs` if it lies outside them, and is otherwise `undecided`: too few rows to tell.
 *
 * The interval of the difference combines the errors of both sides (Newcombe 1998, "Interval estimation for the difference between
 * independent proportions: comparison of eleven methods", method 10), widened by what the published value may have lost to rounding.
 * The published error is taken to be the measured one, scaled to the report's number of rows, because the report's rows also came in
 * tracks. A side whose number of rows is unknown gets the other side's error.
 *
 * Counts and claims have no interval: they agree to within rounding, or differ.
 */
export function compareWithPublished(
  { measured, interval, rows }: Pick<MeasuredFigure, "interval" | "rows"> & { readonly measured: number | boolean },
  value: PublishedValue,
  published: Pick<PublishedFigure, "step" | "rows">,
): Comparison {
  if (typeof measured === "boolean" || typeof value === "boolean") {
    return { outcome: measured === value ? "agrees" : "differs", difference: 0 };
  }
  const [from, to] = typeof value === "number" ? [value, value] : value;
  const difference = measured - Math.min(Math.max(measured, from), to);
  // A value that rounds to the published one must not fail because of floating-point error.
  const rounding = published.step / 2 + 1e-12;
  if (!interval) return { outcome: Math.abs(difference) <= rounding ? "agrees" : "differs", difference };
  const scale = rows === undefined || published.rows === undefined ? 1 : Math.sqrt(rows / published.rows);
  const [below, above] = [measured - interval.low, interval.high - measured];
  const low = difference - Math.hypot(below, scale * above) - rounding;
  const high = difference + Math.hypot(above, scale * below) + rounding;
  const outcome =
    low >= -MARGIN && high <= MARGIN ? "agrees" : low > MARGIN || high < -MARGIN ? "differs" : "undecided";
  return { outcome, difference, interval: { low, high } };
}
