import {
  countOf,
  listInWords,
  listProse,
  type Markdown,
  markdown,
  type Prose,
  prose,
  type Table,
  table,
} from "../common/index.ts";
import type { SourceCheck } from "./sourceCheck.ts";

/** A check made of every classification report: "KNN's classification report: the supports add up". */
const OF_A_REPORT = /^(.+)'s classification report: (.+)$/;

/** Says how many of the report's checks against itself hold, and which. */
export function contradictionsInWords(checks: readonly SourceCheck[]): Markdown {
  const failed = checks.filter(({ holds }) => !holds);
  const figures = new Set(failed.flatMap((check) => check.figures));
  const held = checks.filter(({ holds, id }) => holds && !id.startsWith("stated-")).map(({ title }) => title);
  const others = held.filter((title) => !OF_A_REPORT.test(title));
  return markdown(
    prose`Of ${countOf(checks.length, "check")}, **${failed.length} fail**, and ${countOf(figures.size, "published figure")} can't be held to because of them: which of two values should one reproduce?`,
    others.length > 0 ? prose`What holds: ${quoted(others)}.` : undefined,
    ...reportsInWords(held),
  );
}

/** What holds for classification reports, with the reports of which the same holds taken together. */
function reportsInWords(titles: readonly string[]): Prose[] {
  const reportsOf = new Map<string, string[]>();
  for (const title of titles) {
    const [, report, what] = OF_A_REPORT.exec(title) ?? [];
    if (report && what) reportsOf.set(what, [...(reportsOf.get(what) ?? []), report]);
  }
  const heldBy = new Map<string, string[]>();
  for (const [what, reports] of reportsOf) {
    const names = `${reports.length > 1 ? "reports" : "report"} of ${listInWords(reports)}`;
    heldBy.set(names, [...(heldBy.get(names) ?? []), what]);
  }
  return [...heldBy].map(([names, held]) => prose`In the classification ${names}: ${quoted(held)}.`);
}

function quoted(items: readonly string[]): Prose {
  return listProse(items.map((item) => prose`*${item}*`));
}

/**
 * The failed checks of the report against itself, with their arithmetic.
 * @example
 * import { contradictionsTable, SOURCE_CHECKS } from "../src/study/published/index.ts";
 * const { text } = contradictionsTable(SOURCE_CHECKS.filter(({ id }) => id.startsWith("page")));
 * text.split("\n").at(-1)!.split(/ {2,}/).at(-1); // => "The page prints 0.4 as the support of “accuracy”, its records give 5."
 */
export function contradictionsTable(checks: readonly SourceCheck[]): Table {
  return table({
    caption: "Where the report's figures speak against each other.",
    source: "Data: the report",
    columns: [
      { heading: "should be", prose: true },
      { heading: "the arithmetic", prose: true },
      { heading: "so", prose: true },
    ],
    rows: checks
      .filter(({ holds }) => !holds)
      .map(({ title, arithmetic, conclusion }) => [title, arithmetic, conclusion]),
  });
}
