import { escapeHtml } from "../../ground/index.ts";
import {
  chart,
  type Chart,
  countOf,
  formatCount,
  formatPercent,
  genreCounts,
  type GenreStyle,
  type Markdown,
  markdown,
  prose,
  type ReportTable,
} from "../common/index.ts";

/**
 * Whether the classes are balanced: the rows of each genre as bars, largest on top.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { genresOf, genreStyles, reportTables } from "../src/study/common/index.ts";
 * import { classBalanceChart } from "../src/study/exploration/index.ts";
 * const { clips, all } = reportTables(await loadSource(resolveSource("sample")));
 * classBalanceChart(clips!, genreStyles(genresOf(all))).alt; // => "Bars: each of 8 genres has 20 clips."
 */
export function classBalanceChart(
  { table, rowNoun, source }: ReportTable,
  styles: ReadonlyMap<string, GenreStyle>,
): Chart {
  const counts = genreCounts(table).sort((a, b) => b.rows - a.rows);
  const most = counts[0]!;
  const least = counts.at(-1)!;
  const balanced = most.rows === least.rows;
  return chart({
    title: balanced ? `All genres have ${countOf(most.rows, rowNoun)}` : "How balanced are the genres?",
    source,
    alt: balanced
      ? `Bars: each of ${counts.length} genres has ${countOf(most.rows, rowNoun)}.`
      : `Bars: ${most.genre} has most with ${countOf(most.rows, rowNoun)}, ${least.genre} least with ${formatCount(least.rows)}.`,
    height: 120 + 26 * counts.length,
    data: [
      {
        type: "bar",
        orientation: "h",
        y: counts.map(({ genre }) => escapeHtml(genre)),
        x: counts.map(({ rows }) => rows),
        text: counts.map(({ rows }) => formatCount(rows)),
        textposition: "auto",
        marker: { color: counts.map(({ genre }) => styles.get(genre)!.colour) },
        customdata: counts.map(({ tracks }) => countOf(tracks, "track")),
        hovertemplate: `%{y}: %{x:,} ${rowNoun}s of %{customdata}<extra></extra>`,
      },
    ],
    layout: {
      showlegend: false,
      bargap: 0.25,
      xaxis: { title: { text: `${rowNoun}s` }, nticks: 5, rangemode: "tozero" },
      yaxis: { autorange: "reversed", ticksuffix: " ", showgrid: false },
      margin: { b: 48 },
    },
  });
}

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
