import { resolve } from "node:path";
import {
  dropVariances,
  type FeatureTable,
  type SplitUnit,
  groupsOf,
  readFeatureTable,
  type SourceTables,
} from "../../dataset/index.ts";
import { bootstrapMean, crossValPredict, type Interval, kFold, type ReportModel } from "../../models/index.ts";
import { resampledWith, splitUnits } from "../common/index.ts";

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
  const compare = (changes: readonly number[]): EncodingDifference => ({
    difference: meanOf(changes),
    interval: bootstrapMean(changes, drawn, { seed }),
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
      scores.push({ by, once: meanOf(before), twice: meanOf(after), ...compare(changes) });
    }
    const apart = gains.get(scores.at(-1)!.by)!;
    effects.push({ model, scores, leak: compare(gains.get("row")!.map((change, row) => change - apart[row]!)) });
  }
  return effects;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
