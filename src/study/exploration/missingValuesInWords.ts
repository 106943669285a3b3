import type { SourceTables } from "../../dataset/index.ts";
import { countOf, formatCount, joinProse, type Markdown, markdown, type Prose, prose } from "../common/index.ts";

/** Says how many rows were dropped for missing values. */
export function missingValuesInWords({ clips, segments }: SourceTables): Markdown {
  const say = (title: string, table: typeof clips): Prose | undefined => {
    if (!table) return undefined;
    const { dropped, X } = table;
    if (dropped.length === 0) return prose`The ${title} has no missing value in its ${countOf(X.rows, "row")}.`;
    return prose`In the ${title} ${countOf(dropped.length, "row")} of ${formatCount(X.rows + dropped.length)} had missing values and ${dropped.length === 1 ? "was" : "were"} dropped.`;
  };
  return markdown(joinProse([say("30-second table", clips), say("3-second table", segments)]));
}
