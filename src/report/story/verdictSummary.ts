import type { Verdict } from "../figures/judgeFigure.ts";
import { VERDICTS } from "../figures/verdicts.ts";
import { formatCount } from "../formatNumber.ts";
import type { StoryFigure } from "./storyFigure.ts";

/** How many figures have each verdict. */
export function countVerdicts(figures: readonly StoryFigure[]): ReadonlyMap<Verdict, number> {
  const verdicts = Object.keys(VERDICTS) as Verdict[];
  return new Map(verdicts.map((verdict) => [verdict, figures.filter((one) => one.verdict === verdict).length]));
}

/** The counts as a list in HTML, for the head of the story. */
export function verdictSummary(figures: readonly StoryFigure[]): string {
  const items = [...countVerdicts(figures)].map(([verdict, count]) => {
    const { mark, word, meaning } = VERDICTS[verdict];
    return `<li class="verdict-${verdict}"><b>${formatCount(count)}</b> <span>${mark} ${word}</span><small>${meaning}</small></li>`;
  });
  return `<ul class="verdicts">${items.join("")}</ul>`;
}
