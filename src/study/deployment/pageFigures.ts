import { atMost, type DrawOdds, drawOdds, usualRange } from "./drawOdds.ts";
import { PAGE_FIGURES, PAGE_RECORDS, recomputePage } from "../published/index.ts";
import { formatPercent, outcomeScore, type TestOutcome } from "../common/index.ts";
import { accuracyFigure, figureId, type MeasuredFigure } from "../judge/index.ts";

const COLUMNS = { precision: "precision", recall: "recall", "f1-score": "f1Score", support: "support" } as const;

/** The deployed page's classification report, recomputed from the five records it shows. */
export function pageReportFigures(): MeasuredFigure[] {
  const computed = recomputePage(PAGE_RECORDS);
  return PAGE_FIGURES.filter(({ restsOn }) => restsOn === "report").map(({ id }) => {
    const [, name, column] = id.split(".") as [string, string, keyof typeof COLUMNS];
    const line = computed[name] ?? computed[name.replace("-", " ")];
    return line
      ? { id, measured: line[COLUMNS[column]] }
      : { id, measured: null, note: `None of the five records is of ${name} or taken for it.` };
  });
}

/**
 * What the page's draw of five stands for: the accuracy on all held-out records, with the range into which draws of five fall; how
 * often a draw is as bad as the published one; and the accuracy with the interval of the whole hold-out.
 * @param outcomes of the deployed model, by row and by track
 */
export function drawFigures(outcomes: readonly TestOutcome[], { seed }: { readonly seed: number }): MeasuredFigure[] {
  const size = PAGE_RECORDS.length;
  const published = PAGE_RECORDS.filter(({ predicted, actual }) => predicted === actual).length;
  const odds = outcomes.map((outcome) => ({ outcome, ...oddsOf(outcome, size) }));
  return [
    ...odds.map(({ outcome, accuracy, chances }): MeasuredFigure => {
      const { low, high } = usualRange(chances);
      return {
        id: figureId("page.draw.accuracy", outcome.by),
        measured: accuracy,
        // The interval of a draw of five, as the published one is, rather than of the whole hold-out, which is known far better.
        interval: { low: low / (chances.length - 1), high: high / (chances.length - 1) },
        note: `The interval is that of draws of ${size} records; ${formatPercent(atMost(chances, published), 1)} of them have ${published} right or fewer.`,
      };
    }),
    ...odds.map(({ outcome, chances }): MeasuredFigure => {
      const { low, high } = outcomeScore(outcome, { seed }).interval;
      const asBad = (share: number): number => atMost(binomial(share, size), published);
      return {
        id: figureId("page.draw.as-bad", outcome.by),
        label: `Draws of ${size} held-out records with ${published} right or fewer`,
        format: "percent",
        measured: atMost(chances, published),
        interval: { low: asBad(high), high: asBad(low) },
      };
    }),
    ...outcomes.map((outcome): MeasuredFigure => ({
      ...accuracyFigure("holdout.knn.accuracy", outcome, { seed }),
      label: "KNN on all held-out records: accuracy",
      format: "percent",
    })),
  ];
}

/**
 * The odds of a draw of `size` records, or of all if there are fewer, given the share of all records that is predicted correctly.
 * @example
 * import { oddsOf } from "../src/study/deployment/index.ts";
 * const [actual, predicted] = [["Folk", "Folk", "Rock", "Rock"], ["Folk", "Rock", "Rock", "Rock"]];
 * oddsOf({ actual, predicted }, 2); // => { accuracy: 0.75, chances: [0, 0.5, 0.5] }
 */
export function oddsOf(
  { actual, predicted }: Pick<TestOutcome, "actual" | "predicted">,
  size: number,
): { readonly accuracy: number; readonly chances: DrawOdds } {
  const right = actual.filter((genre, row) => genre === predicted[row]).length;
  return {
    accuracy: right / actual.length,
    chances: drawOdds({ right, rows: actual.length }, Math.min(size, actual.length)),
  };
}

/** The odds of `size` independent records, each correct with the same probability: the limit of infinitely many records to draw from. */
function binomial(share: number, size: number): DrawOdds {
  const choose = (k: number): number =>
    Array.from({ length: k }, (_, i) => (size - i) / (i + 1)).reduce((a, b) => a * b, 1);
  return Array.from({ length: size + 1 }, (_, k) => choose(k) * share ** k * (1 - share) ** (size - k));
}
