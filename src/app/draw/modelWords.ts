import type { ModelId } from "../../models/index.ts";

/** The report's three models in the order in which they are prepared: the deployed one first, the slowest last. */
export const SERVED_IDS = ["knn", "lr", "rf"] as const satisfies readonly ModelId[];

/** How the page describes one of the report's models. */
export interface ModelWords {
  /** "KNN". */
  readonly label: string;
  /** "k nearest neighbours (k = 3)". */
  readonly title: string;
  /** What its confidence is, worded to follow "The confidence is". */
  readonly confidence: string;
}

export const MODEL_WORDS: Readonly<Record<ModelId, ModelWords>> = {
  knn: {
    label: "KNN",
    title: "k nearest neighbours (k = 3)",
    confidence: "the share of the three nearest training rows that have the genre",
  },
  rf: {
    label: "RF",
    title: "random forest (100 trees)",
    confidence: "the mean share that the trees' leaves give to the genre",
  },
  lr: {
    label: "LR",
    title: "logistic regression",
    confidence: "the probability that the regression gives to the genre",
  },
};
