import { type FeatureTable, groupsOf, type SplitUnit } from "../../dataset/index.ts";
import { mean } from "../../ground/index.ts";
import { accuracyInterval, gainInterval, type Interval, type Label } from "../../models/index.ts";
import {
  chanceOf,
  type Chart,
  formatGain,
  formatGainRange,
  formatPercent,
  joinProse,
  jointConfidence,
  listProse,
  type Markdown,
  markdown,
  type Prose,
  prose,
  scoresChart,
  splitSeries,
} from "../common/index.ts";
import { figureId, type MeasuredFigure } from "../judge/index.ts";
import type { Description } from "./learnedMusic.ts";

/** How well models predict the genre of rows they were not trained on. */
export interface HeldOutScore {
  readonly description: Description;
  readonly model: string;
  readonly rows: "clips" | "segments";
  readonly by: SplitUnit;
  readonly predicted: readonly Label[];
  /** For each row, 1 if it is predicted correctly, otherwise 0. */
  readonly hits: readonly number[];
  /** The groups rows are resampled with: their artists, or tracks if artists are unknown. */
  readonly drawn: readonly unknown[];
  readonly accuracy: number;
  readonly interval: Interval;
}

/**
 * What is kept apart: nothing for random rows, otherwise all rows of a track or artist.
 * @example
 * import { kFold } from "../src/models/index.ts";
 * import { groupsApart, learnedMusic } from "../src/study/hearing/index.ts";
 * const { heard } = await learnedMusic("sample");
 * const folds = kFold(heard.X.rows, { folds: 5, seed: 1, stratify: heard.label, ...groupsApart(heard, "artist") });
 * const trained = new Set(Array.from(folds[0]!.train, (row) => heard.artist![row]));
 * folds[0]!.test.filter((row) => trained.has(heard.artist![row])).length; // => 0
 */
export function groupsApart(table: FeatureTable, by: SplitUnit): { readonly groups?: readonly unknown[] } {
  return by === "row" ? {} : { groups: groupsOf(table, by) };
}

/**
 * Scores predictions for a table's rows, with a 95 % interval from resampling whole artists.
 * @example
 * import { crossValPredict, kFold, KNeighborsClassifier } from "../src/models/index.ts";
 * import { groupsApart, heldOutScore, learnedMusic } from "../src/study/hearing/index.ts";
 * const { descriptions: [report, network] } = await learnedMusic("sample");
 * const scores = [];
 * for (const description of [report!, network!]) {
 *   const { X, label } = description.clips;
 *   const folds = kFold(X.rows, { folds: 5, seed: 1, stratify: label, ...groupsApart(description.clips, "artist") });
 *   const { predicted } = await crossValPredict(() => new KNeighborsClassifier({ nNeighbors: 9 }), X, label, folds);
 *   scores.push(heldOutScore({ description, model: "KNN", rows: "clips", by: "artist", predicted }, 1));
 * }
 * scores.map(({ description, accuracy }) => [description.label, accuracy]); // => [["the report's 57", 0.263], ["the network's 200", 0.4625]]
 */
export function heldOutScore(
  told: Pick<HeldOutScore, "description" | "model" | "rows" | "by" | "predicted">,
  seed: number,
): HeldOutScore {
  const table = told.description[told.rows];
  const hits = table.label.map((genre, row) => Number(told.predicted[row] === genre));
  const drawn = groupsOf(table, table.artist ? "artist" : "track");
  const accuracy = hits.reduce((sum, hit) => sum + hit, 0) / hits.length;
  return { ...told, hits, drawn, accuracy, interval: accuracyInterval(hits, drawn, { seed }) };
}

/**
 * How much better one score is than another on the same rows; what both get right or wrong cancels out. Where it is one of several
 * differences, `confidence` may count them: see `jointConfidence`.
 */
export function gainOver(
  better: HeldOutScore,
  other: HeldOutScore,
  seed: number,
  confidence = 0.95,
): { readonly gain: number; readonly interval: Interval } {
  const gains = better.hits.map((hit, row) => hit - other.hits[row]!);
  return {
    gain: gains.reduce((sum, value) => sum + value, 0) / gains.length,
    interval: gainInterval(gains, better.drawn, { seed, confidence }),
  };
}

/** `learned.clips.lr.musicnn.by-artist` and its siblings. */
export function heldOutFigures(scores: readonly HeldOutScore[]): MeasuredFigure[] {
  return scores.map(({ description, model, rows, by, accuracy, interval }) => ({
    id: figureId(`learned.${rows}.${model.toLowerCase()}.${description.id}`, by),
    label: `${model}, ${description.label} features, ${rows}`,
    measured: accuracy,
    interval,
  }));
}

/**
 * Scores with random rows and with tracks and artists kept apart: one row per model and description.
 * @example
 * import { heldOutChart, heldOutScore, learnedMusic } from "../src/study/hearing/index.ts";
 * const { descriptions, line } = await learnedMusic("sample");
 * const predicted = descriptions[0]!.clips.label.map(() => "Folk");
 * const score = heldOutScore({ description: descriptions[0]!, model: "Always Folk", rows: "clips", by: "row", predicted }, 1);
 * const { alt } = heldOutChart(["Is it Folk?"], [score], line);
 * alt; // => "random rows: Always Folk, the report's 57 12.5 %. Always guessing the most frequent genre scores 12.5 %."
 */
export function heldOutChart(title: readonly string[], scores: readonly HeldOutScore[], line: string): Chart {
  const rowOf = ({ model, description }: HeldOutScore): string => `${model}, ${description.label}`;
  const { description, rows: kind } = scores[0]!;
  const table = description[kind];
  return scoresChart({
    title,
    source: `Data: ${line}`,
    rows: [...new Set(scores.map(rowOf))],
    series: splitSeries(
      scores.map((score) => ({ row: rowOf(score), by: score.by, value: score.accuracy, interval: score.interval })),
    ),
    chance: chanceOf(table),
    axis: "accuracy",
  });
}

const UNITS = { row: "random rows", track: "by track", artist: "by artist" } as const;

/**
 * Says how far scores fall from random rows to artists kept apart, and whether that is less with the network's features: the change is
 * told by an interval of the same rows' differences, which counts the models; in brackets stands that of 95 %.
 */
export function leakLearnedInWords(scores: readonly HeldOutScore[], seed: number): Markdown {
  const leaks = scores
    .filter(({ by }) => by === "row")
    .flatMap((row) => {
      const same = scores.filter((one) => one.model === row.model && one.description === row.description);
      const apart = same.find(({ by }) => by === "artist") ?? same.find(({ by }) => by === "track");
      return apart ? [{ row, apart, gains: row.hits.map((hit, at) => hit - apart.hits[at]!) }] : [];
    });
  const before = leaks.filter(({ row }) => row.description.id === "report");
  const changes = before.flatMap(({ row, gains }) => {
    const after = leaks.find((leak) => leak.row.model === row.model && leak.row.description.id === "musicnn")?.gains;
    if (after === undefined) return [];
    const differences = after.map((gain, at) => gain - gains[at]!);
    const at = (confidence: number): Interval =>
      gainInterval(differences, row.drawn, { seed, confidence, bounds: { low: -2, high: 2 } });
    const ofAll = at(jointConfidence(before.length));
    return [{ model: row.model, change: mean(differences), interval: at(0.95), ofAll }];
  });
  const list = (some: typeof changes): Prose =>
    listProse(
      some.map(
        ({ model, change, interval }) =>
          prose`${model} (${formatGain(change, 1)} points, ${formatGainRange(interval)})`,
      ),
    );
  const less = changes.filter(({ ofAll }) => ofAll.high < 0);
  const more = changes.filter(({ ofAll }) => ofAll.low > 0);
  const unsure = changes.filter((one) => !less.includes(one) && !more.includes(one));
  return markdown(
    changes.length === 0
      ? undefined
      : prose`${joinProse(
          [
            less.length > 0
              ? prose`**With the network's features the leak is smaller for ${list(less)}**`
              : prose`**That the leak is smaller with the network's features is not shown**`,
            more.length > 0 && prose`it is larger for ${list(more)}`,
            unsure.length > 0 && prose`for ${list(unsure)} chance can explain the difference`,
          ],
          "; ",
        )}.`,
    ...leaks.map(
      ({ row, apart }): Prose =>
        prose`${row.model}, ${row.description.label}: ${formatPercent(row.accuracy)} on random rows, **${formatPercent(apart.accuracy)}** ${UNITS[apart.by]}: ${formatGain(apart.accuracy - row.accuracy)} points.`,
    ),
  );
}

/**
 * Says whether the network's features tell genres better than the report's, and what they are worth, on the same songs. The finding
 * counts how many models were tried; in brackets stand intervals of 95 %.
 */
export function gainInWords(scores: readonly HeldOutScore[], seed: number): Markdown {
  const names = [...new Set(scores.map(({ model }) => model))];
  const models = names.map((model) => {
    const find = (id: string): HeldOutScore =>
      scores.find((score) => score.model === model && score.description.id === id)!;
    const [report, network, both] = [find("report"), find("musicnn"), find("both")];
    const gain = gainOver(network, report, seed);
    const ofAll = gainOver(network, report, seed, jointConfidence(names.length)).interval;
    return { model, report, network, gain, ofAll, together: gainOver(both, network, seed) };
  });
  const better = models.filter(({ ofAll }) => ofAll.low > 0);
  const worse = models.filter(({ ofAll }) => ofAll.high < 0);
  const unsure = models.filter((one) => !better.includes(one) && !worse.includes(one));
  const list = (some: typeof models): Prose =>
    listProse(
      some.map(
        ({ model, report, network }) =>
          prose`${model} (${formatPercent(network.accuracy)} rather than ${formatPercent(report.accuracy)})`,
      ),
    );
  const { network, report } = models[0]!;
  const what = prose`${network.description.label} values tell genres better than ${report.description.label}`;
  const finding =
    better.length > 0
      ? joinProse(
          [
            prose`**Yes: ${what} with ${list(better)}**`,
            worse.length > 0 && prose`worse with ${list(worse)}`,
            unsure.length > 0 && prose`with ${list(unsure)} that is not shown`,
          ],
          "; ",
        )
      : joinProse(
          [
            prose`**That ${what} is not shown**`,
            unsure.length > 0 && prose`it may be chance with ${list(unsure)}`,
            worse.length > 0 && prose`it tells them worse with ${list(worse)}`,
          ],
          "; ",
        );
  const points = ({ gain, interval }: ReturnType<typeof gainOver>): Prose =>
    prose`${formatGain(gain, 1)} points (${formatGainRange(interval)})`;
  return markdown(
    prose`${finding}. Always guessing the largest genre: ${formatPercent(chanceOf(report.description.clips), 1)}.`,
    ...models.map(
      ({ model, gain, together }) =>
        prose`${model}: the network's features instead of the report's ${points(gain)}; both together instead of the network's alone ${points(together)}.`,
    ),
  );
}
