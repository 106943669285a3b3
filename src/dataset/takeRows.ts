import { card, type Matrix, type Shown, takeItems, takeMatrixRows, withCard } from "../ground/index.ts";
import type { FeatureTable } from "./featureTable.ts";
import { genresInWords } from "./tableCard.ts";

/**
 * The rows of a table with the given indices, in that order.
 * @throws RangeError if an index is outside the table
 * @example
 * import { loadSource, resolveSource, takeRows } from "../src/dataset/index.ts";
 * const { clips } = await loadSource(resolveSource("sample"));
 * const rock = clips!.label.flatMap((genre, row) => (genre === "Rock" ? [row] : []));
 * takeRows(clips!, rock).X.rows; // => 20
 */
export function takeRows(table: FeatureTable, indices: ArrayLike<number>): FeatureTable {
  return {
    ...table,
    X: takeMatrixRows(table.X, indices),
    filename: takeItems(table.filename, indices),
    label: takeItems(table.label, indices),
    track: takeItems(table.track, indices),
    segment: takeItems(table.segment, indices),
    ...(table.artist ? { artist: takeItems(table.artist, indices) } : {}),
  };
}

/** Features and the label of each row: what a classifier is trained or tested on. */
export interface LabelledRows {
  readonly X: Matrix;
  readonly y: readonly string[];
}

/**
 * Features and labels of each part of a split: `takeSplit(table, reportSplit(table, { by: "track", seed: 1 })).train.X`.
 * @example
 * import { loadSource, reportSplit, resolveSource, takeSplit } from "../src/dataset/index.ts";
 * const { clips } = await loadSource(resolveSource("sample"));
 * const { train, test } = takeSplit(clips!, reportSplit(clips!, { by: "track", seed: 1 }));
 * [train.X.rows, test.y.length]; // => [108, 36]
 */
export function takeSplit<Part extends string>(
  { X, label }: Pick<FeatureTable, "X" | "label">,
  split: Readonly<Record<Part, ArrayLike<number>>>,
): Record<Part, LabelledRows> {
  const parts = Object.entries<ArrayLike<number>>(split).map(([part, rows]): [string, LabelledRows] => {
    const taken = { X: takeMatrixRows(X, rows), y: takeItems(label, rows) };
    const show = (): Shown => card(`Labelled rows, ${sizeInWords(taken)}`, [["genres", genresInWords(taken.y)]]);
    return [part, withCard(taken, show)];
  });
  return withCard(Object.fromEntries(parts) as Record<Part, LabelledRows>, () =>
    card(
      "Labelled rows",
      parts.map(([part, rows]) => [part, sizeInWords(rows)]),
    ),
  );
}

function sizeInWords({ X }: LabelledRows): string {
  return `${X.rows.toLocaleString("en")} rows × ${X.columns.toLocaleString("en")} features`;
}
