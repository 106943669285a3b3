import type { SplitUnit } from "../../dataset/index.ts";

/** What is drawn as a whole when test rows are drawn again: each row where the split drew rows, else each track. */
export function drawnGroups(by: SplitUnit, testTrack: readonly string[]): readonly unknown[] {
  return by === "row" ? [...testTrack.keys()] : testTrack;
}
