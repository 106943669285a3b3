import type { ComparedScore } from "./modelComparison.ts";
import { chanceOf } from "./chanceOf.ts";
import { shownLine } from "./shownData.ts";
import { nameBeside } from "./sourceColours.ts";
import { type Chart, formatPercent, scoresChart, SPLIT_COLOURS, SPLIT_NAMES, SPLIT_SYMBOLS } from "../common/index.ts";
import { bestScore } from "./trackScore.ts";

/** The report's models where nothing leaks: a row for each model and set of features, by track and by artist. */
export function comparisonChart(scores: readonly ComparedScore[]): Chart {
  const shown = [...new Map(scores.map(({ data }) => [data.prefix, data])).values()];
  const rowOf = ({ label, data }: ComparedScore): string => nameBeside(label, data);
  const best = bestScore(scores.filter(({ data, by }) => data.prefix === "" && by === "track"));
  const units = [...new Set(scores.map(({ by }) => by))];
  return scoresChart({
    title: ["Where nothing leaks, the best is", `${best.label}, ${formatPercent(best.accuracy)} by track`],
    source: shownLine(shown),
    rows: [...new Set(scores.map(rowOf))],
    series: units.map((by) => ({
      name: SPLIT_NAMES[by],
      colour: SPLIT_COLOURS[by],
      symbol: SPLIT_SYMBOLS[by],
      points: scores
        .filter((score) => score.by === by)
        .map((score) => ({ row: rowOf(score), value: score.accuracy, interval: score.interval })),
    })),
    chance: chanceOf(shown[0]!.tracks),
  });
}
