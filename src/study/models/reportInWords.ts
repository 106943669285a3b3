import type { GridCell } from "./accuracyGrid.ts";
import {
  formatPercent,
  joinProse,
  listProse,
  type Markdown,
  markdown,
  type Prose,
  prose,
  SPLIT_NAMES,
} from "../common/index.ts";
import { classificationReport, formatFixed, type Label } from "../../models/index.ts";

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
    // Genres whose scores look the same are not ranked.
    const [best, worst] = [classes[0]!, classes.at(-1)!].map(({ f1Score }) => {
      const score = formatFixed(f1Score, 2);
      return { score, names: alike(classes.filter((one) => formatFixed(one.f1Score, 2) === score)) };
    }) as [Place, Place];
    const placed =
      best.score === worst.score
        ? prose`F1 ${best.score} for each genre`
        : prose`best at ${best.names} (F1 ${best.score}), worst at ${worst.names} (${worst.score})`;
    return prose`${SPLIT_NAMES[by]} ${formatPercent(evaluation.testAccuracy)}, ${placed}${absent.length > 0 ? prose`, with no test row of ${alike(absent.map((label) => ({ label })))}` : ""}`;
  });
  const random = cells.find(({ by }) => by === "row")!.evaluation;
  const memory =
    random.trainAccuracy > 0.99 && random.testAccuracy < 0.97
      ? prose` It is right for ${formatPercent(random.trainAccuracy)} of its training rows, which says only that it has learnt them by heart.`
      : "";
  return markdown(prose`${model.title}: ${joinProse(sentences, "; ")}.${memory}`);
}

interface Place {
  readonly score: string;
  readonly names: Prose;
}

/** The genres by name, or, of many, only their number. */
function alike(genres: readonly { readonly label: Label }[]): Prose {
  return genres.length > 4 ? prose`${genres.length} genres` : listProse(genres.map(({ label }) => String(label)));
}
