import type { SourceCheck } from "./sourceCheck.ts";
import { type Table, table } from "../common/index.ts";

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
      .map(({ title, arithmetic, conclusion = "" }) => [title, arithmetic, conclusion]),
  });
}
