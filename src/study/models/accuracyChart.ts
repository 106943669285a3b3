import type { GridCell } from "./accuracyGrid.ts";
import {
  type Chart,
  chart,
  formatPercent,
  QUIET_COLOUR,
  sourceLine,
  SPLIT_COLOURS,
  SPLIT_NAMES,
  SPLIT_SYMBOLS,
  type Trace,
} from "../common/index.ts";
import { publishedAccuracy } from "../published/index.ts";

export interface AccuracyChartOptions {
  readonly title: string | readonly string[];
  /** What always guessing the most frequent genre scores: drawn as a line. */
  readonly chance: number;
}

/** The test accuracy of each model on each table, however it is split, and as published: a row each, its marks joined. */
export function accuracyChart(grid: readonly GridCell[], { title, chance }: AccuracyChartOptions): Chart {
  const tables = [...new Set(grid.map(({ table }) => table))];
  const rowName = ({ model, table }: GridCell): string => `${model.name}, ${table.id.replace("s", "-s")}`;
  const rows = [...new Set(grid.map(rowName))];
  const cellsIn = (row: string): GridCell[] => grid.filter((cell) => rowName(cell) === row);
  const gaps: Trace = {
    type: "scatter",
    mode: "lines",
    y: rows.flatMap((row) => [row, row, null]),
    x: rows.flatMap((row) => {
      const scores = cellsIn(row).map(({ evaluation }) => evaluation.testAccuracy);
      return [Math.min(...scores), Math.max(...scores), null];
    }),
    line: { color: QUIET_COLOUR, width: 3 },
    opacity: 0.5,
    hoverinfo: "skip",
    showlegend: false,
  };
  const units = [...new Set(grid.map(({ by }) => by))];
  const measured = units.map((by): Trace => {
    const cells = grid.filter((cell) => cell.by === by);
    return {
      type: "scatter",
      mode: "markers",
      name: SPLIT_NAMES[by],
      y: cells.map(rowName),
      x: cells.map(({ evaluation }) => evaluation.testAccuracy),
      marker: { color: SPLIT_COLOURS[by], symbol: SPLIT_SYMBOLS[by], size: 13 },
      customdata: cells.map(({ evaluation, testTracks }) => [evaluation.testRows, testTracks]),
      hovertemplate: `%{y}, ${SPLIT_NAMES[by]}: %{x:.1%}<br>%{customdata[0]:,} test rows of %{customdata[1]:,} tracks<extra></extra>`,
    };
  });
  const published = rows
    .map((row) => ({ row, value: publishedAccuracy(cellsIn(row)[0]!.table.id, cellsIn(row)[0]!.model.id, "test") }))
    .filter(({ value }) => value !== undefined);
  const reference: Trace = {
    type: "scatter",
    mode: "markers",
    name: "published",
    y: published.map(({ row }) => row),
    x: published.map(({ value }) => value),
    marker: { color: QUIET_COLOUR, symbol: "line-ns-open", size: 18, line: { width: 3, color: QUIET_COLOUR } },
    hovertemplate: "%{y}, as published: %{x:.0%}<extra></extra>",
  };
  return chart({
    title,
    source: sourceLine(tables),
    alt: `${rows.map((row) => describe(row, cellsIn(row))).join(" ")} Always guessing the most frequent genre scores ${formatPercent(chance, 1)}.`,
    height: 180 + 44 * rows.length,
    data: [gaps, reference, ...measured],
    layout: {
      xaxis: { title: { text: "test accuracy" }, range: [0, 1.02], tickformat: ".0%", dtick: 0.2, zeroline: false },
      yaxis: { autorange: "reversed", ticksuffix: " ", categoryorder: "array", categoryarray: rows, showgrid: false },
      margin: { b: 88 },
      shapes: [
        {
          type: "line",
          x0: chance,
          x1: chance,
          yref: "paper",
          y0: 0,
          y1: 1,
          line: { dash: "dot", width: 1.5, color: QUIET_COLOUR },
        },
      ],
      annotations: [
        {
          text: "most frequent genre",
          showarrow: false,
          x: chance,
          xanchor: "left",
          xshift: -6,
          yref: "paper",
          y: 1,
          yanchor: "bottom",
          font: { size: 11 },
        },
      ],
    },
  });
}

function describe(row: string, cells: readonly GridCell[]): string {
  const scores = cells.map(({ by, evaluation }) => `${formatPercent(evaluation.testAccuracy)} ${SPLIT_NAMES[by]}`);
  const published = publishedAccuracy(cells[0]!.table.id, cells[0]!.model.id, "test");
  return `${row}: ${scores.join(", ")}${published === undefined ? "" : `, ${formatPercent(published)} published`}.`;
}
