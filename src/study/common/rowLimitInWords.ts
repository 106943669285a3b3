import { countOf, formatCount } from "./formatNumber.ts";
import { type Markdown, markdown } from "./markdown.ts";
import type { ReportTable } from "./reportTable.ts";
import { prose } from "./prose.ts";

/** Which of the tables is only a sample of the source's, and how large; or that all rows are used. */
export function rowLimitInWords(tables: readonly ReportTable[]): Markdown {
  const sampled = tables.filter(({ table, sourceRows }) => table.X.rows < sourceRows);
  if (sampled.length === 0) return markdown("All rows of the source are used.");
  return markdown(
    ...sampled.map(({ table, title, rowNoun, sourceRows }) => {
      const tracks = new Set(table.track).size;
      return prose`**The ${title} is a sample here: ${formatCount(table.X.rows)} of ${countOf(sourceRows, rowNoun)}**, ${countOf(tracks, "whole track")}, as many of each genre as can be. The models of this notebook take too long for all rows. With fewer tracks to learn from, scores tend to be lower than with the whole table.`;
    }),
  );
}
