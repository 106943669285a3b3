import { EigenvalueDecomposition, Matrix as MlMatrix } from "ml-matrix";
import { escapeHtml } from "../../ground/index.ts";
import { chart, type Chart, correlationMatrix, featureName, type ReportTable } from "../common/index.ts";

/**
 * Which features are redundant: all correlations as a heat map, with correlated features side by side.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportTables } from "../src/study/common/index.ts";
 * import { correlationChart } from "../src/study/exploration/index.ts";
 * const { clips } = reportTables(await loadSource(resolveSource("sample")));
 * correlationChart(clips!).alt.split(". ").at(-1); // => "The strongest is 0.98, between Spectral centroid and Spectral roll-off."
 */
export function correlationChart({ table, source }: ReportTable): Chart {
  const correlations = correlationMatrix(table.X);
  const order = correlationOrder(correlations);
  const names = order.map((i) => featureName(table.features[i]!).title);
  const labels = names.map((name, i) => `${escapeHtml(name)} ·${String(i + 1).padStart(3, "\u2007")}`);
  const numbers = names.map((_, i) => i + 1);
  const z = order.map((i) => order.map((j) => Number(correlations[i]![j]!.toFixed(3))));
  const { a, b, value } = strongest(z);
  return chart({
    title: "Which features say the same?",
    source,
    alt:
      `Heatmap of the correlations of ${names.length} features, ordered so that related ones stand together. The strongest is ` +
      `${value.toFixed(2)}, between ${names[a]!} and ${names[b]!}.`,
    height: 156 + 19 * names.length,
    data: [
      {
        type: "heatmap",
        x: numbers,
        y: labels,
        z,
        zmin: -1,
        zmax: 1,
        // The diverging scale of the page's theme.
        autocolorscale: true,
        xgap: 1,
        ygap: 1,
        colorbar: {
          orientation: "h",
          thickness: 10,
          len: 0.6,
          x: 0,
          xanchor: "left",
          y: 0,
          yref: "container",
          yanchor: "bottom",
          tickvals: [-1, 0, 1],
          ticktext: ["−1", "0", "+1"],
          tickangle: 0,
          title: { text: "correlation", side: "top" },
        },
        customdata: labels.map(() => names.map(escapeHtml)),
        text: names.map((name) => names.map(() => escapeHtml(name))),
        hovertemplate: "%{text} and %{customdata}: %{z:.2f}<extra></extra>",
      },
    ],
    layout: {
      showlegend: false,
      xaxis: { tickvals: numbers.filter((number) => number % 4 === 1), tickangle: 0, showgrid: false, zeroline: false },
      yaxis: { autorange: "reversed", dtick: 1, tickfont: { size: 10 }, showgrid: false },
      margin: { b: 84 },
    },
  });
}

/** The pair of different features with the strongest correlation, whatever its sign. */
export function strongest(z: readonly (readonly number[])[]): { a: number; b: number; value: number } {
  let pair = { a: 0, b: 0, value: 0 };
  z.forEach((row, a) => {
    row.slice(0, a).forEach((value, b) => {
      if (Math.abs(value) > Math.abs(pair.value)) pair = { a, b, value };
    });
  });
  return pair;
}

/**
 * Orders features so that correlated ones are adjacent: by the angle of their weights in the first two eigenvectors of the correlation
 * matrix, starting at the widest gap between two angles (Friendly, "Corrgrams", 2002).
 */
export function correlationOrder(correlations: readonly (readonly number[])[]): number[] {
  const size = correlations.length;
  if (size < 3) return [...correlations.keys()];
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
    new MlMatrix(correlations.map((row) => [...row])),
    { assumeSymmetric: true },
  );
  const [first, second] = [...realEigenvalues.keys()].sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!) as [
    number,
    number,
  ];
  const angle = correlations.map((_, i) =>
    Math.atan2(eigenvectorMatrix.get(i, second), eigenvectorMatrix.get(i, first)),
  );
  const order = [...correlations.keys()].sort((a, b) => angle[a]! - angle[b]!);
  const gapBefore = (place: number): number => {
    const gap = angle[order[place]!]! - angle[order[(place + size - 1) % size]!]!;
    return place === 0 ? gap + 2 * Math.PI : gap;
  };
  const start = [...order.keys()].reduce((widest, place) => (gapBefore(place) > gapBefore(widest) ? place : widest), 0);
  return [...order.slice(start), ...order.slice(0, start)];
}
