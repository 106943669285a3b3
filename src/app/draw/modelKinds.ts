import {
  type Classifier,
  type ClassifierJSON,
  KNeighborsClassifier,
  type KNeighborsOptions,
  LogisticRegression,
  type LogisticRegressionOptions,
  RandomForestClassifier,
  type RandomForestOptions,
} from "../../models/index.ts";

/** The report's three models, the deployed one first. */
export const MODEL_IDS = ["knn", "lr", "rf"] as const;
export type ModelId = (typeof MODEL_IDS)[number];

/** One of the report's models, as the page offers it. */
export interface ModelKind {
  /** "KNN". */
  readonly label: string;
  /** "k nearest neighbours". */
  readonly title: string;
  /** What its confidence is, to follow "The confidence is". */
  readonly confidence: string;
  /** A new model, not trained. */
  create(seed: number): Classifier;
  /** A model from what its `toJSON` gave. */
  load(json: unknown): Classifier;
}

export const MODEL_KINDS: Readonly<Record<ModelId, ModelKind>> = {
  knn: {
    label: "KNN",
    title: "k nearest neighbours (k = 3)",
    confidence: "the share of the three nearest training rows that have the genre",
    create: () => new KNeighborsClassifier({ nNeighbors: 3 }),
    load: (json) => KNeighborsClassifier.load(json as ClassifierJSON<KNeighborsOptions>),
  },
  rf: {
    label: "RF",
    title: "random forest (100 trees)",
    confidence: "the mean share that the trees' leaves give to the genre",
    create: (seed) => new RandomForestClassifier({ seed }),
    load: (json) => RandomForestClassifier.load(json as ClassifierJSON<RandomForestOptions>),
  },
  lr: {
    label: "LR",
    title: "logistic regression",
    confidence: "the probability that the regression gives to the genre",
    create: () => new LogisticRegression(),
    load: (json) => LogisticRegression.load(json as ClassifierJSON<LogisticRegressionOptions>),
  },
};
