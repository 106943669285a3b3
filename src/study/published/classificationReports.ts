import type { PublishedFigure } from "./publishedFigure.ts";

/** A line of a printed classification report. */
export interface PrintedScores {
  readonly precision: number;
  readonly recall: number;
  readonly f1Score: number;
  readonly support: number;
}

/** A classification report as the report prints it. */
export interface PrintedReport {
  readonly model: "knn" | "rf" | "lr";
  readonly title: string;
  readonly place: string;
  readonly classes: Readonly<Record<string, PrintedScores>>;
  readonly accuracy: { readonly value: number; readonly support: number };
  readonly macroAvg: PrintedScores;
  readonly weightedAvg: PrintedScores;
}

const line = (precision: number, recall: number, f1Score: number, support: number): PrintedScores => ({
  precision,
  recall,
  f1Score,
  support,
});

/** The three classification reports of section 3, as printed: scores with two decimals. */
export const CLASSIFICATION_REPORTS: readonly PrintedReport[] = [
  {
    model: "knn",
    title: "KNN",
    place: "section 3, KNN model analysis, classification report",
    classes: {
      Electronic: line(0.69, 0.84, 0.76, 2231),
      Experimental: line(0.78, 0.81, 0.79, 2258),
      Folk: line(0.78, 0.81, 0.8, 2278),
      "Hip-Hop": line(0.81, 0.81, 0.81, 2234),
      Instrumental: line(0.82, 0.79, 0.8, 2286),
      International: line(0.81, 0.8, 0.8, 2250),
      Pop: line(0.86, 0.69, 0.76, 2247),
      Rock: line(0.88, 0.84, 0.86, 2203),
    },
    accuracy: { value: 0.8, support: 17987 },
    macroAvg: line(0.8, 0.8, 0.8, 17987),
    weightedAvg: line(0.8, 0.8, 0.8, 17987),
  },
  {
    model: "rf",
    title: "Random forest",
    place: "section 3, RF model analysis, classification report",
    classes: {
      Electronic: line(0.77, 0.72, 0.75, 2220),
      Experimental: line(0.83, 0.71, 0.76, 2198),
      Folk: line(0.68, 0.82, 0.74, 2207),
      "Hip-Hop": line(0.74, 0.82, 0.78, 2272),
      Instrumental: line(0.78, 0.81, 0.79, 2271),
      International: line(0.77, 0.76, 0.77, 2301),
      Pop: line(0.76, 0.63, 0.69, 2201),
      Rock: line(0.77, 0.79, 0.78, 2317),
    },
    accuracy: { value: 0.76, support: 17987 },
    macroAvg: line(0.76, 0.76, 0.76, 17987),
    weightedAvg: line(0.76, 0.76, 0.76, 17987),
  },
  {
    model: "lr",
    title: "Logistic regression",
    place: "section 3, LR model analysis, classification report",
    classes: {
      Electronic: line(0.39, 0.41, 0.4, 2251),
      Experimental: line(0.35, 0.21, 0.26, 2232),
      Folk: line(0.44, 0.57, 0.5, 2262),
      "Hip-Hop": line(0.46, 0.52, 0.49, 2252),
      Instrumental: line(0.45, 0.47, 0.46, 2231),
      International: line(0.39, 0.36, 0.37, 2292),
      Pop: line(0.26, 0.12, 0.17, 2270),
      Rock: line(0.43, 0.66, 0.52, 2197),
    },
    accuracy: { value: 0.41, support: 17987 },
    macroAvg: line(0.4, 0.41, 0.4, 17987),
    weightedAvg: line(0.4, 0.41, 0.4, 17987),
  },
];

/** A classification report's columns: their names in ids, and their keys. */
export const SCORE_COLUMNS = [
  ["precision", "precision"],
  ["recall", "recall"],
  ["f1-score", "f1Score"],
  ["support", "support"],
] as const;

/** Every cell of the three classification reports: `report.rf.Hip-Hop.recall`, `report.rf.macro-avg.f1-score`, `report.rf.accuracy`. */
export const REPORT_FIGURES: readonly PublishedFigure[] = CLASSIFICATION_REPORTS.flatMap((report) => {
  const cell = (path: string, label: string, value: number, rows: number, counts = false): PublishedFigure => ({
    id: `report.${report.model}.${path}`,
    label: `${report.title}, ${label}`,
    format: counts ? "count" : "score",
    statements: [{ value, place: report.place }],
    step: counts ? 1 : 0.01,
    notebook: "02-model-testing",
    restsOn: "music",
    ...(counts ? { noClaim: "A support counts the rows that were drawn: it claims nothing." } : { rows }),
  });
  const lines: [path: string, label: string, scores: PrintedScores][] = [
    ...Object.entries(report.classes).map(([genre, scores]): [string, string, PrintedScores] => [genre, genre, scores]),
    ["macro-avg", "macro average", report.macroAvg],
    ["weighted-avg", "weighted average", report.weightedAvg],
  ];
  return [
    ...lines.flatMap(([path, label, scores]) =>
      SCORE_COLUMNS.map(([name, key]) =>
        cell(`${path}.${name}`, `${label}: ${name}`, scores[key], scores.support, key === "support"),
      ),
    ),
    cell("accuracy", "accuracy in its classification report", report.accuracy.value, report.accuracy.support),
    cell("accuracy.support", "accuracy: support", report.accuracy.support, report.accuracy.support, true),
  ];
});
