import {
  type Chart,
  chart,
  formatPercent,
  QUIET_COLOUR,
  SPLIT_COLOURS,
  SPLIT_SYMBOLS,
  type Trace,
} from "../common/index.ts";
import type { JudgedFigure } from "../judge/index.ts";

const MODELS = [
  ["knn", "KNN"],
  ["rf", "Random forest"],
  ["lr", "Logistic regression"],
] as const;

/**
 * The leak in one picture: the test accuracy of each model on the 3-second table as published, measured on random rows, and with tracks
 * kept apart, with 95 % intervals. Undefined where the figures hold no such scores.
 */
export function leakChart(figures: readonly JudgedFigure[], source: string): Chart | undefined {
  const find = (id: string): JudgedFigure | undefined =>
    figures.find((figure) => figure.id === id && typeof figure.measured === "number");
  const rows = MODELS.flatMap(([id, name]) => {
    const random = find(`accuracy.3s.${id}.test`);
    const apart = find(`accuracy.3s.${id}.test.by-track`);
    return random && apart ? [{ name, random, apart, published: random.published as number }] : [];
  });
  if (rows.length === 0) return undefined;
  const names = rows.map(({ name }) => name);
  const gaps: Trace = {
    type: "scatter",
    mode: "lines",
    y: names.flatMap((name) => [name, name, null]),
    x: rows.flatMap(({ random, apart }) => [random.measured, apart.measured, null]),
    line: { color: QUIET_COLOUR, width: 3 },
    opacity: 0.5,
    hoverinfo: "skip",
    showlegend: false,
  };
  const published: Trace = {
    type: "scatter",
    mode: "markers",
    name: "published",
    y: names,
    x: rows.map((row) => row.published),
    marker: { color: QUIET_COLOUR, symbol: "line-ns-open", size: 18, line: { width: 3, color: QUIET_COLOUR } },
    hovertemplate: "%{y}, as published: %{x:.0%}<extra></extra>",
  };
  const worst = rows.reduce((most, row) => (drop(row) > drop(most) ? row : most));
  return chart({
    title: [
      `${worst.name}: ${formatPercent(worst.random.measured as number)} on random rows,`,
      `${formatPercent(worst.apart.measured as number)} when tracks are kept apart`,
    ],
    source,
    alt: rows
      .map(
        ({ name, random, apart, ...row }) =>
          `${name}: ${formatPercent(row.published)} published, ${random.text.measured} on random rows, ${apart.text.measured} by track.`,
      )
      .join(" "),
    height: 180 + 52 * rows.length,
    data: [
      gaps,
      published,
      scores(
        "random rows",
        "row",
        rows.map(({ random }) => random),
        names,
      ),
      scores(
        "tracks kept apart",
        "track",
        rows.map(({ apart }) => apart),
        names,
      ),
    ],
    layout: {
      xaxis: { title: { text: "test accuracy" }, range: [0, 1.02], tickformat: ".0%", dtick: 0.2, zeroline: false },
      yaxis: { autorange: "reversed", ticksuffix: " ", categoryorder: "array", categoryarray: names, showgrid: false },
      margin: { b: 88 },
    },
  });
}

function drop({ random, apart }: { readonly random: JudgedFigure; readonly apart: JudgedFigure }): number {
  return (random.measured as number) - (apart.measured as number);
}

function scores(name: string, by: "row" | "track", figures: readonly JudgedFigure[], y: readonly string[]): Trace {
  const measured = figures.map((figure) => figure.measured as number);
  return {
    type: "scatter",
    mode: "markers",
    name,
    y,
    x: measured,
    marker: { color: SPLIT_COLOURS[by], symbol: SPLIT_SYMBOLS[by], size: 13 },
    error_x: {
      type: "data",
      symmetric: false,
      array: figures.map(({ interval }, i) => (interval ? interval[1] - measured[i]! : 0)),
      arrayminus: figures.map(({ interval }, i) => (interval ? measured[i]! - interval[0] : 0)),
      color: SPLIT_COLOURS[by],
      thickness: 2,
      width: 6,
    },
    customdata: figures.map(({ text }) => text.interval),
    hovertemplate: `%{y}, ${name}: %{x:.1%} (%{customdata})<extra></extra>`,
  };
}
