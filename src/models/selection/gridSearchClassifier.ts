import { accuracy } from "../accuracy.ts";
import type { Classifier, Label, TrainOptions } from "../classifier.ts";
import { card, DISPLAY, type Matrix, type Shown, takeItems, takeMatrixRows } from "../../ground/index.ts";
import { ColumnsClassifier } from "../columnsClassifier.ts";
import { RandomForestClassifier } from "../randomForestClassifier.ts";
import { kFold } from "./folds.ts";

const NAME = "GridSearchClassifier";

/** A model with particular settings, to be tried. */
export interface Candidate {
  /** The settings in words: "k = 9". */
  readonly name: string;
  /** Returns a new, untrained model. */
  create(): Classifier;
}

/** How good a candidate is on the rows it may be trained on; higher is better. */
export type CandidateScore = (candidate: Candidate, X: Matrix, y: readonly Label[]) => Promise<number>;

export interface GridSearchJSON {
  readonly name: typeof NAME;
  readonly chosen: string;
  readonly model: unknown;
}

/**
 * The mean accuracy over stratified folds of the rows, the same ones for every candidate.
 * @example
 * import { foldScore, GridSearchClassifier, KNeighborsClassifier } from "../src/models/index.ts";
 * const candidates = [1, 3].map((k) => ({ name: `k = ${k}`, create: () => new KNeighborsClassifier({ nNeighbors: k }) }));
 * const search = new GridSearchClassifier(candidates, foldScore({ folds: 5, seed: 1 }));
 */
export function foldScore({ folds, seed }: { readonly folds: number; readonly seed: number }): CandidateScore {
  return async (candidate, X, y) => {
    let sum = 0;
    for (const { train, test } of kFold(X.rows, { folds, seed, stratify: y })) {
      const model = candidate.create();
      await model.train(takeMatrixRows(X, train), takeItems(y, train));
      sum += accuracy(takeItems(y, test), await model.predict(takeMatrixRows(X, test)));
    }
    return sum / folds;
  };
}

/**
 * A forest's accuracy on the rows each tree did not see (Breiman 2001, "Random forests"). It costs one training instead of one per
 * fold. Candidates must be forests with the option `oobScore`.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { outOfBagScore, RandomForestClassifier } from "../src/models/index.ts";
 * const { X, label } = (await loadSource(resolveSource("sample"))).clips!;
 * const candidate = { name: "a forest", create: () => new RandomForestClassifier({ seed: 1, oobScore: true }) };
 * await outOfBagScore(candidate, X, label); // => 0.4
 */
export const outOfBagScore: CandidateScore = async (candidate, X, y) => {
  const model = candidate.create();
  await model.train(X, y);
  const forest = model instanceof ColumnsClassifier ? model.model : model;
  if (!(forest instanceof RandomForestClassifier)) throw new RangeError(`${candidate.name} is no random forest`);
  return forest.oobAccuracy(y);
};

/**
 * Chooses among candidates by their score on the training rows alone and trains the best on all of them, like scikit-learn's
 * GridSearchCV. In a cross-validation each fold chooses anew, so no test row influences the choice (Varma and Simon 2006, "Bias in
 * error estimation when using cross-validation for model selection"). On a tie the first candidate wins.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { foldScore, GridSearchClassifier, KNeighborsClassifier, StandardScaler } from "../src/models/index.ts";
 * const { X, label } = (await loadSource(resolveSource("sample"))).clips!;
 * const candidates = [1, 15].map((k) => ({ name: `k = ${k}`, create: () => new KNeighborsClassifier({ nNeighbors: k }) }));
 * const search = new GridSearchClassifier(candidates, foldScore({ folds: 5, seed: 1 }));
 * await search.train(new StandardScaler().fit(X).transform(X), label);
 * search.chosen; // => "k = 1"
 */
export class GridSearchClassifier implements Classifier {
  readonly #candidates: readonly Candidate[];
  readonly #score: CandidateScore;
  #best: { readonly chosen: string; readonly model: Classifier } | undefined;
  /** The candidates' scores in the last training, in their order; empty if there was nothing to choose. */
  #scores: number[] = [];

  /** @throws RangeError if there are no candidates */
  constructor(candidates: readonly Candidate[], score: CandidateScore) {
    if (candidates.length === 0) throw new RangeError("a GridSearchClassifier needs at least one candidate");
    this.#candidates = candidates;
    this.#score = score;
  }

  /**
   * Restores a trained model, which can predict but not be trained again.
   * @param loadModel such as `loadClassifier`
   */
  static load(json: GridSearchJSON, loadModel: (json: unknown) => Classifier): GridSearchClassifier {
    if (json.name !== NAME) throw new RangeError(`the saved model is a ${String(json.name)}; expected a ${NAME}`);
    const model = loadModel(json.model);
    const search = new GridSearchClassifier([{ name: json.chosen, create: () => model }], () => Promise.resolve(0));
    search.#best = { chosen: json.chosen, model };
    return search;
  }

  /** The name of the chosen candidate. */
  get chosen(): string {
    return this.#trained().chosen;
  }

  get classes(): readonly Label[] {
    return this.#trained().model.classes;
  }

  async train(X: Matrix, y: readonly Label[], options: TrainOptions = {}): Promise<void> {
    let best: { readonly candidate: Candidate; readonly score: number } | undefined;
    this.#scores = [];
    if (this.#candidates.length > 1) {
      for (const candidate of this.#candidates) {
        options.signal?.throwIfAborted();
        const score = await this.#score(candidate, X, y);
        this.#scores.push(score);
        if (best === undefined || score > best.score) best = { candidate, score };
      }
    }
    const candidate = best?.candidate ?? this.#candidates[0]!;
    const model = candidate.create();
    await model.train(X, y, options);
    this.#best = { chosen: candidate.name, model };
  }

  async predict(X: Matrix): Promise<Label[]> {
    return this.#trained().model.predict(X);
  }

  async predictProba(X: Matrix): Promise<Matrix> {
    return this.#trained().model.predictProba(X);
  }

  /** How a notebook shows the search: the chosen candidate, and each one's score. */
  [DISPLAY](): Shown {
    return card(NAME, [
      ["chosen", this.#best?.chosen ?? "nothing yet: not trained"],
      ...this.#scores.map((score, i) => [this.#candidates[i]!.name, score.toFixed(4)] as const),
    ]);
  }

  toJSON(): GridSearchJSON {
    const { chosen, model } = this.#trained();
    return { name: NAME, chosen, model: model.toJSON() };
  }

  #trained(): { readonly chosen: string; readonly model: Classifier } {
    if (!this.#best) throw new Error(`the ${NAME} has not been trained; call train(X, y) first`);
    return this.#best;
  }
}
