import type { SplitUnit } from "../../dataset/index.ts";
import type { Interval } from "../../models/index.ts";
import { SPLIT_COLOURS, SPLIT_SYMBOLS } from "./chartTheme.ts";
import type { ScoreSeries } from "./scoresChart.ts";
import { SPLIT_NAMES } from "./splitUnits.ts";

/** A score with one way to split, in a row of a chart. */
export interface SplitScore {
  readonly row: string;
  readonly by: SplitUnit;
  readonly value: number;
  readonly interval?: Interval;
}

/**
 * Turns scores into the series of a `scoresChart`: one for each way to split, in its own colour and marker. Ways without scores are
 * left out.
 * @example
 * import { splitSeries } from "../src/study/common/index.ts";
 * const series = splitSeries([
 *   { row: "KNN", by: "row", value: 0.82 },
 *   { row: "KNN", by: "track", value: 0.45 },
 * ]);
 * series.map(({ name }) => name); // => ["random rows", "by track"]
 */
export function splitSeries(scores: readonly SplitScore[]): ScoreSeries[] {
  return (["row", "track", "artist"] as const).flatMap((by) => {
    const points = scores.filter((score) => score.by === by);
    if (points.length === 0) return [];
    return [{ name: SPLIT_NAMES[by], colour: SPLIT_COLOURS[by], symbol: SPLIT_SYMBOLS[by], points }];
  });
}
