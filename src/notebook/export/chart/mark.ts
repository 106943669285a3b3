import type { Axis, Extent } from "./axis.ts";
import type { TraceSpec, Value } from "./chartSpec.ts";
import type { Tip } from "./tips.ts";

/** A trace with its place found, ready to be drawn when the axes know their pixels. */
export interface Mark {
  readonly spec: TraceSpec;
  readonly x: Axis;
  readonly y: Axis;
  /** What it needs of its axes. */
  readonly extents: { readonly x: Extent; readonly y: Extent };
  /** What stays within the frame; empty if there is nothing. */
  readonly inside: () => string;
  /** What may reach over it. */
  readonly over?: () => string;
  /** What it says where one points at it. */
  readonly tips: () => readonly Tip[];
  /** Its sample in the legend, 30 pixels wide, centred at (x, y). */
  readonly sample: (x: number, y: number) => string;
}

/** The smallest and the largest of some numbers, leaving out those that are none. */
export function bounds(values: readonly number[]): { low: number; high: number } {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}

/** A list of values, or as many numbers from 0 on. */
export function orNumbers(values: readonly Value[] | undefined, length: number): readonly Value[] {
  return values ?? Array.from({ length }, (_, i) => i);
}

/** What stands at a place of a list of anything; undefined where it is no list. */
export function itemOf(list: unknown, index: number): unknown {
  return Array.isArray(list) ? (list as unknown[])[index] : undefined;
}
