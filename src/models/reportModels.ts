import type { Classifier } from "./classifier.ts";
import { KNeighborsClassifier } from "./kNeighborsClassifier.ts";
import { LogisticRegression } from "./logisticRegression.ts";
import { RandomForestClassifier } from "./randomForestClassifier.ts";

/** The report's three models, in its order. */
export const MODEL_IDS = ["lr", "knn", "rf"] as const;
export type ModelId = (typeof MODEL_IDS)[number];

/** One of the report's three models. */
export interface ReportModel {
  readonly id: ModelId;
  /** "KNN". */
  readonly label: string;
  /** As the report's tables call it: "KNN (k=3)". */
  readonly name: string;
  /** "k nearest neighbours". */
  readonly title: string;
  /** Returns a new, untrained model. */
  create(): Classifier;
}

/**
 * The report's three models in its order: logistic regression, k-nearest neighbours, and a forest of 100 trees.
 * @param options what should differ from the report
 * @param options.k KNN's number of neighbours, 3 in the report
 * @param options.seed of the forest's random numbers
 * @example
 * import { reportModels } from "../src/models/index.ts";
 * reportModels({ k: 5 }).map(({ name }) => name); // => ["LR", "KNN (k=5)", "RF"]
 */
export function reportModels({ k = 3, seed = 0 } = {}): readonly ReportModel[] {
  return [
    { id: "lr", label: "LR", name: "LR", title: "Logistic regression", create: () => new LogisticRegression() },
    {
      id: "knn",
      label: "KNN",
      name: `KNN (k=${k})`,
      title: "k nearest neighbours",
      create: () => new KNeighborsClassifier({ nNeighbors: k }),
    },
    {
      id: "rf",
      label: "RF",
      name: "RF",
      title: "Random forest",
      create: () => new RandomForestClassifier({ seed }),
    },
  ];
}
