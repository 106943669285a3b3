import type { SourceCheck } from "../contradictions/sourceCheck.ts";
import { countOf, listInWords } from "../formatNumber.ts";
import { type Markdown, markdown } from "../markdown.ts";

/** How many checks of the report against itself hold, and which. */
export function contradictionsInWords(checks: readonly SourceCheck[]): Markdown {
  const failed = checks.filter(({ holds }) => !holds);
  const figures = new Set(failed.flatMap((check) => check.figures));
  const held = checks.filter(({ holds, id }) => holds && !id.startsWith("stated-")).map(({ title }) => title);
  return markdown(
    `Of ${countOf(checks.length, "check")}, **${failed.length} fail**, and ${countOf(figures.size, "published figure")} can't be held to because of them: ` +
      "which of two values should one reproduce?",
    `What holds: ${listInWords(held.map((title) => `*${title}*`))}.`,
  );
}
