import type { FeatureTable } from "../../dataset/index.ts";
import { escapeHtml } from "../../ground/index.ts";
import { principalAxes, StandardScaler } from "../../models/index.ts";
import { type Chart, chart, genreStyles } from "../common/index.ts";

/** The songs on the first two principal axes of their standardised features. */
export function songMapChart(title: readonly string[], songs: FeatureTable, line: string): Chart {
  const { data, rows, columns } = new StandardScaler().fit(songs.X).transform(songs.X);
  const { axes } = principalAxes({ data, rows, columns });
  const along = (row: number, axis: number): number =>
    axes
      .subarray(axis * columns, (axis + 1) * columns)
      .reduce((sum, weight, j) => sum + weight * data[row * columns + j]!, 0);
  const genres = [...new Set(songs.label)].sort();
  const styles = genreStyles(genres);
  return chart({
    title,
    source: `Data: ${line}`,
    alt: `${rows} songs of ${genres.length} genres by the two directions in which they differ most.`,
    height: 520,
    data: genres.map((genre) => {
      const own = songs.label.flatMap((label, row) => (label === genre ? [row] : []));
      const { colour, symbol } = styles.get(genre)!;
      return {
        type: "scatter",
        mode: "markers",
        name: escapeHtml(genre),
        x: own.map((row) => along(row, 0)),
        y: own.map((row) => along(row, 1)),
        text: own.map((row) => escapeHtml([songs.track[row], songs.artist?.[row]].filter(Boolean).join(", "))),
        marker: { color: colour, symbol, size: 8 },
        hovertemplate: `%{text}<br>${escapeHtml(genre)}<extra></extra>`,
      };
    }),
    layout: {
      xaxis: { title: { text: "first axis" }, zeroline: false, showticklabels: false },
      yaxis: { title: { text: "second axis" }, zeroline: false, showticklabels: false },
      margin: { b: 120 },
    },
  });
}
