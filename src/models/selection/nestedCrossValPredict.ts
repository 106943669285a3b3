import { accuracy } from "../accuracy.ts";
import type { Label } from "../classifier.ts";
import { type Matrix, takeItems, takeMatrixRows } from "../../ground/index.ts";
import { crossValPredict } from "./crossValPredict.ts";
import { type Fold, kFold } from "./folds.ts";
import type { Candidate } from "./gridSearchClassifier.ts";

export interface NestedOptions {
  /** The number of folds of each fold's training rows used to choose among the candidates. */
  readonly innerFolds: number;
  readonly seed: number;
  /** The group of each row, such as its artist; kept on one side in the inner folds too. */
  readonly groups: readonly unknown[];
}

/** Predictions of the models chosen in each fold, for rows that had no influence on the choice. */
export interface NestedPrediction {
  readonly predicted: readonly Label[];
  /** The name of the candidate that each fold chose. */
  readonly chosen: readonly string[];
}

/**
 * Nested cross-validation. Each fold chooses the candidate with the best cross-validated score on the fold's training rows, trains it
 * on all of them and predicts the test rows. The score is one of the whole procedure, including the choice, and so is free of the
 * optimism of picking the best of several test scores (Varma and Simon 2006, "Bias in error estimation when using cross-validation for
 * model selection"). On a tie the first candidate wins.
 * @param folds together they test each row exactly once
 * @throws RangeError if there are no candidates, or as `crossValPredict` and `kFold` do
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { kFold, KNeighborsClassifier, nestedCrossValPredict } from "../src/models/index.ts";
 * const { X, label, track } = (await loadSource(resolveSource("sample"))).clips!;
 * const candidates = [1, 15].map((k) => ({ name: `k = ${k}`, create: () => new KNeighborsClassifier({ nNeighbors: k }) }));
 * const folds = kFold(X.rows, { folds: 3, seed: 1, groups: track });
 * const { chosen } = await nestedCrossValPredict(candidates, X, label, folds, { innerFolds: 3, seed: 1, groups: track });
 * chosen; // => ["k = 15", "k = 15", "k = 1"]
 */
export async function nestedCrossValPredict(
  candidates: readonly Candidate[],
  X: Matrix,
  y: readonly Label[],
  folds: readonly Fold[],
  { innerFolds, seed, groups }: NestedOptions,
): Promise<NestedPrediction> {
  if (candidates.length === 0) throw new RangeError("a nested cross-validation needs at least one candidate");
  const choices: Candidate[] = [];
  for (const { train } of folds) {
    const trainX = takeMatrixRows(X, train);
    const labels = takeItems(y, train);
    const inner = kFold(train.length, {
      folds: innerFolds,
      seed,
      stratify: labels,
      groups: takeItems(groups, train),
    });
    let best: { readonly candidate: Candidate; readonly score: number } | undefined;
    for (const candidate of candidates) {
      const { predicted } = await crossValPredict(() => candidate.create(), trainX, labels, inner);
      const score = accuracy(labels, predicted);
      if (best === undefined || score > best.score) best = { candidate, score };
    }
    choices.push(best!.candidate);
  }
  let fold = 0;
  const { predicted } = await crossValPredict(() => choices[fold++]!.create(), X, y, folds);
  return { predicted, chosen: choices.map(({ name }) => name) };
}
