import type { PublishedFigure, Statement } from "./publishedFigure.ts";

const SECTION_2 = "section 2, table “Model accuracy scores”";
const SECTION_3 = "section 3, table “Model accuracy scores”";

/** Train and test accuracy in percent, as both tables print them; section 3 repeats the 3-second half of section 2. */
const TABLES = {
  [SECTION_2]: {
    "30s": { lr: [49, 47], knn: [70, 46], rf: [100, 51] },
    "3s": { lr: [41, 41], knn: [91, 80], rf: [100, 76] },
  },
  [SECTION_3]: {
    "3s": { lr: [41, 41], knn: [91, 82], rf: [100, 76] },
  },
} as const;

/** Further statements in the text. */
const PROSE: Readonly<Record<string, readonly Statement[]>> = {
  "accuracy.3s.knn.test": [
    { value: 0.82, place: "section 6, “a good accuracy of 82%”" },
    { value: 0.82, place: "section 6, “we achieved 82% score with 8 outputs”" },
  ],
  "accuracy.3s.rf.train": [{ value: 1, place: "section 3, “RF training score is 1”" }],
};

/** Nine tenths of 8,000 and of 79,942 rows, a quarter of those for testing: the 17,987 that the classification reports print. */
const ROWS = { "30s": { train: 5_400, test: 1_800 }, "3s": { train: 53_961, test: 17_987 } } as const;

const BY_HEART = "A forest grows until it tells its training rows apart: this can't come out otherwise.";

const MODELS = { lr: "Logistic regression", knn: "KNN (k = 3)", rf: "Random forest" } as const;

/** The accuracy tables of sections 2 and 3. */
export const ACCURACIES: readonly PublishedFigure[] = (["30s", "3s"] as const).flatMap((table) =>
  (["lr", "knn", "rf"] as const).flatMap((model) =>
    (["train", "test"] as const).map((part, column): PublishedFigure => {
      const id = `accuracy.${table}.${model}.${part}`;
      const first = { value: TABLES[SECTION_2][table][model][column]! / 100, place: SECTION_2 };
      const again = table === "3s" ? [{ value: TABLES[SECTION_3]["3s"][model][column]! / 100, place: SECTION_3 }] : [];
      return {
        id,
        label: `${MODELS[model]}, ${table.replace("s", "-second")} table: ${part} accuracy`,
        format: "percent",
        statements: [first, ...again, ...(PROSE[id] ?? [])],
        step: 0.01,
        notebook: "02-model-testing",
        restsOn: "music",
        rows: ROWS[table][part],
        ...(model === "rf" && part === "train" ? { noClaim: BY_HEART } : {}),
      };
    }),
  ),
);

/**
 * The test or train accuracy that section 2 states for a model on a table; undefined for models that aren't the report's.
 * @example
 * import { publishedAccuracy } from "../src/study/published/index.ts";
 * publishedAccuracy("3s", "knn", "test"); // => 0.8
 */
export function publishedAccuracy(table: string, model: string, part: "train" | "test"): number | undefined {
  const figure = ACCURACIES.find(({ id }) => id === `accuracy.${table}.${model}.${part}`);
  return figure?.statements[0].value as number | undefined;
}
