import type { PairComparison, PairScores } from "./pairComparison.ts";
import {
  type Chart,
  chart,
  formatScore,
  SPLIT_COLOURS,
  SPLIT_NAMES,
  SPLIT_SYMBOLS,
  type Trace,
} from "../common/index.ts";

/**
 * How far all-genre and two-genre models agree with the labels beyond chance: Cohen's kappa, three rows per model.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { genresOf, reportModels, reportTables } from "../src/study/common/index.ts";
 * import { choosePairs, pairComparison, pairComparisonChart } from "../src/study/pairs/index.ts";
 * const { segments } = reportTables(await loadSource(resolveSource("sample")));
 * const { pairs } = choosePairs(genresOf([segments!]));
 * const [, knn] = reportModels();
 * const comparisons = await pairComparison(segments!, pairs, [knn!], { units: ["track"], seed: 1 });
 * pairComparisonChart(comparisons, segments!.source).alt; // => "k nearest neighbours, by track: kappa 0.10 of 8 genres, 0.35 when asked for two, 0.16 of two genres."
 */
export function pairComparisonChart(comparisons: readonly PairComparison[], source: string): Chart {
  const units = [...new Set(comparisons.map(({ by }) => by))];
  const labels = [...new Set(comparisons.map(({ model }) => model.label))];
  const { genres } = comparisons[0]!;
  const kinds: readonly (readonly [string, (one: PairComparison) => PairScores])[] = [
    [`${genres} genres`, ({ whole }) => whole],
    ["asked for two", ({ asked }) => asked],
    ["two genres", ({ binary }) => binary],
  ];
  const rows = labels.flatMap((label) => kinds.map(([kind]) => `${label}, ${kind}`));
  const data = units.map((by): Trace => {
    const points = comparisons
      .filter((one) => one.by === by)
      .flatMap((one) => kinds.map(([kind, of]) => ({ y: `${one.model.label}, ${kind}`, ...of(one) })));
    return {
      type: "scatter",
      mode: "markers",
      name: SPLIT_NAMES[by],
      y: points.map(({ y }) => y),
      x: points.map(({ kappa }) => kappa),
      customdata: points.map(({ accuracy }) => accuracy),
      marker: { color: SPLIT_COLOURS[by], symbol: SPLIT_SYMBOLS[by], size: 12 },
      hovertemplate: `%{y}, ${SPLIT_NAMES[by]}: kappa %{x:.2f} (%{customdata:.1%} right)<extra></extra>`,
    };
  });
  return chart({
    title: "Do models of two genres know more?",
    source,
    alt: comparisons
      .map(
        ({ model, by, whole, asked, binary }) =>
          `${model.title}, ${SPLIT_NAMES[by]}: kappa ${formatScore(whole.kappa)} of ${genres} genres, ${formatScore(asked.kappa)} when asked for two, ${formatScore(binary.kappa)} of two genres.`,
      )
      .join(" "),
    height: 160 + 30 * rows.length,
    data,
    layout: {
      xaxis: { title: { text: "Cohen's kappa" }, range: [-0.05, 1.02], dtick: 0.2, tickformat: ".1f" },
      yaxis: { autorange: "reversed", ticksuffix: " ", categoryorder: "array", categoryarray: rows },
      margin: { b: 88 },
    },
  });
}
