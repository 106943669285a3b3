import { parseFigureId, type Verdict, VERDICTS } from "../judge/index.ts";
import { countOf, formatCount } from "../common/index.ts";
import type { StoryFigure } from "./storyFigure.ts";

/** What stands for a verdict where none is passed. */
export type Unjudged = "apart" | "beyond" | "arithmetic";

export const UNJUDGED: Readonly<Record<Unjudged, string>> = {
  apart: "tracks or artists apart",
  beyond: "not in the report",
  arithmetic: "the report’s arithmetic",
};

/** A figure's verdict, or why it has none. */
export function standingOf({ id, published, verdict }: StoryFigure): Verdict | Unjudged {
  if (verdict !== null) return verdict;
  if (published === null) return "beyond";
  return parseFigureId(id).by === "row" ? "arithmetic" : "apart";
}

/** How many figures have each verdict, and each reason for none; those that no figure has are left out. */
export function countStandings(figures: readonly StoryFigure[]): ReadonlyMap<Verdict | Unjudged, number> {
  const standings = [...(Object.keys(VERDICTS) as Verdict[]), ...(Object.keys(UNJUDGED) as Unjudged[])];
  const counts = standings.map(
    (standing) => [standing, figures.filter((one) => standingOf(one) === standing).length] as const,
  );
  return new Map(counts.filter(([, count]) => count > 0));
}

/** The counts as HTML, for the head of the story. */
export function verdictSummary(figures: readonly StoryFigure[]): string {
  const counts = countStandings(figures);
  const items = Object.entries(VERDICTS).flatMap(([verdict, { mark, word, meaning }]) => {
    const count = counts.get(verdict as Verdict);
    return count === undefined
      ? []
      : `<li class="verdict-${verdict}"><b>${formatCount(count)}</b> <span>${mark} ${word}</span><small>${meaning}</small></li>`;
  });
  const also = [
    [counts.get("apart"), "with tracks or artists kept apart"],
    [counts.get("beyond"), "that the report does not have"],
    [counts.get("arithmetic"), "that other figures of the report decide"],
  ] as const;
  const parts = also.flatMap(([count, what]) => (count === undefined ? [] : `${countOf(count, "figure")} ${what}`));
  const more = parts.length > 0 ? `<p class="beyond">Without a verdict: ${parts.join("; ")}.</p>` : "";
  return `<ul class="verdicts">${items.join("")}</ul>${more}`;
}
