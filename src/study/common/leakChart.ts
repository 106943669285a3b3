import { CHART_COLOURS } from "../../ground/index.ts";
import type { Chart } from "./chart.ts";
import { formatPercent } from "./formatNumber.ts";
import { scoresChart, type SplitScore, splitSeries } from "./scoresChart.ts";

/** One model in the leak chart. */
export interface LeakRow {
  readonly name: string;
  /** As published; absent where the report has no such score. */
  readonly published?: number | undefined;
  readonly scores: readonly Omit<SplitScore, "row">[];
}

/**
 * The leak in one chart: each model's accuracy as published, on random rows, and with tracks and artists kept apart, with 95 %
 * intervals. The title names the model that loses most by keeping tracks apart, provided its intervals don't overlap.
 * @example
 * import { leakChart } from "../src/study/common/index.ts";
 * const scores = [
 *   { by: "row", value: 0.82, interval: { low: 0.8, high: 0.84 } },
 *   { by: "track", value: 0.45, interval: { low: 0.41, high: 0.49 } },
 * ] as const;
 * const { alt } = leakChart([{ name: "KNN", published: 0.82, scores }], { source: "Data: my songs", chance: 0.125 });
 * alt; // => "published: KNN 82.0 %. random rows: KNN 82.0 %. by track: KNN 45.0 %. …"
 */
export function leakChart(
  rows: readonly LeakRow[],
  { source, chance }: { readonly source: string; readonly chance: number },
): Chart {
  const published = rows.flatMap(({ name, published: value }) => (value === undefined ? [] : [{ row: name, value }]));
  return scoresChart({
    title: titleOf(rows),
    source,
    axis: "test accuracy",
    rows: rows.map(({ name }) => name),
    series: [
      ...(published.length > 0
        ? [{ name: "published", colour: CHART_COLOURS.quiet, symbol: "line-ns-open", points: published }]
        : []),
      ...splitSeries(rows.flatMap(({ name, scores }) => scores.map((score) => ({ row: name, ...score })))),
    ],
    chance,
  });
}

function titleOf(rows: readonly LeakRow[]): readonly string[] {
  const losses = rows.flatMap(({ name, scores }) => {
    const [random, apart] = (["row", "track"] as const).map((by) => scores.find((score) => score.by === by));
    if (!random || !apart) return [];
    const sure = (apart.interval?.high ?? 1) < (random.interval?.low ?? 0);
    return sure ? [{ name, random: random.value, apart: apart.value }] : [];
  });
  const most = losses.sort((a, b) => b.random - b.apart - (a.random - a.apart))[0];
  if (!most) return ["The report's models"];
  return [
    `${most.name}: ${formatPercent(most.random)} on random rows,`,
    `${formatPercent(most.apart)} when tracks are kept apart`,
  ];
}
