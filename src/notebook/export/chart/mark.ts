import type { Axis, Extent } from "./axis.ts";
import type { TraceSpec, Value } from "./chartSpec.ts";
import type { Tip } from "./tips.ts";

/** A trace that has been laid out, ready to be drawn once the axes know their pixels. */
export interface Mark {
  readonly spec: TraceSpec;
  readonly x: Axis;
  readonly y: Axis;
  /** The ranges it needs on its axes. */
  readonly extents: { readonly x: Extent; readonly y: Extent };
  /** What stays within the frame; empty if there is nothing. */
  readonly inside: () => string;
  /** What may extend beyond it. */
  readonly over?: () => string;
  /** Its hover texts. */
  readonly tips: () => readonly Tip[];
  /** Its sample in the legend, 30 pixels wide, centred at (x, y). */
  readonly sample: (x: number, y: number) => string;
}

/** The smallest and the largest of some numbers, ignoring NaN. */
export function bounds(values: readonly number[]): { low: number; high: number } {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}

/** A list of values, or else the numbers from 0 on. */
export function orNumbers(values: readonly Value[] | undefined, length: number): readonly Value[] {
  return values ?? Array.from({ length }, (_, i) => i);
}

/** The item at an index of a value that may be a list; undefined if it isn't one. */
export function itemOf(list: unknown, index: number): unknown {
  return Array.isArray(list) ? (list as unknown[])[index] : undefined;
}
