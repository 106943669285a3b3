import type { PublishedFigure } from "./publishedFigure.ts";

/** A claim in words that a notebook checks. */
export function claim(notebook: string, id: string, label: string, place: string): PublishedFigure {
  const statements = [{ value: true, place }] as const;
  return { id, label: `Claim: ${label}`, format: "claim", statements, step: 0, notebook, restsOn: "music" };
}

/** What sections 2 and 3 conclude: the best k, and which table and model are best. */
export const MODEL_CHOICE: readonly PublishedFigure[] = [
  {
    id: "best-k.3s",
    label: "The best number of neighbours, 3-second table",
    format: "number",
    statements: [{ value: 3, place: "section 3, KNN model analysis, “the best K value which is the number 3”" }],
    step: 0,
    notebook: "02-model-testing",
    restsOn: "music",
  },
  claim(
    "02-model-testing",
    "claims.3s-trains-better",
    "the 3-second table trains the models better",
    "section 2, “3-second dataset is found to train the model better”",
  ),
  claim(
    "02-model-testing",
    "claims.knn-best",
    "KNN has the best training and testing accuracy",
    "section 3, “KNN provides better training and testing accuracy”",
  ),
  claim(
    "02-model-testing",
    "claims.lr-last",
    "LR has the lowest accuracy and precision of the three",
    "section 3, “LR model produces the lowest accuracy and precision scores”",
  ),
];

/** What section 4 claims about scaling and features. */
export const OPTIMIZATION_FIGURES: readonly PublishedFigure[] = [
  claim(
    "03-optimization",
    "scaling.helps",
    "the models are more accurate on scaled features",
    "section 4, “the models produced better accuracy scores on the scaled data”",
  ),
  claim(
    "03-optimization",
    "importance.dropping-does-not-help",
    "the forest does not improve when unimportant features are removed",
    "section 4, “The quality of the model did not improved after removing 'unimportant' features”",
  ),
  claim(
    "03-optimization",
    "importance.mostly-equal",
    "most features are about equally important to the forest",
    "section 4, “majority of features were somewhat equally important”",
  ),
];
