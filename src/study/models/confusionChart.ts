import { escapeHtml, takeItems } from "../../ground/index.ts";
import { accuracy, accuracyInterval, confusionMatrix, type ConfusionMatrix, type Label } from "../../models/index.ts";
import {
  axesOf,
  chart,
  type Chart,
  formatCount,
  formatPercent,
  formatRange,
  panelHeading,
  SPLIT_NAMES,
  stackedAxes,
  type Table,
  table,
} from "../common/index.ts";
import type { MeasuredFigure } from "../judge/index.ts";
import { CONFUSION_COUNTS, CONFUSION_FIGURES, GENRES } from "../published/index.ts";
import type { GridCell } from "./accuracyGrid.ts";
import type { TestedModel } from "./classificationReportTable.ts";

const ROW = 27;
const PANEL_TITLE = 32;

/**
 * What a model takes each genre for: a confusion matrix for each way to split, one below the other, as counts coloured by their share
 * of the row.
 * @param cells a model's results on a test part with each way to split: cells of a grid, or `{ by, evaluation }` of any model
 * @example
 * import { confusionChart } from "../src/study/models/index.ts";
 * const evaluation = { actual: ["Folk", "Folk", "Rock"], predicted: ["Rock", "Rock", "Rock"] };
 * const options = { model: "my model", genres: ["Folk", "Rock"], source: "Data: my songs" };
 * const { alt } = confusionChart([{ by: "track", evaluation }], options);
 * alt; // => "my model, by track: 33 % of 3 right; its commonest mistake is Folk taken for Rock, 2 times."
 */
export function confusionChart(
  cells: readonly TestedModel[],
  { model, genres, source }: { readonly model: string; readonly genres: readonly string[]; readonly source: string },
): Chart {
  const matrices = cells.map(({ evaluation }) => confusionMatrix(evaluation.actual, evaluation.predicted, genres));
  const labels = genres.map(escapeHtml);
  const panel = genres.length * ROW + PANEL_TITLE;
  return chart({
    title: `What does ${escapeHtml(model)} take each genre for?`,
    source,
    alt: cells.map((cell, i) => describe(model, cell, matrices[i]!)).join(" "),
    height: 150 + panel * cells.length,
    data: matrices.map(({ counts }, i) => ({
      type: "heatmap",
      x: labels,
      y: labels,
      z: counts.map(shares),
      text: counts.map((row) => row.map((count) => (count > 0 ? String(count) : ""))),
      customdata: counts,
      texttemplate: "%{text}",
      textfont: { size: 11 },
      zmin: 0,
      zmax: 1,
      xgap: 1,
      ygap: 1,
      showscale: false,
      hovertemplate: "%{y} taken for %{x}: %{customdata} (%{z:.0%} of %{y})<extra></extra>",
      ...axesOf(i),
      xaxis: "x",
    })),
    layout: {
      showlegend: false,
      xaxis: {
        title: { text: "taken for; the shade is the share of the row" },
        anchor: axesOf(cells.length - 1).yaxis,
        dtick: 1,
        showgrid: false,
        automargin: true,
      },
      ...stackedAxes(
        cells.length,
        { panel, heading: PANEL_TITLE },
        { autorange: "reversed", dtick: 1, showgrid: false, ticksuffix: " " },
      ),
      annotations: cells.map(({ by, evaluation: { actual, predicted } }, i) =>
        panelHeading(
          { ...axesOf(i), xaxis: "x" },
          `<b>${SPLIT_NAMES[by]}</b>: ${formatPercent(accuracy(actual, predicted))} of ${formatCount(actual.length)} right`,
        ),
      ),
    },
  });
}

function shares(row: readonly number[]): number[] {
  const sum = row.reduce((total, count) => total + count, 0);
  return row.map((count) => (sum > 0 ? Number((count / sum).toFixed(4)) : 0));
}

/** The accuracy and the most common confusion. */
function describe(
  model: string,
  { by, evaluation: { actual, predicted } }: TestedModel,
  { labels, counts }: ConfusionMatrix,
): string {
  const mistakes = counts.flatMap((row, i) => row.map((count, j) => ({ count: i === j ? 0 : count, i, j })));
  const worst = mistakes.reduce((most, one) => (one.count > most.count ? one : most));
  const commonest =
    worst.count > 0
      ? `its commonest mistake is ${labels[worst.i]!} taken for ${labels[worst.j]!}, ${worst.count} times`
      : "it makes no mistake";
  return `${model}, ${SPLIT_NAMES[by]}: ${formatPercent(accuracy(actual, predicted))} of ${actual.length} right; ${commonest}.`;
}

/** How many confusions a table shows. */
const SHOWN = 8;

export interface ConfusionsOptions {
  /** The model whose predictions they are: "The forest". */
  readonly model: string;
  /** The group each row is resampled with for the intervals: its artist or track. */
  readonly groups: readonly string[];
  readonly seed: number;
  readonly source: string;
}

/**
 * The most common confusions, largest first: the share of a genre that is taken for another, with its 95 % interval.
 * @example
 * import { confusionsTable } from "../src/study/models/index.ts";
 * const [actual, predicted] = [["Folk", "Folk", "Rock", "Rock"], ["Folk", "Rock", "Rock", "Rock"]];
 * const groups = ["track 1", "track 2", "track 3", "track 4"];
 * const { text } = confusionsTable({ actual, predicted }, { model: "My model", groups, seed: 1, source: "Data: my songs" });
 * text.split("\n").at(-1); // => "Folk   Rock        50 %   0 % to 100 %"
 */
export function confusionsTable(
  { actual, predicted }: { readonly actual: readonly Label[]; readonly predicted: readonly Label[] },
  { model, groups, seed, source }: ConfusionsOptions,
): Table {
  const genres = [...new Set(actual)].sort();
  const mistakes = genres.flatMap((genre) => {
    const rows = [...actual.keys()].filter((row) => actual[row] === genre);
    return [...new Set(takeItems(predicted, rows))]
      .filter((other) => other !== genre)
      .map((other) => {
        const taken = rows.map((row) => predicted[row] === other);
        return { genre, other, taken, rows, share: taken.filter(Boolean).length / rows.length };
      });
  });
  const largest = mistakes.sort((a, b) => b.share - a.share).slice(0, SHOWN);
  return table({
    caption: `${model}: the commonest confusions of ${genres.length} genres.`,
    source,
    columns: [
      { heading: "genre" },
      { heading: "taken for" },
      { heading: "share", numeric: true },
      { heading: "95 % interval", numeric: true },
    ],
    rows: largest.map(({ genre, other, taken, rows, share }) => {
      const interval = accuracyInterval(taken, takeItems(groups, rows), { seed });
      return [String(genre), String(other), { text: formatPercent(share), strong: true }, formatRange(interval)];
    }),
  });
}

/** The cells of the forest's confusion matrix on random rows of the 3-second table, each as a share of its row. */
export function confusionFigures(grid: readonly GridCell[], { seed }: { readonly seed: number }): MeasuredFigure[] {
  const cell = grid.find(({ table, model, by }) => table.id === "3s" && model.id === "rf" && by === "row");
  const { actual = [], predicted = [] } = cell?.evaluation ?? {};
  const counts = cell
    ? confusionMatrix(actual, predicted, GENRES).counts
    : CONFUSION_COUNTS.map((row) => row.map(() => 0));
  return CONFUSION_FIGURES.map(({ id }, at): MeasuredFigure => {
    const genre = GENRES[Math.floor(at / GENRES.length)]!;
    const total = actual.filter((label) => label === genre).length;
    if (!cell || total === 0) {
      const note = cell ? `The test part has no row of ${genre}.` : "This source has no 3-second table.";
      return { id, measured: null, note };
    }
    const count = counts.flat()[at]!;
    const rows = [...actual.keys()].filter((row) => actual[row] === genre);
    const taken = rows.map((row) => predicted[row] === GENRES[at % GENRES.length]);
    const interval = accuracyInterval(taken, takeItems(cell.testGroup, rows), { seed });
    return { id, measured: count / total, interval, rows: total };
  });
}
