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
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { betterModelsChart, shownData } from "../src/study/beyond/index.ts";
 * const [data] = await shownData(await loadSource(resolveSource("sample")));
 * const score = { id: "rf", label: "Random forest", by: "track", accuracy: 0.5, interval: { low: 0.4, high: 0.6 } } as const;
 * const scores = [{ ...score, data: data!, hits: [1, 0], groups: ["1", "2"], chosen: [] }];
 * betterModelsChart(scores, { fma: false }).alt; // => "FMA sample: Random forest 50.0 %. Always guessing the most frequent genre scores 12.5 %."
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
