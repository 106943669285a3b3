import { CHART_COLOURS } from "../../ground/index.ts";
import type { BetterScore } from "./betterModels.ts";
import { shownLine } from "./shownData.ts";
import { bestScore } from "./trackScore.ts";
import { chanceOf, type Chart, formatPercent, scoresChart } from "../common/index.ts";
import { OTHER_SCORES } from "../published/index.ts";
import { SOURCE_STYLES } from "./sourceStyles.ts";

/**
 * Tuned models by track, for each source.
 * @param options what the data is
 * @param options.fma whether the data is FMA's; if so, scores others have published on it are shown below
 */
export function betterModelsChart(scores: readonly BetterScore[], { fma }: { readonly fma: boolean }): Chart {
  const shown = [...new Map(scores.map(({ data }) => [data.prefix, data])).values()];
  const best = bestScore(scores.filter(({ data }) => data.prefix === ""));
  const others = fma ? OTHER_SCORES.map(({ label, accuracy }) => ({ row: `${label} (others)`, value: accuracy })) : [];
  return scoresChart({
    title: ["How far does tuning get, by track?", `${best.label}: ${formatPercent(best.accuracy)}`],
    source: shownLine(shown),
    rows: [...new Set(scores.map(({ label }) => label)), ...others.map(({ row }) => row)],
    series: [
      ...shown.map((data) => ({
        name: data.title,
        ...SOURCE_STYLES[data.prefix],
        points: scores
          .filter((score) => score.data.prefix === data.prefix)
          .map(({ label, accuracy, interval }) => ({ row: label, value: accuracy, interval })),
      })),
      ...(fma
        ? [
            {
              name: "published by others, other splits",
              colour: CHART_COLOURS.quiet,
              symbol: "circle-open",
              points: others,
            },
          ]
        : []),
    ],
    chance: chanceOf(shown[0]!.tracks),
  });
}
