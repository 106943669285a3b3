import type { ClassifierJSON, FittedModel, TrainingSet } from "./encodedClassifier.ts";
import { EncodedClassifier } from "./encodedClassifier.ts";
import type { Engine } from "./engine.ts";
import { MlKnn } from "./ml/mlKnn.ts";

export interface KNeighborsOptions {
  /** How many neighbours vote; 3, as in the report. */
  readonly nNeighbors: number;
}

/**
 * Classification by the majority of the k nearest training rows in Euclidean distance (Cover and Hart, "Nearest neighbor
 * pattern classification", 1967). Of classes with equally many votes the first in sorted order is predicted, as in
 * scikit-learn, where the defaults differ only in k (5 there).
 *
 * Engine `ml` searches with ml-knn, whose tree visits every training row: about 0.7 microseconds a query and training row, or
 * 10 ms a query for 15,000 rows.
 */
export class KNeighborsClassifier extends EncodedClassifier<KNeighborsOptions> {
  protected override readonly name = "KNeighborsClassifier";

  /** @throws RangeError where `nNeighbors` is no positive integer */
  constructor({ nNeighbors = 3, engine = "ml" }: Partial<KNeighborsOptions> & { readonly engine?: Engine } = {}) {
    if (!(Number.isInteger(nNeighbors) && nNeighbors > 0)) {
      throw new RangeError(`nNeighbors is ${nNeighbors}; expected a positive integer`);
    }
    super(engine, { nNeighbors });
  }

  static load(json: ClassifierJSON<KNeighborsOptions>): KNeighborsClassifier {
    return new KNeighborsClassifier({ ...json.options, engine: json.engine }).restore(json);
  }

  protected override fit(set: TrainingSet): FittedModel {
    const { nNeighbors } = this.options;
    if (nNeighbors > set.X.rows) {
      throw new RangeError(`nNeighbors is ${nNeighbors}, but there are only ${set.X.rows} training rows`);
    }
    return MlKnn.fit(set, nNeighbors);
  }

  protected override revive(model: unknown, classCount: number): FittedModel {
    return MlKnn.load(model, classCount);
  }
}
