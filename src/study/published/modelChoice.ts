import type { PublishedFigure } from "./publishedFigure.ts";

const claim = (id: string, label: string, place: string): PublishedFigure => ({
  id,
  label: `Claim: ${label}`,
  format: "claim",
  statements: [{ value: true, place }],
  step: 0,
  notebook: "02-model-testing",
  restsOn: "music",
});

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
    "claims.3s-trains-better",
    "the 3-second table trains the models better",
    "section 2, “3-second dataset is found to train the model better”",
  ),
  claim(
    "claims.knn-best",
    "KNN has the best training and testing accuracy",
    "section 3, “KNN provides better training and testing accuracy”",
  ),
  claim(
    "claims.lr-last",
    "LR has the lowest accuracy and precision of the three",
    "section 3, “LR model produces the lowest accuracy and precision scores”",
  ),
];
