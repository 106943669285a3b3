import type { Verdict } from "../figures/judgeFigure.ts";
import { VERDICTS } from "../figures/verdicts.ts";
import { countOf, formatCount } from "../formatNumber.ts";
import type { StoryFigure } from "./storyFigure.ts";

/** Whether a figure has no counterpart in the report, so that no verdict says anything of it. */
export function isBeyond({ published }: StoryFigure): boolean {
  return published === null;
}

/** How many figures of the report have each verdict. */
export function countVerdicts(figures: readonly StoryFigure[]): ReadonlyMap<Verdict, number> {
  const verdicts = Object.keys(VERDICTS) as Verdict[];
  return new Map(
    verdicts.map((verdict) => [verdict, figures.filter((one) => one.verdict === verdict && !isBeyond(one)).length]),
  );
}

/** The counts as HTML, for the head of the story. */
export function verdictSummary(figures: readonly StoryFigure[]): string {
  const items = [...countVerdicts(figures)].map(([verdict, count]) => {
    const { mark, word, meaning } = VERDICTS[verdict];
    return `<li class="verdict-${verdict}"><b>${formatCount(count)}</b> <span>${mark} ${word}</span><small>${meaning}</small></li>`;
  });
  const beyond = figures.filter(isBeyond).length;
  const more =
    beyond > 0
      ? `<p class="beyond">${countOf(beyond, "more figure")} ${beyond === 1 ? "was" : "were"} measured that the report does not have.</p>`
      : "";
  return `<ul class="verdicts">${items.join("")}</ul>${more}`;
}
