import { mean } from "../../ground/index.ts";
import { resolve } from "node:path";
import {
  dropVariances,
  type FeatureTable,
  groupsOf,
  readFeatureTable,
  type SourceTables,
  type SplitUnit,
} from "../../dataset/index.ts";
import { gainInterval, crossValPredict, type Interval, kFold, type ReportModel } from "../../models/index.ts";
import {
  formatGain,
  formatGainRange,
  formatPercent,
  formatPoints,
  joinProse,
  listInWords,
  type Markdown,
  markdown,
  prose,
  resampledWith,
  SPLIT_NAMES,
  splitUnits,
  table,
  type Table,
  type TableCell,
} from "../common/index.ts";
import { MARGIN } from "../judge/index.ts";

const REENCODED = resolve(import.meta.dirname, "../../../data/fma-sample/reencoded/features_3s.csv");
const FOLDS = 5;

/** A difference between the two tables, with its 95 % interval when artists (or tracks) are drawn again. */
export interface EncodingDifference {
  readonly difference: number;
  readonly interval: Interval;
}

/** A model's accuracy on segments as they are and on the same segments encoded again. */
export interface EncodingScore extends EncodingDifference {
  readonly by: SplitUnit;
  readonly once: number;
  readonly twice: number;
}

/** What a second encoding changes for one model. */
export interface EncodingEffect {
  readonly model: ReportModel;
  readonly scores: readonly EncodingScore[];
  /** By how much more (or, below 0, less) random rows add to the score with everything known kept apart. */
  readonly leak: EncodingDifference;
}

/** The sample's segments without a second encoding and with one: the same rows, the report's features. */
export interface EncodedSegments {
  readonly once: FeatureTable;
  readonly twice: FeatureTable;
}

/**
 * The sample's segments, encoded once and twice.
 * @returns undefined for any other source: of no other both tables are at hand
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { encodedSegments } from "../src/study/beyond/index.ts";
 * const { once, twice } = (await encodedSegments(await loadSource(resolveSource("sample"))))!;
 * once.features.indexOf("rms_mean"); // => 1
 * // The encoder takes the level down by a twentieth.
 * twice.X.data[1]! / once.X.data[1]!; // => 0.95
 */
export async function encodedSegments({ source, segments }: SourceTables): Promise<EncodedSegments | undefined> {
  if (source.kind !== "sample" || !segments) return undefined;
  const once = dropVariances(segments);
  const twice = await readFeatureTable(REENCODED, "segment");
  const alike = (name: "features" | "filename"): boolean => once[name].join() === twice[name].join();
  if (!alike("features") || !alike("filename"))
    throw new RangeError(`${REENCODED} has other rows or columns than the sample`);
  return { once, twice: { ...once, X: twice.X, path: twice.path } };
}

/**
 * Scores models on segments encoded once and twice, by random rows and with tracks and artists kept apart. Both tables are cut into the same five
 * folds, so that each row is tested once in each way and compared with itself.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { encodedSegments, secondEncoding } from "../src/study/beyond/index.ts";
 * import { reportModels } from "../src/models/index.ts";
 * const encoded = await encodedSegments(await loadSource(resolveSource("sample")));
 * const knn = reportModels().filter(({ id }) => id === "knn");
 * const [effect] = await secondEncoding(encoded!, knn, { seed: 1 });
 * effect!.scores.map(({ by, twice }) => `${by} ${twice.toFixed(1)}`); // => ["row 0.9", "track 0.2", "artist 0.2"]
 */
export async function secondEncoding(
  { once, twice }: EncodedSegments,
  models: readonly ReportModel[],
  { seed }: { readonly seed: number },
): Promise<EncodingEffect[]> {
  const drawn = resampledWith(once);
  const compare = (changes: readonly number[], most = 1): EncodingDifference => ({
    difference: mean(changes),
    interval: gainInterval(changes, drawn, { seed, bounds: { low: -most, high: most } }),
  });
  const effects: EncodingEffect[] = [];
  for (const model of models) {
    const gains = new Map<SplitUnit, readonly number[]>();
    const scores: EncodingScore[] = [];
    for (const by of splitUnits(once)) {
      const groups = by === "row" ? {} : { groups: groupsOf(once, by) };
      const folds = kFold(once.X.rows, { folds: FOLDS, seed, stratify: once.label, ...groups });
      const right = async ({ X, label }: FeatureTable): Promise<number[]> => {
        const { predicted } = await crossValPredict(() => model.create(), X, label, folds);
        return label.map((genre, row) => Number(genre === predicted[row]));
      };
      const [before, after] = [await right(once), await right(twice)];
      const changes = after.map((hit, row) => hit - before[row]!);
      gains.set(by, changes);
      scores.push({ by, once: mean(before), twice: mean(after), ...compare(changes) });
    }
    const apart = gains.get(scores.at(-1)!.by)!;
    effects.push({
      model,
      scores,
      leak: compare(
        gains.get("row")!.map((change, row) => change - apart[row]!),
        2,
      ),
    });
  }
  return effects;
}

/**
 * Accuracies on segments encoded once and twice, and what the second encoding changes, in points with its interval.
 * @example
 * import { reportModels } from "../src/models/index.ts";
 * import { secondEncodingTable } from "../src/study/beyond/index.ts";
 * const leak = { difference: 0.004, interval: { low: -0.004, high: 0.012 } };
 * const score = { by: "row" as const, once: 0.935, twice: 0.939, ...leak };
 * const { text } = secondEncodingTable([{ model: reportModels()[1]!, scores: [score], leak }], { source: "Data: mine" });
 * text.split("\n").at(-1)!.split(/ {2,}/).at(-1); // => "+0.4 (−0.4 to +1.2)"
 */
export function secondEncodingTable(
  effects: readonly EncodingEffect[],
  { source }: { readonly source: string },
): Table {
  const units = effects[0]!.scores.map(({ by }) => by);
  return table({
    caption:
      "Accuracy on segments encoded once, encoded twice, and the difference in points with its 95 % interval. Bold: the interval does not include 0.",
    source,
    columns: [
      { heading: "model" },
      ...units.map((by) => ({ heading: SPLIT_NAMES[by], numeric: true, words: true })),
      { heading: "what random rows add", numeric: true, words: true },
    ],
    rows: effects.map(({ model, scores, leak }): TableCell[] => [
      model.label,
      ...scores.map((score) =>
        cellOf(`${formatPercent(score.once, 1)}, ${formatPercent(score.twice, 1)}: ${told(score)}`, score),
      ),
      cellOf(told(leak), leak),
    ]),
  });
}

function told({ difference, interval }: EncodingDifference): string {
  return `${formatGain(difference, 1)} (${formatGainRange(interval)})`;
}

function cellOf(text: string, { interval: { low, high } }: EncodingDifference): TableCell {
  return low > 0 || high < 0 ? { text, strong: true } : text;
}

/**
 * Says for which models a second encoding changes what random rows add to the score (their interval does not include 0), for which it does not
 * (their interval lies within the margin), and for which this isn't known.
 */
export function secondEncodingInWords(effects: readonly EncodingEffect[]): Markdown {
  const apart = SPLIT_NAMES[effects[0]!.scores.at(-1)!.by];
  const modelsWhere = (found: Finding): string | undefined => {
    const names = effects.filter(({ leak }) => findingOf(leak) === found).map(({ model }) => model.label);
    return names.length > 0 ? listInWords(names) : undefined;
  };
  const [changed, same, unknown] = [modelsWhere("changed"), modelsWhere("same"), modelsWhere("unknown")];
  const told = effects.map(
    ({ model, leak: { difference, interval } }) =>
      prose`${model.label} ${formatGain(difference, 1)} (${formatGainRange(interval)})`,
  );
  return markdown(
    joinProse([
      changed && prose`**A second encoding changes what random rows add to the score of ${changed}.**`,
      same &&
        prose`**A second encoding leaves the leak of ${same} as it is**: what random rows add changes by less than ${formatPoints(MARGIN)}.`,
      unknown && prose`Whether it changes that of ${unknown}, this music can't tell.`,
      prose`Change of what the score on random rows has over that ${apart}, in points, with 95 % intervals: ${joinProse(told, ", ")}.`,
    ]),
  );
}

type Finding = "changed" | "same" | "unknown";

function findingOf({ interval: { low, high } }: EncodingDifference): Finding {
  if (low > 0 || high < 0) return "changed";
  return low > -MARGIN && high < MARGIN ? "same" : "unknown";
}
