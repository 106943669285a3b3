import type { FeatureTable } from "../../dataset/index.ts";
import { escapeHtml } from "../../ground/index.ts";
import { principalAxes, StandardScaler } from "../../models/index.ts";
import { type Chart, chart, genrePanels, genreStyles } from "../common/index.ts";

/**
 * The songs on the first two principal axes of their standardised features: each genre's over all.
 * @example
 * import { learnedMusic, songMapChart } from "../src/study/hearing/index.ts";
 * const { descriptions, line } = await learnedMusic("sample");
 * const { alt } = songMapChart(["The songs as the network hears them"], descriptions[1]!.clips, line);
 * alt; // => "A scatter plot for each of 8 genres, over all 160 songs, by the two directions in which songs differ most."
 */
export function songMapChart(title: readonly string[], songs: FeatureTable, line: string): Chart {
  const { data, rows, columns } = new StandardScaler().fit(songs.X).transform(songs.X);
  const { axes } = principalAxes({ data, rows, columns });
  const along = (row: number, axis: number): number => {
    const weights = axes.subarray(axis * columns, (axis + 1) * columns);
    return Number(weights.reduce((sum, weight, j) => sum + weight * data[row * columns + j]!, 0).toFixed(3));
  };
  const genres = [...new Set(songs.label)].sort();
  const styles = genreStyles(genres);
  const places = (of: readonly number[]): { x: number[]; y: number[] } => ({
    x: of.map((row) => along(row, 0)),
    y: of.map((row) => along(row, 1)),
  });
  const panels = genres.map((genre) => {
    const own = songs.label.flatMap((label, row) => (label === genre ? [row] : []));
    const { colour, symbol } = styles.get(genre)!;
    const points = {
      type: "scatter",
      mode: "markers",
      name: escapeHtml(genre),
      ...places(own),
      text: own.map((row) => escapeHtml([songs.track[row], songs.artist?.[row]].filter(Boolean).join(", "))),
      marker: { color: colour, symbol, size: own.length > 60 ? 5 : 8 },
      hovertemplate: `%{text}<br>${escapeHtml(genre)}<extra></extra>`,
    };
    return { genre, traces: [points] };
  });
  return chart({
    title,
    source: `Data: ${line}`,
    alt: `A scatter plot for each of ${genres.length} genres, over all ${rows} songs, by the two directions in which songs differ most.`,
    ...genrePanels(panels, {
      name: "all songs",
      ...places([...songs.label.keys()]),
      axes: {
        x: { title: { text: "first axis", font: { size: 12 } }, zeroline: false, showticklabels: false },
        y: { title: { text: "second axis", font: { size: 12 } }, zeroline: false, showticklabels: false },
      },
    }),
  });
}
