import type { FeatureMatrix, FeatureTable } from "./featureTable.ts";

/** The rows of `X` with the given indices, in that order. @throws RangeError for an index outside `X` */
export function takeMatrixRows(X: FeatureMatrix, indices: ArrayLike<number>): FeatureMatrix {
  const { columns } = X;
  const data = new Float64Array(indices.length * columns);
  for (let row = 0; row < indices.length; row++) {
    const from = checkedIndex(indices[row]!, X.rows) * columns;
    data.set(X.data.subarray(from, from + columns), row * columns);
  }
  return { data, rows: indices.length, columns };
}

/** The items of a list with the given indices, in that order. @throws RangeError for an index outside the list */
export function takeItems<Item>(list: readonly Item[], indices: ArrayLike<number>): Item[] {
  return Array.from(indices, (index) => list[checkedIndex(index, list.length)]!);
}

/** The rows of a table with the given indices, in that order. @throws RangeError for an index outside the table */
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

function checkedIndex(index: number, length: number): number {
  if (Number.isInteger(index) && index >= 0 && index < length) return index;
  throw new RangeError(`no row ${index}; rows go from 0 to ${length - 1}`);
}
