import type { GridCell } from "./accuracyGrid.ts";

/**
 * How far a test accuracy may be from what other test tracks would give: two standard errors of a share, each track counted as one
 * observation. Rows of a track are right or wrong together more often than not, so that counting rows would promise too much.
 */
export function accuracyMargin({ evaluation, testTracks }: Pick<GridCell, "evaluation" | "testTracks">): number {
  const { testAccuracy } = evaluation;
  return 2 * Math.sqrt((testAccuracy * (1 - testAccuracy)) / testTracks);
}
