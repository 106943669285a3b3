import { reportSplit, type SplitUnit, takeSplit } from "../../dataset/index.ts";
import { CHART_COLOURS, escapeHtml, takeItems } from "../../ground/index.ts";
import { accuracyInterval, evaluate, type Interval } from "../../models/index.ts";
import {
  chart,
  type Chart,
  formatPercent,
  formatPoints,
  listProse,
  type Markdown,
  markdown,
  type Prose,
  prose,
  type ReportModel,
  type ReportTable,
  resampledWith,
} from "../common/index.ts";
import type { GenrePair } from "../published/index.ts";
import { allPairs, pairName } from "./choosePairs.ts";
import { takePair } from "./pairGrid.ts";

/** How well one model tells two genres apart. */
export interface PairScore {
  readonly pair: GenrePair;
  /** The mean over the splits that can train and test the pair. */
  readonly testAccuracy: number;
  /** Its 95 % interval under resampling of the test artists, or tracks. */
  readonly interval: Interval;
  /** How many artists, or tracks, were tested. */
  readonly groups: number;
}

/** A model's accuracy on every pair of genres. */
export interface PairMap {
  readonly by: SplitUnit;
  readonly splits: number;
  /** The easiest pair first; a pair that no split can train and test is left out. */
  readonly scores: readonly PairScore[];
}

/** With this many rows, one split is enough to tell pairs apart; a smaller table is split repeatedly. */
const ROWS_ENOUGH = 20_000;
const MOST_SPLITS = 20;

/**
 * Trains and tests a model on every pair of genres: on one split of a large table, on up to 20 of a small one.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportModels, reportTables } from "../src/study/common/index.ts";
 * import { pairMap } from "../src/study/pairs/index.ts";
 * const { segments } = reportTables(await loadSource(resolveSource("sample")));
 * const [, knn] = reportModels();
 * const { scores } = await pairMap(segments!, ["Folk", "Hip-Hop", "Rock"], knn!, { by: "track", seed: 1 });
 * scores.map(({ pair, testAccuracy }) => [pair.id, testAccuracy]); // => [["Folk-Hip-Hop", 0.731], ["Folk-Rock", 0.692], ["Hip-Hop-Rock", 0.584]]
 */
export async function pairMap(
  { table }: ReportTable,
  genres: readonly string[],
  model: ReportModel,
  { by, seed }: { readonly by: SplitUnit; readonly seed: number },
): Promise<PairMap> {
  const splits = Math.min(MOST_SPLITS, Math.ceil(ROWS_ENOUGH / table.X.rows));
  // A split uses its seed and the next one.
  const drawn = Array.from({ length: splits }, (_, i) => reportSplit(table, { by, seed: seed + 2 * i }));
  const groups = resampledWith(table);
  const scores: PairScore[] = [];
  for (const pair of allPairs(genres)) {
    const accuracies: number[] = [];
    const correct: boolean[] = [];
    const tested: string[] = [];
    for (const split of drawn) {
      const rows = takePair(table, split, pair);
      if (!rows) continue;
      const { actual, predicted, testAccuracy } = await evaluate(model.create(), takeSplit(table, rows));
      accuracies.push(testAccuracy);
      actual.forEach((genre, row) => correct.push(genre === predicted[row]));
      tested.push(...takeItems(groups, rows.test));
    }
    if (accuracies.length === 0) continue;
    const testAccuracy = accuracies.reduce((sum, value) => sum + value, 0) / accuracies.length;
    scores.push({
      pair,
      testAccuracy,
      interval: accuracyInterval(correct, tested, { seed }),
      groups: new Set(tested).size,
    });
  }
  return { by, splits, scores: scores.sort((a, b) => b.testAccuracy - a.testAccuracy) };
}

/** The title's length that fits a phone, in characters. */
const LONGEST_TITLE = 46;

/**
 * Which genres are hard to tell apart: a triangular heat map of the accuracy on every pair, with the chosen pairs outlined.
 * @example
 * import { pairMapChart } from "../src/study/pairs/index.ts";
 * const genres = ["Folk", "Pop", "Rock"];
 * const score = (first: string, second: string, testAccuracy: number) => ({
 *   pair: { id: `${first}-${second}`, genres: [first, second] as const },
 *   testAccuracy,
 * });
 * const scores = [score("Folk", "Rock", 0.9), score("Pop", "Rock", 0.7), score("Folk", "Pop", 0.6)];
 * const { alt } = pairMapChart({ scores }, { source: "Data: my songs", genres, chosen: [] });
 * alt; // => "Heat map of the test accuracy of 3 pairs of genres. Easiest: Folk & Rock with 90 %. Hardest: Folk & Pop with 60 %."
 */
export function pairMapChart(
  { scores }: { readonly scores: readonly Omit<PairScore, "interval" | "groups">[] },
  {
    source,
    genres,
    chosen,
  }: { readonly source: string; readonly genres: readonly string[]; readonly chosen: readonly GenrePair[] },
): Chart {
  const hardest = scores.at(-1)!;
  const easiest = scores[0]!;
  const answer = `Hardest: ${pairName(hardest.pair)}, ${formatPercent(hardest.testAccuracy)}`;
  const labels = genres.map(escapeHtml);
  const scoreOf = (a: string, b: string): number | null =>
    scores.find(({ pair }) => pair.genres.includes(a) && pair.genres.includes(b))?.testAccuracy ?? null;
  // The first genre has no row and the last no column, so each pair appears once, below the diagonal.
  const rows = genres.slice(1);
  const columns = genres.slice(0, -1);
  const z = rows.map((row, i) => columns.map((column, j) => (j <= i ? scoreOf(row, column) : null)));
  const outlines = chosen.flatMap(({ genres: [a, b] }) => {
    const [first, second] = [genres.indexOf(a), genres.indexOf(b)].sort((x, y) => x - y) as [number, number];
    if (first < 0) return [];
    const line = { width: 3, color: CHART_COLOURS.orange };
    return [{ type: "rect", x0: first - 0.5, x1: first + 0.5, y0: second - 1.5, y1: second - 0.5, line }];
  });
  return chart({
    title: answer.length <= LONGEST_TITLE ? answer : "Which genres are hard to tell apart?",
    source,
    alt: `Heat map of the test accuracy of ${scores.length} pairs of genres. Easiest: ${pairName(easiest.pair)} with ${formatPercent(easiest.testAccuracy)}. Hardest: ${pairName(hardest.pair)} with ${formatPercent(hardest.testAccuracy)}.`,
    height: 150 + 38 * rows.length,
    data: [
      {
        type: "heatmap",
        x: labels.slice(0, -1),
        y: labels.slice(1),
        z,
        zmin: 0.5,
        zmax: 1,
        text: z.map((row) => row.map((value) => (value === null ? "" : (value * 100).toFixed(0)))),
        texttemplate: "%{text}",
        textfont: { size: 11 },
        xgap: 1,
        ygap: 1,
        showscale: false,
        hoverongaps: false,
        hovertemplate: "%{y} & %{x}: %{z:.1%}<extra></extra>",
      },
    ],
    layout: {
      showlegend: false,
      xaxis: {
        title: { text: chosen.length > 0 ? "test accuracy, %; outlined: the pairs above" : "test accuracy, %" },
        dtick: 1,
        showgrid: false,
        zeroline: false,
      },
      yaxis: { autorange: "reversed", dtick: 1, ticksuffix: " ", showgrid: false, zeroline: false },
      shapes: outlines,
    },
  });
}

/** With fewer artists (or tracks) to draw from, a bootstrap interval is too narrow to count by. */
const GROUPS_ENOUGH = 20;

/** Says which pairs are easy and hard, and where the chosen ones rank. */
export function pairMapInWords({ scores, splits }: PairMap, chosen: readonly GenrePair[]): Markdown {
  const say = ({ pair, testAccuracy }: PairScore): Prose => prose`${pairName(pair)} (${formatPercent(testAccuracy)})`;
  const mean = (of: readonly PairScore[]): number => of.reduce((sum, one) => sum + one.testAccuracy, 0) / of.length;
  const isChosen = ({ pair }: PairScore): boolean =>
    chosen.some(({ genres }) => genres.every((genre) => pair.genres.includes(genre)));
  const own = scores.filter(isChosen);
  const end = Math.min(3, Math.floor(scores.length / 2));
  const difference = mean(own) - mean(scores);
  const apart = scores.filter(({ interval: { low, high } }) => low > mean(scores) || high < mean(scores)).length;
  return markdown(
    end === 0
      ? undefined
      : prose`${splits > 1 ? prose`In the mean of ${splits} splits, the easiest` : "The easiest"} pairs to tell apart are ${listProse(scores.slice(0, end).map(say))}; the hardest ${listProse(scores.slice(-end).reverse().map(say))}. ${
          scores.every(({ groups }) => groups >= GROUPS_ENOUGH)
            ? prose`Of ${scores.length} pairs ${apart} ${apart === 1 ? "has" : "have"} a 95 % interval that leaves the mean of all pairs out; chance alone would bring about ${(0.05 * scores.length).toFixed(1)}.`
            : "With so few tracks in a pair their order may be chance."
        }`,
    own.length > 0 && own.length < scores.length
      ? prose`Of ${scores.length} pairs, from the easiest to the hardest, ${own.length === 1 ? "the one looked at above is" : "those looked at above are"} number ${listProse(own.map((one) => prose`${scores.indexOf(one) + 1} (${pairName(one.pair)})`))}. ${own.length === 1 ? "It has" : "Their mean is"} ${formatPercent(mean(own), 1)}, the mean of all pairs is ${formatPercent(mean(scores), 1)}: ${difference === 0 ? "the same" : prose`${formatPoints(difference, 1)} ${difference < 0 ? "less" : "more"}`}.`
      : undefined,
  );
}
