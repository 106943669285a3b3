import { reportSplit, selectFeatures, type SplitUnit, takeSplit } from "../../dataset/index.ts";
import { CHART_COLOURS, escapeHtml, takeItems } from "../../ground/index.ts";
import {
  accuracyGain,
  type AccuracyGain,
  evaluate,
  type Evaluation,
  type Interval,
  RandomForestClassifier,
} from "../../models/index.ts";
import {
  chart,
  type Chart,
  featureName,
  formatGain,
  formatGainRange,
  formatPercent,
  intervalBars,
  jointConfidence,
  listInWords,
  note,
  ON_SPLIT,
  type ReportTable,
  resampledWith,
  SPLIT_COLOURS,
  SPLIT_NAMES,
  SPLIT_SYMBOLS,
  type Table,
  table,
  type TableCell,
} from "../common/index.ts";
import { MARGIN } from "../judge/index.ts";
import { type ForestImportances, meanImportance } from "./forestImportances.ts";

/** A forest trained on the most important features only. */
export interface DroppingStep {
  /** The number of features it was given. */
  readonly kept: number;
  /** The features dropped since the previous step, the least important first. */
  readonly dropped: readonly string[];
  readonly testAccuracy: number;
  readonly gain: AccuracyGain;
  /**
   * The interval of that change at which all smaller sets together hold at 95 % (Bonferroni), for what is said of whichever set does
   * best: of many that are tried, one may look better by chance.
   */
  readonly ofAll: Interval;
}

/** How a forest does as its least important features are dropped, with one way to split. */
export interface FeatureDropping {
  readonly by: SplitUnit;
  readonly ranking: readonly string[];
  readonly steps: readonly DroppingStep[];
}

/** All features compared with all features: nothing is estimated. */
const NO_GAIN: AccuracyGain = { gain: 0, interval: { low: 0, high: 0 } };

/**
 * Drops features step by step, those with the smallest decrease of impurity in training first, and trains and tests a new forest each
 * time.
 * @param table its columns are the features
 * @param options what to try
 * @param options.shares the shares of the features to keep, in descending order; a step with all features always comes first
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportTables } from "../src/study/common/index.ts";
 * import { featureDropping, forestImportances } from "../src/study/optimization/index.ts";
 * const { clips } = reportTables(await loadSource(resolveSource("sample")));
 * const importances = await forestImportances(clips!, { units: ["row"], forests: 2, seed: 1 });
 * const [dropping] = await featureDropping(clips!, importances, { shares: [0.5, 0.2], seed: 1 });
 * dropping!.steps.map(({ kept, testAccuracy }) => [kept, testAccuracy]); // => [[29, 0.333], [15, 0.167], [6, 0.333]]
 */
export async function featureDropping(
  { table }: ReportTable,
  importances: readonly ForestImportances[],
  { shares, seed }: { readonly shares: readonly number[]; readonly seed: number },
): Promise<FeatureDropping[]> {
  const found: FeatureDropping[] = [];
  for (const { by, features, impurity } of importances) {
    const mean = meanImportance(impurity);
    const ranking = [...features.keys()].sort((a, b) => mean[b]! - mean[a]!).map((column) => features[column]!);
    const counts = [...new Set([1, ...shares].map((share) => Math.max(1, Math.round(share * ranking.length))))];
    const split = reportSplit(table, { by, seed });
    const groups = takeItems(resampledWith(table), split.test);
    const steps: DroppingStep[] = [];
    let whole: Evaluation | undefined;
    let previous = ranking.length;
    for (const kept of counts) {
      const parts = takeSplit(selectFeatures(table, ranking.slice(0, kept)), split);
      const evaluation = await evaluate(new RandomForestClassifier({ seed }), parts);
      whole ??= evaluation;
      const { actual, predicted } = evaluation;
      const gainAt = (confidence: number): AccuracyGain =>
        evaluation === whole
          ? NO_GAIN
          : accuracyGain(actual, whole!.predicted, predicted, groups, { seed, confidence });
      const [gain, { interval: ofAll }] = [gainAt(0.95), gainAt(jointConfidence(counts.length - 1))];
      const dropped = ranking.slice(kept, previous).reverse();
      steps.push({ kept, dropped, testAccuracy: evaluation.testAccuracy, gain, ofAll });
      previous = kept;
    }
    found.push({ by, ranking, steps });
  }
  return found;
}

/**
 * What the forest loses as features are dropped: its test accuracy by the number of features kept, for each way to split. Bars show the
 * 95 % interval of the difference from all features, a line the score of always guessing the most frequent genre (`chance`).
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { chanceOf, reportTables } from "../src/study/common/index.ts";
 * import { droppingChart, featureDropping, forestImportances } from "../src/study/optimization/index.ts";
 * const { clips } = reportTables(await loadSource(resolveSource("sample")));
 * const importances = await forestImportances(clips!, { units: ["row"], forests: 1, seed: 1 });
 * const droppings = await featureDropping(clips!, importances, { shares: [0.5], seed: 1 });
 * const { alt } = droppingChart(droppings, { source: clips!.source, chance: chanceOf(clips!.table) });
 * alt.split(". ")[1]; // => "random rows: 29 features 28 %, 15 features 28 %"
 */
export function droppingChart(
  droppings: readonly FeatureDropping[],
  { source, chance }: { readonly source: string; readonly chance: number },
): Chart {
  const counts = droppings[0]!.steps.map(({ kept }) => kept);
  return chart({
    title: headline(droppings),
    source,
    alt: `Lines: test accuracy of the forest by the number of features kept. ${droppings
      .map(
        ({ by, steps }) =>
          `${SPLIT_NAMES[by]}: ${steps.map(({ kept, testAccuracy }) => `${kept} features ${formatPercent(testAccuracy)}`).join(", ")}.`,
      )
      .join(" ")} Always guessing the most frequent genre scores ${formatPercent(chance, 1)}.`,
    height: 420,
    data: droppings.map(({ by, steps }) => ({
      type: "scatter",
      mode: "lines+markers",
      name: SPLIT_NAMES[by],
      x: steps.map(({ kept }) => kept),
      y: steps.map(({ testAccuracy }) => testAccuracy),
      error_y: intervalBars(
        steps.map(({ gain: { gain: value, interval } }) => ({ value, interval })),
        { color: SPLIT_COLOURS[by], width: 5 },
      ),
      line: { color: SPLIT_COLOURS[by], width: 2.5 },
      marker: { color: SPLIT_COLOURS[by], symbol: SPLIT_SYMBOLS[by], size: 9 },
      customdata: steps.map(({ gain, dropped }) => [
        formatGain(gain.gain, 1),
        formatGainRange(gain.interval),
        dropped.length > 0 ? `<br>without ${lines(dropped)}` : "",
      ]),
      hovertemplate: `%{x} features, ${SPLIT_NAMES[by]}: %{y:.1%}<br>%{customdata[0]} points (%{customdata[1]})%{customdata[2]}<extra></extra>`,
    })),
    layout: {
      xaxis: { title: { text: "features kept, the most important first" }, tickvals: counts, zeroline: false },
      yaxis: { title: { text: "test accuracy" }, range: [0, 1.02], tickformat: ".0%", dtick: 0.2 },
      margin: { b: 96 },
      shapes: [
        {
          type: "line",
          xref: "paper",
          x0: 0,
          x1: 1,
          y0: chance,
          y1: chance,
          line: { dash: "dot", width: 1.5, color: CHART_COLOURS.quiet },
        },
      ],
      annotations: [note("most frequent genre", { xref: "paper", x: 1, xanchor: "right", y: chance, yanchor: "top" })],
    },
  });
}

function headline(droppings: readonly FeatureDropping[]): string {
  const helped = droppings.filter(({ steps }) => steps.some(({ ofAll }) => ofAll.low > 0));
  if (helped.length === 0) return "No smaller set is shown to be better";
  return `A smaller set scores more ${listInWords(helped.map(({ by }) => ON_SPLIT[by]))}`;
}

/** Three names per line, as wide as a phone allows. */
function lines(features: readonly string[]): string {
  const names = features.map((feature) => escapeHtml(featureName(feature).title));
  const rows = Array.from({ length: Math.ceil(names.length / 3) }, (_, i) => names.slice(3 * i, 3 * i + 3).join(", "));
  return rows.join(",<br>");
}

/**
 * The forest's test accuracy by the number of features kept, and its difference from all features with a 95 % interval.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportTables } from "../src/study/common/index.ts";
 * import { droppingTable, featureDropping, forestImportances } from "../src/study/optimization/index.ts";
 * const { clips } = reportTables(await loadSource(resolveSource("sample")));
 * const importances = await forestImportances(clips!, { units: ["row"], forests: 1, seed: 1 });
 * const droppings = await featureDropping(clips!, importances, { shares: [0.5], seed: 1 });
 * const { text } = droppingTable(droppings, clips!.source);
 * text.split("\n").at(-1)!.split(/ {2,}/); // => ["15", "27.8 %", "±0.0", "−11.1 to +11.1"]
 */
export function droppingTable(droppings: readonly FeatureDropping[], source: string): Table {
  return table({
    caption: "The forest on fewer features, the least important dropped first; difference to all features in points.",
    source,
    columns: [
      { heading: "features kept" },
      ...droppings.flatMap(({ by }) => [
        { heading: "test", group: SPLIT_NAMES[by], numeric: true },
        { heading: "difference", group: SPLIT_NAMES[by], numeric: true },
        { heading: "95 % interval", group: SPLIT_NAMES[by], numeric: true, minor: true },
      ]),
    ],
    rows: droppings[0]!.steps.map(({ kept }, i): TableCell[] => [
      String(kept),
      ...droppings.flatMap(({ steps }): TableCell[] => {
        const { testAccuracy, gain } = steps[i]!;
        if (i === 0) return [formatPercent(testAccuracy, 1), "–", ""];
        return [
          formatPercent(testAccuracy, 1),
          { text: formatGain(gain.gain, 1), strong: true },
          formatGainRange(gain.interval),
        ];
      }),
    ]),
  });
}

/**
 * The smallest feature set that is shown, as are all larger ones tried, to lose less than 2 points. A set whose loss is uncertain
 * doesn't count: otherwise, the fewer test tracks there are, the fewer features would seem to be needed.
 */
export function fewestFeatures({ steps }: FeatureDropping): DroppingStep {
  const lost = steps.findIndex(({ ofAll }) => ofAll.low <= -MARGIN);
  return steps.at(lost < 0 ? -1 : lost - 1)!;
}
