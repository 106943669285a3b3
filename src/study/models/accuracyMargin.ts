import type { GridCell } from "./accuracyGrid.ts";

/** How far a test accuracy may be from what other artists, or tracks, would give: half of its interval. */
export function accuracyMargin({ interval }: Pick<GridCell, "interval">): number {
  return (interval.high - interval.low) / 2;
}
