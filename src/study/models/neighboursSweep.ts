import { reportSplit, type SplitUnit, takeSplit } from "../../dataset/index.ts";
import { permutation, takeItems, takeMatrixRows } from "../../ground/index.ts";
import { gainInterval, KNeighborsClassifier, StandardScaler, sweepNeighbors } from "../../models/index.ts";
import {
  AT_FOOT,
  chart,
  type Chart,
  formatPercent,
  jointConfidence,
  joinProse,
  lineAt,
  listProse,
  markdown,
  type Markdown,
  note,
  ON_SPLIT,
  prose,
  type ReportTable,
  resampledWith,
  SPLIT_COLOURS,
  SPLIT_NAMES,
  SPLIT_SYMBOLS,
  splitUnits,
} from "../common/index.ts";

/** The accuracy of k-nearest neighbours for each k, with one way to split. */
export interface NeighboursSweep {
  readonly by: SplitUnit;
  readonly points: readonly { readonly k: number; readonly train: number; readonly test: number }[];
  /** The k with the highest test accuracy; on a tie, the smallest. */
  readonly best: { readonly k: number; readonly test: number };
  /**
   * The k whose test accuracy can't be distinguished from the best: the interval of the difference on the same rows, at which those of
   * all k hold together, contains 0.
   */
  readonly plateau: readonly number[];
}

const PUBLISHED_K = 3;
/** Enough training rows to know an accuracy to within 1.4 points (95 %); the question here is about test accuracy. */
const SCORED_TRAIN_ROWS = 5_000;

/**
 * Tries every k with every way to split, on the report's split. Values of k larger than the training part are left out. Training accuracies rest on at
 * most 5,000 rows, drawn at random.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportTables } from "../src/study/common/index.ts";
 * import { neighboursSweep } from "../src/study/models/index.ts";
 * const { segments } = reportTables(await loadSource(resolveSource("sample")));
 * const sweeps = await neighboursSweep(segments!, [1, 3, 9, 25, 65], { seed: 1 });
 * sweeps.map(({ by, best }) => [by, best.k, best.test]); // => [["row", 1, 0.936], ["track", 3, 0.186], ["artist", 25, 0.241]]
 */
export async function neighboursSweep(
  { table }: ReportTable,
  ks: readonly number[],
  { seed }: { readonly seed: number },
): Promise<NeighboursSweep[]> {
  const sweeps: NeighboursSweep[] = [];
  for (const by of splitUnits(table)) {
    const split = reportSplit(table, { by, seed });
    const { train, test } = takeSplit(table, split);
    const trainRows = train.y.length;
    const possible = ks.filter((k) => k <= trainRows);
    if (possible.length === 0)
      throw new RangeError(`no k of ${ks.join(", ")} is at most ${trainRows}, the training rows`);

    const scaler = new StandardScaler().fit(train.X);
    const X = scaler.transform(train.X);
    const classifier = new KNeighborsClassifier();
    await classifier.train(X, train.y);
    const accuracies = (rows: typeof X, y: readonly string[]): ReturnType<typeof sweepNeighbors> =>
      sweepNeighbors(classifier, train.y, rows, y, possible);
    const scored = permutation(trainRows, seed).slice(0, SCORED_TRAIN_ROWS);
    const onTrain = await accuracies(takeMatrixRows(X, scored), takeItems(train.y, scored));
    const onTest = await accuracies(scaler.transform(test.X), test.y);

    const points = possible.map((k, i) => ({ k, train: onTrain[i]!.accuracy, test: onTest[i]!.accuracy }));
    const best = points.reduce((most, point) => (point.test > most.test ? point : most));
    const bestHits = onTest[points.indexOf(best)]!.correct;
    const drawn = takeItems(resampledWith(table), split.test);
    // The best is the best of many: those shown to be behind it must be so at a confidence that counts them all.
    const confidence = jointConfidence(possible.length - 1);
    const plateau = onTest.flatMap(({ k, correct }) => {
      const gains = Array.from(bestHits, (hit, row) => hit - correct[row]!);
      return k === best.k || gainInterval(gains, drawn, { seed, confidence }).low <= 0 ? [k] : [];
    });
    sweeps.push({ by, points, best: { k: best.k, test: best.test }, plateau });
  }
  return sweeps;
}

/**
 * The choice of k: training and test accuracy for each k and way to split, with the report's k marked.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportTables } from "../src/study/common/index.ts";
 * import { neighboursChart, neighboursSweep } from "../src/study/models/index.ts";
 * const { segments } = reportTables(await loadSource(resolveSource("sample")));
 * const sweeps = await neighboursSweep(segments!, [1, 3, 9, 25, 65], { seed: 1 });
 * const { alt } = neighboursChart(segments!, sweeps);
 * alt.split(". ").at(-1); // => "Test, by artist: best at k = 25 with 24 %, 22 % at k = 65."
 */
export function neighboursChart({ source, title: tableTitle }: ReportTable, sweeps: readonly NeighboursSweep[]): Chart {
  const line = ({ by, points }: NeighboursSweep, part: "train" | "test"): Record<string, unknown> => ({
    type: "scatter",
    mode: part === "test" ? "lines+markers" : "lines",
    name: `${SPLIT_NAMES[by]}, ${part}`,
    x: points.map(({ k }) => k),
    y: points.map((point) => point[part]),
    line: { color: SPLIT_COLOURS[by], width: part === "test" ? 2.5 : 1.5, dash: part === "test" ? "solid" : "dot" },
    ...(part === "test" ? { marker: { symbol: SPLIT_SYMBOLS[by], size: 8 } } : {}),
    hovertemplate: `k = %{x}, ${SPLIT_NAMES[by]}, ${part}: %{y:.1%}<extra></extra>`,
  });
  return chart({
    title: headline(sweeps),
    source,
    alt: `Lines: accuracy of k nearest neighbours on the ${tableTitle} for odd k. ${sweeps
      .map(({ by, points, best }) => {
        const last = points.at(-1)!;
        return `Test, ${SPLIT_NAMES[by]}: best at k = ${best.k} with ${formatPercent(best.test)}, ${formatPercent(last.test)} at k = ${last.k}.`;
      })
      .join(" ")}`,
    height: 440,
    data: sweeps.flatMap((sweep) => [line(sweep, "test"), line(sweep, "train")]),
    layout: {
      xaxis: {
        title: { text: "k, the number of neighbours" },
        type: "log",
        tickvals: sweeps[0]!.points.map(({ k }) => k),
        ticktext: sweeps[0]!.points.map(({ k }) => String(k)),
        zeroline: false,
      },
      yaxis: { title: { text: "accuracy" }, range: [0, 1.03], tickformat: ".0%", dtick: 0.2 },
      margin: { b: 100 },
      shapes: [lineAt(PUBLISHED_K)],
      annotations: [
        // On a log axis, annotations are placed by exponent, shapes by value.
        note(`the report's k = ${PUBLISHED_K}`, { x: Math.log10(PUBLISHED_K), xanchor: "left", xshift: 6, ...AT_FOOT }),
      ],
    },
  });
}

function headline(sweeps: readonly NeighboursSweep[]): string {
  const shared = sweeps[0]!.plateau.filter((k) => sweeps.every(({ plateau }) => plateau.includes(k)));
  if (shared.length === 0) return "The best k depends on the split";
  return shared.length === 1 && sweeps.every(({ plateau }) => plateau.length === 1)
    ? `k = ${shared[0]!} is best, however one splits`
    : "Several k may be the best";
}

/**
 * Says which k is best for each way to split, which others are indistinguishable from it, and whether the best is at the edge of the
 * range tried.
 */
export function neighboursInWords(sweeps: readonly NeighboursSweep[]): Markdown {
  const found = sweeps.map((sweep) => {
    const { by, best } = sweep;
    const around = aroundBest(sweep);
    const alike = around.length > 1 ? ` (k from ${around[0]!} to ${around.at(-1)!} can't be told from it)` : "";
    return prose`${SPLIT_NAMES[by]} k = ${best.k} with ${formatPercent(best.test, 1)}${alike}`;
  });
  const atEdge = sweeps.filter(({ points, best }) => best.k === points.at(-1)!.k).map(({ by }) => ON_SPLIT[by]);
  return markdown(
    prose`Highest test accuracy: ${joinProse(found, "; ")}. A k chosen by its test score flatters that score a little.`,
    atEdge.length > 0
      ? prose`The best k ${listProse(atEdge)} is the largest that was tried: a larger one may be better still.`
      : undefined,
  );
}

/** The k on both sides of the best one that are no worse than it, as far as none between is worse. */
function aroundBest({ points, best, plateau }: NeighboursSweep): number[] {
  const tried = points.map(({ k }) => k);
  const worse = (k: number): boolean => !plateau.includes(k);
  const at = tried.indexOf(best.k);
  const from = tried.slice(0, at).findLastIndex(worse) + 1;
  const to = tried.slice(at + 1).findIndex(worse);
  return tried.slice(from, to < 0 ? undefined : at + 1 + to);
}
