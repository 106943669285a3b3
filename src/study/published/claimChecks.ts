import { formatPercent, listInWords } from "../common/index.ts";
import { type PrintedReport, SCORE_COLUMNS } from "./classificationReports.ts";
import type { SourceCheck } from "./sourceCheck.ts";

type Accuracy = (table: string, model: string, part: "train" | "test") => number | undefined;

const MODELS = ["lr", "knn", "rf"] as const;

/** Checks what the report concludes from its accuracy tables and classification reports against those tables and reports. */
export function claimChecks(accuracy: Accuracy, reports: readonly PrintedReport[]): SourceCheck[] {
  return [
    knnBest(accuracy),
    shortTableBetter(accuracy),
    knnScores(reports),
    lrLast(accuracy, reports),
    sameAccuracy(accuracy, reports),
  ];
}

function knnBest(accuracy: Accuracy): SourceCheck {
  const at = (model: string, part: "train" | "test"): number => accuracy("3s", model, part)!;
  const behind = MODELS.flatMap((model) =>
    (["train", "test"] as const).filter((part) => at(model, part) > at("knn", part)).map((part) => ({ model, part })),
  );
  const holds = behind.length === 0;
  return {
    id: "claim-knn-best",
    title: "KNN has the best training and testing accuracy of the table",
    holds,
    arithmetic: (["train", "test"] as const)
      .map(
        (part) =>
          `${part}: ${MODELS.map((model) => `${model.toUpperCase()} ${formatPercent(at(model, part))}`).join(", ")}`,
      )
      .join("; "),
    conclusion: `The table has ${listInWords(behind.map(({ model, part }) => `${formatPercent(at(model, part))} for the ${part} accuracy of ${model.toUpperCase()}, above KNN's ${formatPercent(at("knn", part))}`))}.`,
    figures: ["claims.knn-best"],
  };
}

function shortTableBetter(accuracy: Accuracy): SourceCheck {
  const worse = MODELS.filter((model) => accuracy("3s", model, "test")! < accuracy("30s", model, "test")!);
  const holds = worse.length === 0;
  return {
    id: "claim-3s-better",
    title: "The 3-second table trains every model better",
    holds,
    arithmetic: MODELS.map(
      (model) =>
        `${model.toUpperCase()} ${formatPercent(accuracy("30s", model, "test")!)} with 30 seconds, ${formatPercent(accuracy("3s", model, "test")!)} with 3`,
    ).join("; "),
    conclusion: `The report's own table shows ${listInWords(worse.map((model) => model.toUpperCase()))} better on the 30-second table.`,
    figures: ["claims.3s-trains-better"],
  };
}

/** "KNN produces better scores compared to LR and RF": true of the averages; the genres for which it is false are named. */
function knnScores(reports: readonly PrintedReport[]): SourceCheck {
  const knn = reports.find(({ model }) => model === "knn")!;
  const others = reports.filter(({ model }) => model !== "knn");
  const holds = others.every(
    ({ macroAvg }) => macroAvg.precision < knn.macroAvg.precision && macroAvg.recall < knn.macroAvg.recall,
  );
  const exceptions = others.flatMap(({ title, classes }) =>
    Object.entries(classes).flatMap(([genre, scores]) =>
      SCORE_COLUMNS.filter(([, key]) => key !== "support" && scores[key] > knn.classes[genre]![key]).map(
        ([name]) => `${genre} ${name} (${title})`,
      ),
    ),
  );
  return {
    id: "claim-knn-scores",
    title: "KNN has better scores than LR and RF",
    holds,
    arithmetic: `macro F1 ${reports.map(({ title, macroAvg }) => `${macroAvg.f1Score.toFixed(2)} (${title})`).join(", ")}; not so in ${exceptions.length === 0 ? "no cell" : listInWords(exceptions)}`,
    conclusion: "The averages of the classification reports say otherwise.",
    figures: [],
  };
}

function lrLast(accuracy: Accuracy, reports: readonly PrintedReport[]): SourceCheck {
  const lr = reports.find(({ model }) => model === "lr")!;
  const others = reports.filter(({ model }) => model !== "lr");
  const holds = others.every(
    ({ model, macroAvg }) =>
      macroAvg.precision > lr.macroAvg.precision && accuracy("3s", model, "test")! > accuracy("3s", "lr", "test")!,
  );
  return {
    id: "claim-lr-last",
    title: "LR has the lowest accuracy and precision",
    holds,
    arithmetic: `macro precision ${reports.map(({ title, macroAvg }) => `${macroAvg.precision.toFixed(2)} (${title})`).join(", ")}`,
    conclusion: "The report's own tables say otherwise.",
    figures: ["claims.lr-last"],
  };
}

/** Checks section 2's accuracies against those in the classification reports of section 3. */
function sameAccuracy(accuracy: Accuracy, reports: readonly PrintedReport[]): SourceCheck {
  const differing = reports.filter(({ model, accuracy: printed }) => accuracy("3s", model, "test") !== printed.value);
  return {
    id: "accuracy-in-reports",
    title: "Section 2's test accuracies are those of the classification reports",
    holds: differing.length === 0,
    arithmetic: reports
      .map(
        ({ model, title, accuracy: printed }) =>
          `${title} ${formatPercent(accuracy("3s", model, "test")!)}, in its report ${printed.value.toFixed(2)}`,
      )
      .join("; "),
    conclusion: "Table and classification report disagree.",
    figures: differing.map(({ model }) => `report.${model}.accuracy`),
  };
}
