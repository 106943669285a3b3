import { MARGIN, parseFigureId, type Verdict, VERDICTS } from "../judge/index.ts";
import { contradictionsOf } from "../published/index.ts";
import { countOf, formatCount, formatPoints } from "../common/index.ts";
import type { StoryFigure } from "./collectFigures.ts";

/** The category of a figure without a verdict. */
export type Unjudged = "apart" | "beyond" | "arithmetic";

export const UNJUDGED: Readonly<Record<Unjudged, string>> = {
  apart: "tracks or artists apart",
  beyond: "not in the report",
  arithmetic: "no claim",
};

/** A figure's verdict, or why it has none. */
export function standingOf({ id, published, verdict }: StoryFigure): Verdict | Unjudged {
  if (verdict !== null) return verdict;
  if (published === null) return "beyond";
  return parseFigureId(id).by === "row" ? "arithmetic" : "apart";
}

/** How many figures have each verdict, and each reason for none; those without figures are left out. */
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
    const own = counts.get(verdict as Verdict);
    // Many cells of a table that contradicts itself are one contradiction.
    const contradicted = verdict === "contradicted-in-source" ? countContradictions(figures) : undefined;
    const count = contradicted ?? own;
    const what =
      contradicted === undefined
        ? meaning
        : `${meaning}; ${countOf(own!, "figure")} ${own === 1 ? "is" : "are"} concerned`;
    return count === undefined
      ? []
      : `<li class="verdict-${verdict}"><a href="#figures&amp;verdict=${verdict}"><b>${formatCount(count)}</b> <span>${mark} ${word}</span></a><small>${what}</small></li>`;
  });
  const also = [
    [counts.get("apart"), "with tracks or artists kept apart"],
    [counts.get("beyond"), "that the report does not have"],
    [counts.get("arithmetic"), "that can’t come out otherwise"],
  ] as const;
  const parts = also.flatMap(([count, what]) => (count === undefined ? [] : `${countOf(count, "figure")} ${what}`));
  const more = parts.length > 0 ? `<p class="beyond">Without a verdict: ${parts.join("; ")}.</p>` : "";
  return `<ul class="verdicts">${items.join("")}</ul>${chance(figures)}${more}`;
}

/** How many of the report's contradictions concern the given figures; undefined if none. */
function countContradictions(figures: readonly StoryFigure[]): number | undefined {
  const contradicted = figures.filter(({ verdict }) => verdict === "contradicted-in-source");
  return new Set(contradicted.flatMap(({ id }) => contradictionsOf(id))).size || undefined;
}

/** How many of the scores judged by an interval may be called different by chance alone. */
function chance(figures: readonly StoryFigure[]): string {
  const judged = figures.filter(({ verdict, interval }) => interval !== null && DECIDED.includes(verdict)).length;
  if (judged === 0) return "";
  const most = (0.025 * judged).toFixed(1);
  return `<p>${countOf(judged, "score")} ${judged === 1 ? "is" : "are"} judged by the interval of a difference, beside a margin of ${formatPoints(MARGIN)}: if all true differences were within it, chance alone would make at most ${most} of them differ on average.</p>`;
}

const DECIDED: readonly (Verdict | null)[] = ["agrees", "differs", "undecided"];
