import { BALANCED } from "./pairsInWords.ts";
import { accuracy } from "../../models/index.ts";
import { pairName } from "./choosePairs.ts";
import type { PairCell } from "./pairGrid.ts";
import {
  axesOf,
  chart,
  type Chart,
  formatPercent,
  lineAt,
  panelHeading,
  SPLIT_COLOURS,
  SPLIT_NAMES,
  SPLIT_SYMBOLS,
  stackedAxes,
  type TestOutcome,
  type Trace,
} from "../common/index.ts";
import { CHART_COLOURS, escapeHtml } from "../../ground/index.ts";
import { findPublished, type GenrePair } from "../published/index.ts";

const ROW = 38;
const PANEL_TITLE = 34;

/**
 * How well each model tells the genres of each pair apart: one panel per model, test part and hold-out, for every way to split.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { genresOf, reportModels, reportTables } from "../src/study/common/index.ts";
 * import { choosePairs, pairGrid, pairsChart } from "../src/study/pairs/index.ts";
 * const { segments } = reportTables(await loadSource(resolveSource("sample")));
 * const { pairs } = choosePairs(genresOf([segments!]));
 * const cells = await pairGrid(segments!, pairs, reportModels().slice(1, 2), { units: ["row", "track"], seed: 1 });
 * pairsChart(cells, segments!.source).alt.split(";")[0]; // => "k nearest neighbours: Pop & Folk 97 % random rows, 43 % by track"
 */
export function pairsChart(cells: readonly PairCell[], source: string): Chart {
  const models = [...new Map(cells.map(({ model }) => [model.id, model])).values()];
  const units = [...new Set(cells.map(({ by }) => by))];
  const pairs = [...new Map(cells.map(({ pair }) => [pair.id, pair])).values()];
  const names = pairs.map(rowName);
  const panel = names.length * ROW + PANEL_TITLE;
  const marks = (by: PairCell["by"], i: number, part: "test" | "hold-out"): Trace => {
    const own = cells.filter((cell) => cell.by === by && cell.model.id === models[i]!.id);
    const points = own.flatMap(({ pair, test, holdout }) => {
      const outcome = part === "test" ? test : holdout;
      return outcome ? [{ y: rowName(pair), x: share(outcome), rows: outcome.actual.length }] : [];
    });
    return {
      type: "scatter",
      mode: "markers",
      name: SPLIT_NAMES[by],
      legendgroup: by,
      showlegend: i === 0 && part === "test",
      y: points.map(({ y }) => y),
      x: points.map(({ x }) => x),
      customdata: points.map(({ rows }) => rows),
      marker: {
        color: SPLIT_COLOURS[by],
        symbol: part === "test" ? SPLIT_SYMBOLS[by] : `${SPLIT_SYMBOLS[by]}-open`,
        size: part === "test" ? 12 : 9,
      },
      hovertemplate: `%{y}, ${models[i]!.label}, ${SPLIT_NAMES[by]}, ${part}: %{x:.1%} of %{customdata:,} rows<extra></extra>`,
      yaxis: axesOf(i).yaxis,
    };
  };
  const published = models.flatMap((model, i): Trace[] => {
    const stated = pairs.flatMap((pair) => {
      const value = findPublished(`pairs.${pair.id}.${model.id}.test`)?.statements[0].value;
      const [low, high] = Array.isArray(value) ? (value as [number, number]) : [undefined, undefined];
      return low === undefined ? [] : [{ y: rowName(pair), low, high: high! }];
    });
    if (stated.length === 0) return [];
    return [
      {
        type: "scatter",
        mode: "markers",
        name: "published",
        y: stated.map(({ y }) => y),
        x: stated.map(({ low, high }) => (low + high) / 2),
        customdata: stated.map(({ low, high }) => `${(low * 100).toFixed(0)} to ${formatPercent(high)}`),
        marker: {
          color: CHART_COLOURS.quiet,
          symbol: "line-ns-open",
          size: 18,
          line: { width: 3, color: CHART_COLOURS.quiet },
        },
        hovertemplate: "%{y}, as published: %{customdata}<extra></extra>",
        yaxis: axesOf(i).yaxis,
      },
    ];
  });
  const lowest = Math.min(...cells.flatMap(({ test, holdout }) => [test, ...(holdout ? [holdout] : [])]).map(share));
  return chart({
    title: headline(cells),
    source,
    alt: models
      .map(
        (model) =>
          `${model.title}: ${pairs
            .map((pair) => {
              const own = cells.filter((cell) => cell.model.id === model.id && cell.pair.id === pair.id);
              return `${pairName(pair)} ${own.map(({ by, test }) => `${formatPercent(share(test))} ${SPLIT_NAMES[by]}`).join(", ")}`;
            })
            .join("; ")}.`,
      )
      .join(" "),
    height: 180 + panel * models.length,
    data: [
      ...published,
      {
        type: "scatter",
        mode: "markers",
        name: "hollow: hold-out",
        x: [null],
        y: [names[0]],
        marker: { color: CHART_COLOURS.quiet, symbol: "circle-open", size: 9 },
      },
      ...models.flatMap((_, i) => units.flatMap((by) => [marks(by, i, "hold-out"), marks(by, i, "test")])),
    ],
    layout: {
      xaxis: {
        title: { text: "accuracy" },
        anchor: axesOf(models.length - 1).yaxis,
        range: [Math.min(0.4, Math.floor(lowest * 10) / 10) - 0.02, 1.02],
        tickformat: ".0%",
        dtick: 0.2,
        zeroline: false,
      },
      ...stackedAxes(
        models.length,
        { panel, heading: PANEL_TITLE },
        {
          autorange: "reversed",
          categoryorder: "array",
          categoryarray: names,
          ticksuffix: " ",
          tickfont: { size: 11 },
        },
      ),
      // The guessing line makes sense only if both genres of every pair are about equally frequent.
      shapes: (isBalanced(cells) ? models : []).map((_, i) => lineAt(0.5, { yref: `${axesOf(i).yaxis} domain` })),
      annotations: models.map(({ title }, i) => panelHeading({ ...axesOf(i), xaxis: "x" }, `<b>${title}</b>`)),
      margin: { b: 112 },
    },
  });
}

function isBalanced(cells: readonly PairCell[]): boolean {
  return cells.every(({ test: { actual } }) => {
    const share = actual.filter((genre) => genre === actual[0]).length / actual.length;
    return Math.max(share, 1 - share) < BALANCED;
  });
}

/** Two lines, since one would take half a phone's width. */
function rowName({ genres }: GenrePair): string {
  const [first, second] = genres.map(escapeHtml) as [string, string];
  return genres.join("").length > 14 ? `${first}<br>& ${second}` : `${first} & ${second}`;
}

/** Names the model that loses most when tracks are kept apart, averaged over the pairs. */
function headline(cells: readonly PairCell[]): readonly string[] {
  const models = [...new Map(cells.map(({ model }) => [model.id, model])).values()];
  const means = models.map(({ id, label }) => {
    const mean = (by: PairCell["by"]): number => {
      const shares = cells.filter((cell) => cell.model.id === id && cell.by === by).map(({ test }) => share(test));
      return shares.reduce((sum, value) => sum + value, 0) / shares.length;
    };
    return { label, row: mean("row"), track: mean("track") };
  });
  // With one row per track there is nothing to keep apart.
  if (!cells.some(({ by }) => by === "track")) return ["Models of two genres, pair by pair"];
  const worst = means.reduce((most, one) => (one.row - one.track > most.row - most.track ? one : most));
  return [
    `${worst.label}, pairs: ${formatPercent(worst.row)} on random rows,`,
    `${formatPercent(worst.track)} when tracks are kept apart`,
  ];
}

function share({ actual, predicted }: TestOutcome): number {
  return accuracy(actual, predicted);
}
