import { dropVariances, type FeatureTable } from "../../dataset/index.ts";
import { CHART_COLOURS, escapeHtml, randomOrder, takeItems, takeMatrixRows } from "../../ground/index.ts";
import { evaluate, type Fold, LogisticRegression, MLPClassifier, RandomForestClassifier } from "../../models/index.ts";
import {
  chart,
  type Chart,
  formatCount,
  formatGain,
  formatPercent,
  intervalBars,
  jointConfidence,
  joinProse,
  listProse,
  markdown,
  type Markdown,
  type Prose,
  prose,
  resampledWith,
  type Trace,
} from "../common/index.ts";
import { nameBeside, type ShownData, shownLine, SOURCE_STYLES } from "./shownData.ts";
import {
  pairedDifference,
  repeatsFor,
  type ScoredModel,
  scoreTracks,
  trackFolds,
  type TrackScore,
} from "./trackScore.ts";

/** One model's score as the number of training tracks grows. */
export interface TrackCurve {
  readonly data: ShownData;
  readonly model: ScoredModel;
  readonly points: readonly { readonly tracks: number; readonly score: TrackScore }[];
}

/** The smallest training part. */
const FEWEST_TRACKS = 12;

/**
 * Trains models on more and more tracks and scores them on the same held-out ones. Each training part is twice the one before, and the
 * last has all tracks. Tracks have one row each, with the report's features. A fifth of the tracks is held out; small tables are split
 * several times.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { shownData, trackCurve } from "../src/study/beyond/index.ts";
 * const [shown] = await shownData(await loadSource(resolveSource("sample")));
 * const [lr] = await trackCurve(shown!, { seed: 1 });
 * lr!.points.map(({ tracks, score }) => [tracks, score.accuracy]); // => [[16, 0.177], [32, 0.219], [64, 0.250], [128, 0.240]]
 */
export async function trackCurve(data: ShownData, { seed }: { readonly seed: number }): Promise<TrackCurve[]> {
  const table = dropVariances(data.tracks);
  const splits = splitsOf(data, seed);
  const least = Math.min(...splits.map(({ train }) => train.length));
  const sizes: number[] = [];
  for (let size = least; size >= FEWEST_TRACKS || sizes.length === 0; size = Math.floor(size / 2)) sizes.unshift(size);

  const curves: TrackCurve[] = [];
  for (const model of models(seed)) {
    const points: { tracks: number; score: TrackScore }[] = [];
    for (const size of sizes) {
      points.push({ tracks: size, score: await scoreSplits(model, table, splits, size, seed) });
    }
    curves.push({ data, model, points });
  }
  return curves;
}

/** The folds of one cross-validation test each track once; as many of them are used as the table needs for a stable score. */
function splitsOf({ tracks }: ShownData, seed: number): Fold[] {
  return trackFolds(tracks, "track", seed)[0]!.slice(0, 2 * repeatsFor(tracks.X.rows) - 1);
}

/** A model's score on the test parts of the splits, trained on the given number of tracks of each. */
async function scoreSplits(
  model: ScoredModel,
  table: FeatureTable,
  splits: readonly Fold[],
  size: number,
  seed: number,
): Promise<TrackScore> {
  const names = resampledWith(table);
  const hits: number[] = [];
  const groups: string[] = [];
  for (const [i, { train, test }] of splits.entries()) {
    const part = (of: ArrayLike<number>) => ({ X: takeMatrixRows(table.X, of), y: takeItems(table.label, of) });
    const parts = { train: part(shuffledByGenre(train, table.label, seed + i).slice(0, size)), test: part(test) };
    const { actual, predicted } = await evaluate(model.create(), parts);
    actual.forEach((label, row) => hits.push(Number(predicted[row] === label)));
    groups.push(...takeItems(names, test));
  }
  const label = `${model.label}, ${size.toLocaleString("en")} tracks to learn from`;
  return scoreTracks({ id: `${model.id}.${size}`, label, by: "track", hits, groups }, seed);
}

/** Shuffles rows so that every prefix has about the same share of each genre. */
function shuffledByGenre(rows: Uint32Array, label: readonly string[], seed: number): number[] {
  const byGenre = new Map<string, number[]>();
  for (const row of randomOrder([...rows], seed)) {
    const own = byGenre.get(label[row]!);
    if (own) own.push(row);
    else byGenre.set(label[row]!, [row]);
  }
  return [...byGenre.values()]
    .flatMap((own) => own.map((row, rank) => ({ row, place: (rank + 0.5) / own.length })))
    .sort((a, b) => a.place - b.place)
    .map(({ row }) => row);
}

function models(seed: number): readonly ScoredModel[] {
  return [
    { id: "lr", label: "LR", create: () => new LogisticRegression() },
    { id: "rf", label: "RF", create: () => new RandomForestClassifier({ seed }) },
    { id: "mlp", label: "Neural network", create: () => new MLPClassifier({ seed, alpha: 0.01 }) },
  ];
}

/** None of a way to split, which has its own in every chart. */
const COLOURS = [CHART_COLOURS.brown, CHART_COLOURS.green, CHART_COLOURS.pink];
const SYMBOLS = ["triangle-up", "cross", "x"];

/**
 * Accuracy on unseen tracks by the number of training tracks. The axis of tracks is logarithmic: each step doubles them.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { drawTracks, shownData, trackCurve, trackCurveChart } from "../src/study/beyond/index.ts";
 * const [drawn] = drawTracks(await shownData(await loadSource(resolveSource("sample"))), 40, 1);
 * trackCurveChart(await trackCurve(drawn!, { seed: 1 })).alt; // => "LR, FMA sample: 20.8 % with 16 tracks, 20.8 % with 32 tracks. …"
 */
export function trackCurveChart(curves: readonly TrackCurve[]): Chart {
  const shown = [...new Map(curves.map(({ data }) => [data.prefix, data])).values()];
  const labels = [...new Set(curves.map(({ model }) => model.label))];
  const longest = curves.reduce((most, curve) => (curve.points.length > most.points.length ? curve : most));
  const sizes = longest.points.map(({ tracks }) => tracks);
  return chart({
    title: "Would more tracks help?",
    source: shownLine(shown),
    alt: curves
      .map(
        ({ data, model, points }) =>
          `${model.label}, ${data.title}: ${points
            .map(({ tracks, score }) => `${formatPercent(score.accuracy, 1)} with ${formatCount(tracks)} tracks`)
            .join(", ")}.`,
      )
      .join(" "),
    height: 470,
    data: curves.map(({ data, model, points }): Trace => {
      const at = labels.indexOf(model.label);
      const color = COLOURS[at % COLOURS.length]!;
      const name = escapeHtml(nameBeside(model.label, data));
      return {
        type: "scatter",
        mode: "lines+markers",
        name,
        x: points.map(({ tracks }) => tracks),
        y: points.map(({ score }) => score.accuracy),
        line: { color, width: 2, dash: SOURCE_STYLES[data.prefix].dash },
        marker: { color, symbol: SYMBOLS[at % SYMBOLS.length], size: 8 },
        error_y: intervalBars(
          points.map(({ score: { accuracy: value, interval } }) => ({ value, interval })),
          { color, thickness: 1 },
        ),
        hovertemplate: `${name}, %{x:,} tracks: %{y:.1%}<extra></extra>`,
      };
    }),
    layout: {
      xaxis: {
        title: { text: "tracks to learn from" },
        type: "log",
        tickvals: sizes,
        ticktext: sizes.map(formatCount),
        zeroline: false,
      },
      yaxis: { title: { text: "accuracy on other tracks" }, rangemode: "tozero", tickformat: ".0%", dtick: 0.1 },
      margin: { b: 110 },
    },
  });
}

/** Says what the last doubling of the tracks gained each model, and whether the curves have levelled off. */
export function trackCurveInWords(curves: readonly TrackCurve[], { seed }: { readonly seed: number }): Markdown {
  const sources = [...new Set(curves.map(({ data }) => data))];
  return markdown(
    ...sources.map((data) =>
      describe(
        curves.filter((curve) => curve.data === data),
        seed,
      ),
    ),
  );
}

function describe(curves: readonly TrackCurve[], seed: number): Prose {
  const { data, points } = curves[0]!;
  const name = prose`**${data.title}**`;
  if (points.length < 2) return prose`${name} has too few tracks for a curve.`;
  const [half, all] = [points.at(-2)!.tracks, points.at(-1)!.tracks];
  const gains = curves.map(({ model, points: own }) => {
    const [before, after] = [own.at(-2)!.score, own.at(-1)!.score];
    return { label: model.label, after, ...pairedDifference(after, before, seed, jointConfidence(curves.length)) };
  });
  const growing = gains.filter(({ interval }) => interval.low > 0);
  const told = gains.map(
    ({ label, after, difference, interval }) =>
      prose`${label} ${formatGain(difference, 1)} points, to ${formatPercent(after.accuracy, 1)}${interval.low <= 0 && interval.high >= 0 ? " (may be chance)" : ""}`,
  );
  const meaning =
    growing.length > 0
      ? prose`**The last doubling helped** ${listProse(growing.map(({ label }) => label))}: more tracks may help further.`
      : "The last doubling brings nothing that could not be chance: with so few tracks to score on, smaller gains can't be seen.";
  return prose`${name}: from ${formatCount(half)} to ${formatCount(all)} tracks, ${joinProse(told, "; ")}. ${meaning}`;
}
