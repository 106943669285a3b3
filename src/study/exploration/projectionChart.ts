import type { FeatureTable } from "../../dataset/index.ts";
import { escapeHtml, mean, median, permutation } from "../../ground/index.ts";
import {
  chart,
  type Chart,
  countOf,
  formatPercent,
  type GenrePanel,
  genrePanels,
  type GenreStyle,
  type ReportTable,
  rowsByGenre,
} from "../common/index.ts";
import { componentAxis, principalComponents } from "./principalComponents.ts";

/**
 * Whether genres separate in two dimensions: each genre's rows on the first two principal components, over all rows.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { genresOf, genreStyles, reportTables } from "../src/study/common/index.ts";
 * import { projectionChart } from "../src/study/exploration/index.ts";
 * const { clips, all } = reportTables(await loadSource(resolveSource("sample")));
 * const { alt } = projectionChart(clips!, genreStyles(genresOf(all)));
 * alt.split(". ")[1]; // => "Electronic is centred at (1.5, −0.7)"
 */
export function projectionChart(
  { table, rowNoun, source }: ReportTable,
  styles: ReadonlyMap<string, GenreStyle>,
): Chart {
  const { first, second, explained, ground } = plane(table);
  const genres = [...rowsByGenre(table)];
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
            `${genre} is centred at (${[first, second].map((score) => formatTenth(meanOf(score, rows))).join(", ")}).`,
        )
        .join(" "),
    ...genrePanels(panels, { name: `all ${rowNoun}s`, ...ground }),
  });
}

/** A table's rows on its first two principal components, and what panels show behind their own points. */
function plane({ X }: Pick<FeatureTable, "X">) {
  const { scores, explained } = principalComponents(X, 2);
  const [first, second] = scores as [Float64Array, Float64Array];
  const axes = { x: componentAxis(0, explained), y: componentAxis(1, explained) };
  return { first, second, explained, ground: { x: Array.from(first, round), y: Array.from(second, round), axes } };
}

function round(value: number): number {
  return Number(value.toFixed(3));
}

/** A coordinate with a sign as prose writes it. */
function formatTenth(value: number): string {
  return value.toFixed(1).replace("-", "−");
}

function meanOf(values: Float64Array, rows: readonly number[]): number {
  return rows.reduce((sum, row) => sum + values[row]!, 0) / rows.length;
}

/**
 * How closely a track's segments cluster: one track per genre with its segments joined to their centre, over all segments in grey.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { genresOf, genreStyles, reportTables } from "../src/study/common/index.ts";
 * import { trackClustersChart } from "../src/study/exploration/index.ts";
 * const { segments } = reportTables(await loadSource(resolveSource("sample")));
 * const { alt } = trackClustersChart(segments!, genreStyles(genresOf([segments!])), { seed: 1 });
 * alt.split(". ")[1]; // => "They lie 0.4 from the centre of their track in the median; all segments lie 2.7 from the common centre"
 */
export function trackClustersChart(
  { table, source }: ReportTable,
  styles: ReadonlyMap<string, GenreStyle>,
  { seed = 0 } = {},
): Chart {
  const { first, second, explained, ground } = plane(table);
  const chosen = [...rowsByGenre(table)].map(([genre, rows]) => {
    const tracks = [...new Set(rows.map((row) => table.track[row]!))];
    const track = tracks[permutation(tracks.length, seed)[0]!]!;
    return { genre, track, rows: rows.filter((row) => table.track[row] === track) };
  });
  const panels = chosen.map(({ genre, track, rows }): GenrePanel => {
    const { colour, symbol } = styles.get(genre)!;
    const [x, y] = [first, second].map((score) => rows.map((row) => round(score[row]!))) as [number[], number[]];
    const [centreX, centreY] = [mean(x), mean(y)];
    const star = {
      type: "scatter",
      mode: "lines",
      // From the centre to a segment and back, repeatedly.
      x: x.flatMap((value) => [centreX, value]),
      y: y.flatMap((value) => [centreY, value]),
      line: { color: colour, width: 1 },
      hoverinfo: "skip",
    };
    const points = {
      type: "scatter",
      mode: "markers",
      name: escapeHtml(genre),
      x,
      y,
      marker: { color: colour, symbol, size: 7 },
      hovertemplate: `<b>${escapeHtml(genre)}</b>, ${countOf(rows.length, "segment")} of track ${escapeHtml(track)}<extra></extra>`,
    };
    return { genre, traces: [star, points] };
  });
  const spread = listSpread(chosen, first, second);
  return chart({
    title: "How close are the segments of a track?",
    source,
    alt:
      `A scatter plot for each of ${chosen.length} genres of all segments on the first two principal components, with the segments of ` +
      `one of its tracks joined to their centre. They lie ${spread.within.toFixed(1)} from the centre of their track in the median; all ` +
      `segments lie ${spread.overall.toFixed(1)} from the common centre. The components explain ` +
      `${explained.map((share) => formatPercent(share)).join(" and ")} of the variance.`,
    ...genrePanels(panels, { name: "all segments", ...ground }),
  });
}

/** Median distances in the plane: from the chosen tracks' centres, and of all rows from the common centre (the origin). */
function listSpread(
  chosen: readonly { readonly rows: readonly number[] }[],
  first: Float64Array,
  second: Float64Array,
): { within: number; overall: number } {
  const within = chosen.flatMap(({ rows }) => {
    const [x, y] = [first, second].map((score) => meanOf(score, rows)) as [number, number];
    return rows.map((row) => Math.hypot(first[row]! - x, second[row]! - y));
  });
  return {
    within: median(Float64Array.from(within)),
    overall: median(Float64Array.from(first, (x, row) => Math.hypot(x, second[row]!))),
  };
}
