import type { ComparedScore } from "./modelComparison.ts";
import { shownLine } from "./shownData.ts";
import { nameBeside } from "./sourceStyles.ts";
import { chanceOf, type Chart, formatPercent, scoresChart, splitSeries } from "../common/index.ts";
import { bestScore } from "./trackScore.ts";

/**
 * The report's models without leakage: one row per model and feature set, by track and by artist.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { type ComparedScore, comparisonChart, shownData } from "../src/study/beyond/index.ts";
 * const [data] = await shownData(await loadSource(resolveSource("sample")));
 * const model = { id: "rf.57", label: "RF, 57 features", model: "rf", features: 57 } as const;
 * const score = { accuracy: 0.5, interval: { low: 0.4, high: 0.6 }, hits: [1, 0], groups: ["1", "2"] };
 * const scores: ComparedScore[] = [{ ...model, ...score, by: "track", data: data! }];
 * comparisonChart(scores).alt; // => "by track: RF, 57 features 50.0 %. Always guessing the most frequent genre scores 12.5 %."
 */
export function comparisonChart(scores: readonly ComparedScore[]): Chart {
  const shown = [...new Map(scores.map(({ data }) => [data.prefix, data])).values()];
  const rowOf = ({ label, data }: ComparedScore): string => nameBeside(label, data);
  const best = bestScore(scores.filter(({ data, by }) => data.prefix === "" && by === "track"));
  return scoresChart({
    title: ["Where nothing leaks, the best is", `${best.label}, ${formatPercent(best.accuracy)} by track`],
    source: shownLine(shown),
    rows: [...new Set(scores.map(rowOf))],
    series: splitSeries(
      scores.map((score) => ({ row: rowOf(score), by: score.by, value: score.accuracy, interval: score.interval })),
    ),
    chance: chanceOf(shown[0]!.tracks),
  });
}
