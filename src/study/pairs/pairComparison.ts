import type { SplitUnit } from "../../dataset/index.ts";
import {
  accuracy,
  accuracyGain,
  type AccuracyGain,
  cohenKappa,
  formatFixed,
  type Interval,
} from "../../models/index.ts";
import {
  chart,
  type Chart,
  formatGain,
  formatGainRange,
  formatPercent,
  formatScore,
  formatScoreGain,
  jointConfidence,
  joinProse,
  listProse,
  type Markdown,
  markdown,
  ON_SPLIT,
  type Prose,
  prose,
  type ReportModel,
  type ReportTable,
  SPLIT_COLOURS,
  SPLIT_NAMES,
  SPLIT_SYMBOLS,
  table,
  type Table,
  type TableCell,
  type TestOutcome,
  type Trace,
} from "../common/index.ts";
import type { GenrePair } from "../published/index.ts";
import { type KappaGain, kappaGain } from "./kappaGain.ts";
import { type PairCell, pairGrid, pooledOutcome } from "./pairGrid.ts";
import { wholeModels } from "./wholeModels.ts";

/** Accuracy, and agreement beyond chance. */
export interface PairScores {
  readonly accuracy: number;
  /** Cohen's kappa; over several pairs, their mean. */
  readonly kappa: number;
}

/** One model with one way to split: trained on all genres, and on two at a time. */
export interface PairComparison {
  readonly model: ReportModel;
  readonly by: SplitUnit;
  /** How many genres the all-genre model chooses from. */
  readonly genres: number;
  /** The all-genre model on all test rows. */
  readonly whole: PairScores;
  /** The all-genre model, asked which of the two genres, on the pairs' test rows. */
  readonly asked: PairScores;
  /** The two-genre models on the same rows. */
  readonly binary: PairScores;
  /** The accuracy that training on two genres adds over asking the all-genre model. */
  readonly gain: AccuracyGain;
  /**
   * What training on two genres adds to the kappa of the all-genre model on all test rows. `ofAll`: the interval at which those of all
   * models hold together (Bonferroni), for what is said of single ones.
   */
  readonly kappa: KappaGain & { readonly ofAll: Interval };
  /** How many artists, or tracks, were tested. */
  readonly groups: number;
}

export interface PairComparisonOptions {
  readonly units: readonly SplitUnit[];
  readonly seed: number;
  readonly cells?: readonly PairCell[] | undefined;
}

/**
 * Trains all-genre and two-genre models on the same training rows and compares them on the same test rows. Empty if the table is too
 * small to train any pair.
 * @param options how rows are split, and what is already known
 * @param options.cells the two-genre models, if `pairGrid` has already trained them on this very table
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { genresOf, reportModels, reportTables } from "../src/study/common/index.ts";
 * import { choosePairs, pairComparison } from "../src/study/pairs/index.ts";
 * const { segments } = reportTables(await loadSource(resolveSource("sample")));
 * const { pairs } = choosePairs(genresOf([segments!]));
 * const [, knn] = reportModels();
 * const [found] = await pairComparison(segments!, pairs, [knn!], { units: ["track"], seed: 1 });
 * [found!.whole.kappa, found!.asked.kappa, found!.binary.kappa]; // => [0.104, 0.349, 0.163]
 */
export async function pairComparison(
  table: ReportTable,
  pairs: readonly GenrePair[],
  models: readonly ReportModel[],
  { cells: known, ...options }: PairComparisonOptions,
): Promise<PairComparison[]> {
  const cells = known ?? (await pairGrid(table, pairs, models, options));
  const wholes = await wholeModels(table, pairs, models, options);
  return wholes.flatMap(({ model, by, test, pairs: restricted }): PairComparison[] => {
    const own = cells.filter((cell) => cell.by === by && cell.model.id === model.id);
    const both = own.map((cell) => ({
      binary: cell.test,
      asked: restricted.find(({ pair }) => pair.id === cell.pair.id)!.asked,
    }));
    if (both.length === 0) return [];
    const asked = pooledOutcome(both.map((one) => one.asked));
    const binary = pooledOutcome(both.map((one) => one.binary));
    const kappaAt = (confidence: number): KappaGain =>
      kappaGain(
        test,
        both.map((one) => one.binary),
        { seed: options.seed, confidence },
      );
    return [
      {
        model,
        by,
        genres: new Set(table.table.label).size,
        whole: { accuracy: accuracy(test.actual, test.predicted), kappa: cohenKappa(test.actual, test.predicted) },
        asked: scores(both.map((one) => one.asked)),
        binary: scores(both.map((one) => one.binary)),
        groups: new Set(asked.track).size,
        kappa: { ...kappaAt(0.95), ofAll: kappaAt(jointConfidence(models.length)).interval },
        gain: accuracyGain(asked.actual, asked.predicted, binary.predicted, asked.track, { seed: options.seed }),
      },
    ];
  });
}

function scores(outcomes: readonly TestOutcome[]): PairScores {
  const { actual, predicted } = pooledOutcome(outcomes);
  const kappas = outcomes.map((outcome) => cohenKappa(outcome.actual, outcome.predicted));
  return {
    accuracy: accuracy(actual, predicted),
    kappa: kappas.reduce((sum, kappa) => sum + kappa, 0) / kappas.length,
  };
}

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

/**
 * All-genre models beside two-genre ones: accuracy, Cohen's kappa, and the gain from training on two genres.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { genresOf, reportModels, reportTables } from "../src/study/common/index.ts";
 * import { choosePairs, pairComparison, pairComparisonTable } from "../src/study/pairs/index.ts";
 * const { segments } = reportTables(await loadSource(resolveSource("sample")));
 * const { pairs } = choosePairs(genresOf([segments!]));
 * const [, knn] = reportModels();
 * const comparisons = await pairComparison(segments!, pairs, [knn!], { units: ["track"], seed: 1 });
 * const { text } = pairComparisonTable(comparisons, segments!.source);
 * text.split("\n").at(-1)!.split(/ {2,}/); // => ["KNN, by track", "18.6 %", "0.10", "56.9 %", "0.35", "54.7 %", "0.16", "−2.2", "−16.4 to +11.9"]
 */
export function pairComparisonTable(comparisons: readonly PairComparison[], source: string): Table {
  const { genres } = comparisons[0]!;
  return table({
    caption: `Models of ${genres} genres, the same models asked which of two, and models of two: accuracy, Cohen's kappa, and the gain of the last over asking.`,
    source,
    columns: [
      { heading: "" },
      { heading: "accuracy", group: `${genres} genres`, numeric: true, minor: true },
      { heading: "kappa", group: `${genres} genres`, numeric: true },
      { heading: "accuracy", group: "asked for two", numeric: true, minor: true },
      { heading: "kappa", group: "asked for two", numeric: true, minor: true },
      { heading: "accuracy", group: "two genres", numeric: true, minor: true },
      { heading: "kappa", group: "two genres", numeric: true },
      { heading: "points", group: "gain over asking", numeric: true },
      { heading: "95 % interval", group: "gain over asking", numeric: true },
    ],
    rows: comparisons.map(({ model, by, whole, asked, binary, gain }): TableCell[] => [
      `${model.label}, ${SPLIT_NAMES[by]}`,
      ...[whole, asked, binary].flatMap(({ accuracy, kappa }): TableCell[] => [
        formatPercent(accuracy, 1),
        { text: formatFixed(kappa, 2), strong: true },
      ]),
      formatGain(gain.gain, 1),
      formatGainRange(gain.interval),
    ]),
  });
}

/** Says whether training on two genres gains more than the question's getting easier does. */
export function pairComparisonInWords(comparisons: readonly PairComparison[]): Markdown {
  const { genres } = comparisons[0]!;
  const by = comparisons.some((one) => one.by === "track") ? "track" : "row";
  const apart = comparisons.filter((one) => one.by === by);
  const models = apart.filter(({ model }) => model.id !== "knn");
  const knn = apart.find(({ model }) => model.id === "knn");
  // With two genres there is no smaller question to ask.
  if (genres <= 2) return markdown("The table has two genres: there is no model of more to compare with.");
  return markdown(
    prose`Guessing is right more often among two genres than among ${genres}; kappa takes that out. ${by === "track" ? "By track it" : "It"} goes ${kappasInWords(apart)}. ${higherInWords(apart)}`,
    models.length > 0
      ? prose`Is it the models that got better, or the question? Asked which of the two, the model of ${genres} genres is right for ${listProse(models.map(({ model, asked }) => prose`${formatPercent(asked.accuracy, 1)} (${model.label})`))}; training on the two alone adds ${listProse(models.map(({ model, gain }) => prose`${formatGain(gain.gain, 1)} points (${model.label}, ${formatGainRange(gain.interval)})`))}. ${dividingInWords(models)}`
      : undefined,
    knn &&
      prose`KNN can't be asked that way: three neighbours are three votes, and where none of them is for either genre the model has no opinion (${ON_SPLIT[by]} it gets ${formatPercent(knn.asked.accuracy, 1)}, on two genres ${formatPercent(knn.binary.accuracy, 1)}). With the other genres gone its three votes always are for one of the two.`,
  );
}

/** Kappa for all genres and for two at a time: "from 0.16 to 0.29 (LR; difference +0.01 to +0.25)". */
export function kappasInWords(comparisons: readonly PairComparison[]): Prose {
  return listProse(
    comparisons.map(
      ({ model, whole, binary, kappa }) =>
        prose`from ${formatScore(whole.kappa)} to ${formatScore(binary.kappa)} (${model.label}; difference ${scoreRange(kappa.interval)})`,
    ),
  );
}

/** With fewer artists (or tracks) to draw from, a bootstrap interval is too narrow to conclude from. */
const GROUPS_ENOUGH = 10;

/** Says whether dividing the genres makes models better; no conclusion if the gains' intervals contain 0, or rest on few tracks. */
export function dividingInWords(all: readonly PairComparison[]): Prose {
  const models = all.filter(({ groups }) => groups >= GROUPS_ENOUGH);
  const better = models.filter(({ gain }) => gain.interval.low > 0).map(({ model }) => model.label);
  const worse = models.filter(({ gain }) => gain.interval.high < 0).map(({ model }) => model.label);
  if (better.length + worse.length === 0)
    return prose`Whether dividing the genres makes the models better or worse can't be told from these rows.`;
  const parts = [
    better.length > 0 && prose`Dividing the genres makes ${listProse(better)} better at the same question.`,
    worse.length > 0 &&
      prose`${listProse(worse)} ${worse.length === 1 ? "is" : "are"} better when trained on all genres.`,
  ];
  return joinProse(parts);
}

/**
 * Says for which models a higher kappa on two genres than on all is shown. That all models have it is judged by their 95 % intervals,
 * as each must pass; single ones are named only if their intervals for all models together say so.
 */
export function higherInWords(compared: readonly PairComparison[]): Prose {
  if (compared.every(({ kappa }) => kappa.interval.low > 0))
    return prose`It is higher for each model here, even with chance taken out: all that is neither of the two genres is left out.`;
  const name = (of: readonly PairComparison[]): Prose => listProse(of.map(({ model }) => model.label));
  const higher = compared.filter(({ kappa }) => kappa.ofAll.low > 0);
  const lower = compared.filter(({ kappa }) => kappa.ofAll.high < 0);
  const open = compared.filter((one) => !higher.includes(one) && !lower.includes(one));
  return joinProse([
    higher.length > 0 && prose`That it is higher is shown for ${name(higher)}.`,
    lower.length > 0 && prose`It is lower for ${name(lower)}.`,
    open.length > 0 &&
      (open.length === compared.length
        ? prose`That it is higher for two genres is not shown.`
        : prose`For ${name(open)} no difference is shown.`),
  ]);
}

/** "+0.01 to +0.25". */
function scoreRange({ low, high }: Interval): string {
  return `${formatScoreGain(low)} to ${formatScoreGain(high)}`;
}
