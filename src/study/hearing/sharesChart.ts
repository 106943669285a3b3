import { escapeHtml } from "../../ground/index.ts";
import { type Chart, chart, formatPercent } from "../common/index.ts";

export interface SharesOptions {
  readonly title: string | readonly string[];
  readonly source: string;
  /** What the rows and columns are: "genre", "tag". */
  readonly names: readonly [row: string, column: string];
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Rows x columns, 0 to 1. */
  readonly shares: readonly (readonly number[])[];
}

const ROW = 27;

/**
 * Shares as a coloured table, each with its percentage.
 * @example
 * import { sharesChart } from "../src/study/hearing/index.ts";
 * const genres = ["Folk", "Rock"];
 * const shares = [[0.9, 0.1], [0.3, 0.7]];
 * const options = { title: "What each is taken for", source: "Data: my songs", names: ["genre", "named"] } as const;
 * sharesChart({ ...options, rows: genres, columns: genres, shares }).alt; // => "The greatest of each genre: Folk: Folk 90 %; Rock: Rock 70 %."
 */
export function sharesChart({ title, source, names, rows, columns, shares }: SharesOptions): Chart {
  const told = rows.map((row, i) => {
    const greatest = shares[i]!.reduce((best, share, j) => (share > shares[i]![best]! ? j : best), 0);
    return `${row}: ${columns[greatest]!} ${formatPercent(shares[i]![greatest]!)}`;
  });
  return chart({
    title,
    source,
    alt: `The greatest of each ${names[0]}: ${told.join("; ")}.`,
    height: 220 + ROW * rows.length,
    data: [
      {
        type: "heatmap",
        x: columns.map(escapeHtml),
        y: rows.map(escapeHtml),
        z: shares,
        text: shares.map((row) => row.map((share) => (share >= 0.005 ? String(Math.round(100 * share)) : ""))),
        texttemplate: "%{text}",
        textfont: { size: 11 },
        zmin: 0,
        xgap: 1,
        ygap: 1,
        showscale: false,
        hovertemplate: `${names[0]} %{y}, ${names[1]} %{x}: %{z:.0%}<extra></extra>`,
      },
    ],
    layout: {
      showlegend: false,
      xaxis: { title: { text: names[1] }, dtick: 1, showgrid: false },
      yaxis: { autorange: "reversed", dtick: 1, ticksuffix: " ", showgrid: false },
      margin: { b: 110 },
    },
  });
}
