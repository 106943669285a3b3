import { escapeHtml, quantile } from "../../ground/index.ts";
import {
  axesOf,
  axisNumber,
  chart,
  type Chart,
  featureColumn,
  featureName,
  featureTitle,
  type GenreStyle,
  listInWords,
  panelHeading,
  type ReportTable,
  rowsByGenre,
  type Trace,
} from "../common/index.ts";

const ROW = 21;
const PANEL_TITLE = 38;
const TICKS = 30;

/**
 * How features are distributed in each genre: one panel per feature, two side by side, with a box per genre. The legend toggles a genre
 * in all panels at once.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { genresOf, genreStyles, reportTables } from "../src/study/common/index.ts";
 * import { featureBoxesChart } from "../src/study/exploration/index.ts";
 * const { clips, all } = reportTables(await loadSource(resolveSource("sample")));
 * const { alt } = featureBoxesChart(clips!, ["rms_mean", "tempo"], genreStyles(genresOf(all)));
 * alt.split(". ")[1]; // => "RMS energy: medians from 0.0994 (Experimental) to 0.251 (Hip-Hop)"
 */
export function featureBoxesChart(
  { table, source }: ReportTable,
  features: readonly string[],
  styles: ReadonlyMap<string, GenreStyle>,
): Chart {
  const genres = [...rowsByGenre(table)];
  const panelRows = Math.ceil(features.length / 2);
  const panelHeight = genres.length * ROW + PANEL_TITLE;
  const plotHeight = panelRows * (panelHeight + TICKS) - TICKS;
  const values = features.map((feature) => featureColumn(table, feature));
  const data = genres.flatMap(([genre, rows]) =>
    features.map((_, panel): Trace => {
      const box = boxStatistics(rows.map((row) => values[panel]![row]!));
      return {
        type: "box",
        orientation: "h",
        name: escapeHtml(genre),
        legendgroup: genre,
        showlegend: panel === 0,
        y: [escapeHtml(genre)],
        q1: [box.q1],
        median: [box.median],
        q3: [box.q3],
        lowerfence: [box.lowerWhisker],
        upperfence: [box.upperWhisker],
        line: { color: styles.get(genre)!.colour, width: 1.5 },
        width: 0.6,
        hoverinfo: "x+name",
        ...axesOf(panel),
      };
    }),
  );
  const names = features.map(featureTitle);
  return chart({
    title: "How do the genres differ?",
    source,
    alt: `Box plots of ${listInWords(names)} for each of ${genres.length} genres. ${features.map((feature, i) => describe(feature, values[i]!, genres)).join(" ")}`,
    height: 150 + plotHeight,
    data,
    layout: {
      ...Object.fromEntries(features.flatMap((feature, panel) => panelAxes(panel, feature, panelHeight, plotHeight))),
      annotations: features.map(featureName).map(({ title, unit }, panel) =>
        // The unit goes below: a phone has no room for both on one line.
        panelHeading(axesOf(panel), `<b>${escapeHtml(title)}</b><br>${escapeHtml(unit ?? "")}`),
      ),
      boxgap: 0.3,
      legend: { itemsizing: "constant", font: { size: 11 } },
    },
  });
}

function panelAxes(panel: number, feature: string, panelHeight: number, plotHeight: number): [string, object][] {
  const column = panel % 2;
  const top = Math.floor(panel / 2) * (panelHeight + TICKS);
  const domain = [top + panelHeight, top + PANEL_TITLE].map((pixels) => Math.max(0, 1 - pixels / plotHeight));
  return [
    [
      `xaxis${axisNumber(panel)}`,
      {
        domain: column === 0 ? [0, 0.47] : [0.53, 1],
        anchor: `y${axisNumber(panel)}`,
        nticks: 5,
        // Thousands of Hz as "2k": a phone has no room for more digits.
        ...(featureName(feature).unit === "Hz" ? { tickformat: "~s" } : {}),
        automargin: true,
      },
    ],
    [
      `yaxis${axisNumber(panel)}`,
      {
        domain,
        anchor: `x${axisNumber(panel)}`,
        autorange: "reversed",
        showticklabels: column === 0,
        ticksuffix: " ",
        automargin: true,
        showgrid: false,
        ...(column === 0 ? {} : { matches: `y${axisNumber(panel - 1)}` }),
      },
    ],
  ];
}

/** The genres with the lowest and the highest median. */
function describe(
  feature: string,
  values: Float64Array,
  genres: readonly (readonly [string, readonly number[]])[],
): string {
  const medians = genres
    .map(([genre, rows]) => ({ genre, median: boxStatistics(rows.map((row) => values[row]!)).median }))
    .sort((a, b) => a.median - b.median);
  const say = ({ genre, median }: { genre: string; median: number }): string =>
    `${String(Number(median.toPrecision(3))).replace("-", "−")} (${genre})`;
  return `${featureTitle(feature)}: medians from ${say(medians[0]!)} to ${say(medians.at(-1)!)}.`;
}

/** What a box plot draws. */
export interface BoxStatistics {
  readonly lowerWhisker: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly upperWhisker: number;
}

/**
 * Tukey's box: the quartiles, and whiskers that reach the farthest values within 1.5 interquartile ranges of them.
 * @throws RangeError if there are no values
 */
export function boxStatistics(values: ArrayLike<number>): BoxStatistics {
  if (values.length === 0) throw new RangeError("there are no values; expected at least one");
  const sorted = Float64Array.from(values).sort();
  const [q1, median, q3] = [0.25, 0.5, 0.75].map((share) => quantile(sorted, share)) as [number, number, number];
  const reach = 1.5 * (q3 - q1);
  return {
    lowerWhisker: sorted.find((value) => value >= q1 - reach)!,
    q1,
    median,
    q3,
    upperWhisker: sorted.findLast((value) => value <= q3 + reach)!,
  };
}
