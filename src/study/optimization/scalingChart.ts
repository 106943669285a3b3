import type { SplitUnit } from "../../dataset/index.ts";
import { CHART_COLOURS } from "../../ground/index.ts";
import type { AccuracyGain, Evaluation } from "../../models/index.ts";
import {
  chart,
  type Chart,
  formatGain,
  formatPercent,
  listInWords,
  ON_SPLIT,
  type ReportModel,
  SPLIT_COLOURS,
  SPLIT_NAMES,
  SPLIT_SYMBOLS,
  type Trace,
} from "../common/index.ts";

/**
 * Which model gains from scaling: its test accuracy on unscaled and on standardised features, one row for each way to split.
 * @example
 * import { loadSource, reportSplit, resolveSource, takeSplit } from "../src/dataset/index.ts";
 * import { accuracyGain, evaluate, reportModels } from "../src/models/index.ts";
 * import { reportTables } from "../src/study/common/index.ts";
 * import { scalingChart } from "../src/study/optimization/index.ts";
 * const { segments } = reportTables(await loadSource(resolveSource("sample")));
 * const { table, source } = segments!;
 * const split = reportSplit(table, { by: "row", seed: 1 });
 * const [, model] = reportModels();
 * const [unscaled, scaled] = [
 *   await evaluate(model!.create(), takeSplit(table, split), { scale: false }),
 *   await evaluate(model!.create(), takeSplit(table, split)),
 * ];
 * const tracks = Array.from(split.test, (row) => table.track[row]);
 * const gain = accuracyGain(scaled.actual, unscaled.predicted, scaled.predicted, tracks, { seed: 1 });
 * scalingChart([{ model: model!, by: "row", unscaled, scaled, gain }], source).alt; // => "KNN, random rows: 44 % unscaled, 90 % scaled."
 */
export function scalingChart(cells: readonly ScalingCell[], source: string): Chart {
  const rowName = ({ model, by }: ScalingCell): string => `${model.label}, ${SPLIT_NAMES[by]}`;
  const rows = [...cells].sort((a, b) => modelOrder(cells, a) - modelOrder(cells, b));
  const names = rows.map(rowName);
  const before = rows.map(({ unscaled }) => unscaled.testAccuracy);
  const after = rows.map(({ scaled }) => scaled.testAccuracy);
  const colours = rows.map(({ by }) => SPLIT_COLOURS[by]);
  const symbols = rows.map(({ by }) => SPLIT_SYMBOLS[by]);
  const gaps: Trace = {
    type: "scatter",
    mode: "lines",
    y: names.flatMap((name) => [name, name, null]),
    x: rows.flatMap((_, i) => [before[i], after[i], null]),
    line: { color: CHART_COLOURS.quiet, width: 3 },
    opacity: 0.5,
    hoverinfo: "skip",
    showlegend: false,
  };
  const marks = (name: string, x: readonly number[], open: boolean): Trace => ({
    type: "scatter",
    mode: "markers",
    name,
    y: names,
    x,
    showlegend: false,
    marker: { color: colours, symbol: open ? symbols.map((symbol) => `${symbol}-open`) : symbols, size: 12 },
    ...(open ? {} : { customdata: rows.map(({ gain }) => formatGain(gain.gain, 1)) }),
    hovertemplate: `%{y}, ${name}: %{x:.1%}${open ? "" : "<br>%{customdata} points by scaling"}<extra></extra>`,
  });
  const key = (name: string, symbol: string): Trace => ({
    type: "scatter",
    mode: "markers",
    name,
    x: [null],
    y: [names[0]],
    marker: { color: CHART_COLOURS.quiet, symbol, size: 12 },
  });
  return chart({
    title: headline(cells),
    source,
    alt: rows
      .map((_, i) => `${names[i]!}: ${formatPercent(before[i]!)} unscaled, ${formatPercent(after[i]!)} scaled.`)
      .join(" "),
    height: 160 + 30 * rows.length,
    data: [
      gaps,
      marks("unscaled", before, true),
      marks("scaled", after, false),
      key("unscaled", "circle-open"),
      key("scaled", "circle"),
    ],
    layout: {
      xaxis: { title: { text: "test accuracy" }, range: [0, 1.02], tickformat: ".0%", dtick: 0.2, zeroline: false },
      yaxis: { autorange: "reversed", ticksuffix: " ", categoryorder: "array", categoryarray: names, showgrid: false },
      margin: { b: 88 },
    },
  });
}

/** Keeps a model's rows together, in the order of the models. */
function modelOrder(cells: readonly ScalingCell[], { model }: ScalingCell): number {
  return cells.findIndex((cell) => cell.model.id === model.id);
}

function headline(cells: readonly ScalingCell[]): string {
  const gaining = cells.filter(({ gain }) => gain.interval.low > 0);
  const labels = [...new Set(gaining.map(({ model }) => model.label))];
  if (labels.length === 0) return "No model is shown to gain by scaling";
  const units = [...new Set(gaining.map(({ by }) => ON_SPLIT[by]))];
  return `Scaling helps ${listInWords(labels)} ${listInWords(units)}`;
}

/** One model with one way to split, on unscaled and on standardised features. Both see the same rows. */
export interface ScalingCell {
  readonly model: ReportModel;
  readonly by: SplitUnit;
  readonly unscaled: Evaluation;
  readonly scaled: Evaluation;
  /** What scaling adds to the test accuracy. */
  readonly gain: AccuracyGain;
}
