import { principalComponents } from "./principalComponents.ts";
import {
  type Chart,
  chart,
  formatPercent,
  genrePanels,
  type GenreStyle,
  type ReportTable,
  rowsByGenre,
} from "../common/index.ts";
import { escapeHtml } from "../../ground/index.ts";
import { componentAxis } from "./componentAxis.ts";

/**
 * Whether genres separate in two dimensions: each genre's rows on the first two principal components, over all rows.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { genresOf, genreStyles, reportTables } from "../src/study/common/index.ts";
 * import { projectionChart } from "../src/study/exploration/index.ts";
 * const { clips, all } = reportTables(await loadSource(resolveSource("sample")));
 * const { alt } = projectionChart(clips!, genreStyles(genresOf(all)));
 * alt.split(". ")[1]; // => "Electronic is centred at (1.5, -0.7)"
 */
export function projectionChart(
  { table, rowNoun, source }: ReportTable,
  styles: ReadonlyMap<string, GenreStyle>,
): Chart {
  const { scores, explained } = principalComponents(table.X, 2);
  const [first, second] = scores as [Float64Array, Float64Array];
  const genres = [...rowsByGenre(table)];
  const round = (value: number): number => Number(value.toFixed(3));
  const panels = genres.map(([genre, rows]) => {
    const { colour, symbol } = styles.get(genre)!;
    const points = {
      type: "scatter",
      mode: "markers",
      name: escapeHtml(genre),
      x: rows.map((row) => round(first[row]!)),
      y: rows.map((row) => round(second[row]!)),
      text: rows.map((row) => escapeHtml(table.filename[row]!)),
      marker: { color: colour, symbol, size: rows.length > 60 ? 5 : 8 },
      hovertemplate: `<b>${escapeHtml(genre)}</b><br>%{text}<extra></extra>`,
    };
    return { genre, traces: [points] };
  });
  return chart({
    title: "Do the genres form groups?",
    source,
    alt:
      `A scatter plot for each of ${genres.length} genres, over all ${table.X.rows} ${rowNoun}s on the first two principal components, which explain ` +
      `${formatPercent(explained[0]!)} and ${formatPercent(explained[1]!)} of the variance. ` +
      genres
        .map(
          ([genre, rows]) =>
            `${genre} is centred at (${[first, second].map((score) => mean(score, rows).toFixed(1)).join(", ")}).`,
        )
        .join(" "),
    ...genrePanels(panels, {
      name: `all ${rowNoun}s`,
      x: Array.from(first, round),
      y: Array.from(second, round),
      axes: { x: componentAxis(0, explained), y: componentAxis(1, explained) },
    }),
  });
}

function mean(values: Float64Array, rows: readonly number[]): number {
  return rows.reduce((sum, row) => sum + values[row]!, 0) / rows.length;
}
