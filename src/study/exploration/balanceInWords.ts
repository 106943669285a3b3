import {
  countOf,
  formatCount,
  formatPercent,
  genreCounts,
  type Markdown,
  markdown,
  prose,
  type ReportTable,
} from "../common/index.ts";

/** Says whether the genres are balanced, and what guessing scores. */
export function balanceInWords({ table, rowNoun }: ReportTable): Markdown {
  const counts = genreCounts(table).sort((a, b) => b.rows - a.rows);
  const most = counts[0]!;
  const least = counts.at(-1)!;
  const chance = formatPercent(most.rows / table.X.rows, 1);
  const guess = prose`Always guessing ${most.rows === least.rows ? "one and the same genre" : most.genre} is right for ${chance} of the ${rowNoun}s: what every model has to beat.`;
  if (most.rows === least.rows) {
    return markdown(prose`The genres are balanced to the row, so plain accuracy is a fair measure. ${guess}`);
  }
  const ratio = most.rows / least.rows;
  const verdict =
    ratio < 1.2
      ? "nearly balanced, so plain accuracy is a fair measure"
      : "not balanced, so look at the macro averages beside the accuracy";
  const spread =
    ratio < 1.2
      ? prose`from ${countOf(least.rows, rowNoun)} (${least.genre}) to ${formatCount(most.rows)} (${most.genre})`
      : prose`${most.genre} has ${ratio.toFixed(1)} times as many rows as ${least.genre} (${formatCount(most.rows)} and ${countOf(least.rows, rowNoun)})`;
  return markdown(prose`The genres are ${verdict}: ${spread}. ${guess}`);
}
