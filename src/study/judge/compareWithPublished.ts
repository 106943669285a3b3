import type { Interval } from "../../models/index.ts";
import type { PublishedFigure, PublishedValue } from "../published/index.ts";
import type { MeasuredFigure } from "./measuredFigure.ts";

/** How large a difference of two scores has to be to matter: 2 points. */
export const MARGIN = 0.02;

/** How a measured value stands to a published one. */
export interface Comparison {
  readonly outcome: "agrees" | "differs" | "undecided";
  /** Measured less published: of a range, less its nearest end; 0 within it. */
  readonly difference: number;
  /** Where the difference lies at 95 %, given the errors of both and the published value's rounding; absent where neither has one. */
  readonly interval?: Interval;
}

/**
 * Sets a measured value beside a published one. A score with an interval `agrees` where the interval of the difference lies within
 * 2 points either way, `differs` where it lies beyond them, and else is `undecided`: too few rows to tell.
 *
 * The interval of the difference joins the errors of both sides (Newcombe 1998, "Interval estimation for the difference between
 * independent proportions: comparison of eleven methods", method 10) and is widened by what the published value may have lost in
 * rounding. The published error is the measured one for as many rows as the report had: its rows, too, came in tracks. Where a side's
 * rows are unknown, it is taken to err as the other.
 *
 * What has no interval, counts and claims, agrees within its rounding or differs.
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
  // A value that a computer rounds to the published one must not fail by the last bit of its own.
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
