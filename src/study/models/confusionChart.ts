import type { TestedModel } from "./testedModel.ts";
import { type Chart, chart, formatCount, formatPercent, SPLIT_NAMES } from "../common/index.ts";
import { escapeHtml } from "../../ground/index.ts";
import { accuracy, type ConfusionMatrix, confusionMatrix } from "../../models/index.ts";

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
      xaxis: "x",
      yaxis: `y${i === 0 ? "" : i + 1}`,
    })),
    layout: {
      showlegend: false,
      xaxis: {
        title: { text: "taken for; the shade is the share of the row" },
        anchor: `y${cells.length === 1 ? "" : cells.length}`,
        dtick: 1,
        showgrid: false,
        automargin: true,
      },
      ...Object.fromEntries(
        cells.map((_, i) => [
          `yaxis${i === 0 ? "" : i + 1}`,
          {
            domain: [1 - (i + 1) / cells.length, 1 - i / cells.length - PANEL_TITLE / (panel * cells.length)],
            autorange: "reversed",
            dtick: 1,
            showgrid: false,
            automargin: true,
            ticksuffix: " ",
          },
        ]),
      ),
      annotations: cells.map(({ by, evaluation }, i) => ({
        text: `<b>${SPLIT_NAMES[by]}</b>: ${formatPercent(accuracy(evaluation.actual, evaluation.predicted))} of ${formatCount(evaluation.actual.length)} right`,
        showarrow: false,
        xref: "paper",
        x: 0,
        xanchor: "left",
        yref: `y${i === 0 ? "" : i + 1} domain`,
        y: 1,
        yanchor: "bottom",
        font: { size: 12 },
      })),
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
