import { claim } from "./claims.ts";
import { type PublishedFigure, type PublishedValue, README } from "./publishedFigure.ts";

/** A pair of genres that the report separates with a binary model. */
export interface GenrePair {
  /** As in ids. */
  readonly id: string;
  readonly genres: readonly [string, string];
}

/** The four pairs of section 4, in its order. */
export const GENRE_PAIRS: readonly GenrePair[] = [
  { id: "pop-folk", genres: ["Pop", "Folk"] },
  { id: "hiphop-rock", genres: ["Hip-Hop", "Rock"] },
  { id: "instrumental-international", genres: ["Instrumental", "International"] },
  { id: "electronic-experimental", genres: ["Electronic", "Experimental"] },
];

/** The report shows its binary models only as images of charts; its README states the values of logistic regression's bars. */
const LOGISTIC_REGRESSION: Readonly<Record<string, PublishedValue>> = {
  "pop-folk": [0.75, 0.76],
  "hiphop-rock": [0.83, 0.84],
  "instrumental-international": [0.83, 0.84],
  "electronic-experimental": [0.75, 0.76],
};

/** Two of eight genres among the report's 17,987 test rows. */
const ROWS_OF_A_PAIR = 4_497;

const NOTEBOOK = "04-binary-pairing";
const SHARE = { format: "percent", step: 0.01, notebook: NOTEBOOK, restsOn: "music" } as const;

/** What section 4, section 6 and the repository's README state about models of two genres. */
export const BINARY_FIGURES: readonly PublishedFigure[] = [
  ...GENRE_PAIRS.map(({ id, genres }): PublishedFigure => ({
    ...SHARE,
    id: `pairs.${id}.lr.test`,
    label: `Logistic regression, ${genres.join(" & ")}: accuracy`,
    statements: [{ value: LOGISTIC_REGRESSION[id]!, place: README }],
    rows: ROWS_OF_A_PAIR,
  })),
  {
    ...SHARE,
    id: "pairs.rf.recall",
    label: "Random forest, all pairs: mean recall of a genre",
    statements: [{ value: [0.87, 0.94], place: README }],
    rows: GENRE_PAIRS.length * ROWS_OF_A_PAIR,
  },
  {
    ...SHARE,
    id: "pairs.best.knn.test",
    label: "KNN, its best pair: test accuracy",
    statements: [
      { value: 0.96, place: "section 6, “a maximum accuracy of 96% with Knn model by selecting 2 genre classes”" },
    ],
    rows: ROWS_OF_A_PAIR,
  },
  claim(
    NOTEBOOK,
    "pairs.knn-first",
    "on the pairs, KNN outperforms LR and RF",
    "section 4, “with KNN model outperforming LR and RF”",
  ),
  claim(
    NOTEBOOK,
    "pairs.better-than-eight",
    "binary models are more accurate than those of eight genres",
    "section 4, “Binary model produces better accuracy”",
  ),
];
