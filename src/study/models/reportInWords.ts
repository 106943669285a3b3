import type { GridCell } from "./accuracyGrid.ts";
import { formatPercent, joinProse, listProse, type Markdown, markdown, prose, SPLIT_NAMES } from "../common/index.ts";
import { classificationReport, formatFixed } from "../../models/index.ts";

/** Sums up a model's classification reports: its best and worst genres with each way to split. */
export function reportInWords(cells: readonly GridCell[]): Markdown {
  const { model } = cells[0]!;
  const genresOfAll = new Set(cells.flatMap(({ evaluation }) => evaluation.actual));
  const sentences = cells.map(({ by, evaluation }) => {
    const present = new Set(evaluation.actual);
    const classes = classificationReport(evaluation.actual, evaluation.predicted)
      .classes.filter(({ label }) => present.has(label))
      .sort((a, b) => b.f1Score - a.f1Score);
    const absent = [...genresOfAll].filter((genre) => !present.has(genre)).sort();
    const best = classes[0]!;
    const worst = classes.at(-1)!;
    return prose`${SPLIT_NAMES[by]} ${formatPercent(evaluation.testAccuracy)}, best at ${best.label} (F1 ${formatFixed(best.f1Score, 2)}), worst at ${worst.label} (${formatFixed(worst.f1Score, 2)})${absent.length > 0 ? prose`, with no test row of ${listProse(absent.map(String))}` : ""}`;
  });
  const random = cells.find(({ by }) => by === "row")!.evaluation;
  const memory =
    random.trainAccuracy > 0.99 && random.testAccuracy < 0.97
      ? prose` It is right for ${formatPercent(random.trainAccuracy)} of its training rows, which says only that it has learnt them by heart.`
      : "";
  return markdown(prose`${model.title}: ${joinProse(sentences, "; ")}.${memory}`);
}
