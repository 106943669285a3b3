import type { FeatureTable, ReportSplit } from "../../dataset/index.ts";
import type { GenrePair } from "../published/index.ts";

/** The rows of two genres in each part of a split; undefined if the training part lacks either genre, or the test part both. */
export function takePair(
  { label }: Pick<FeatureTable, "label">,
  split: ReportSplit,
  pair: GenrePair,
): ReportSplit | undefined {
  const ofPair = (rows: Uint32Array): Uint32Array => rows.filter((row) => pair.genres.includes(label[row]!));
  const taken = { train: ofPair(split.train), test: ofPair(split.test), holdout: ofPair(split.holdout) };
  const trained = new Set(Array.from(taken.train, (row) => label[row]!));
  return trained.size === 2 && taken.test.length > 0 ? taken : undefined;
}
