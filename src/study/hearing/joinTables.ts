import type { FeatureTable } from "../../dataset/index.ts";

/**
 * Joins two tables of the same recordings into one with the columns of both, keeping the first table's rows whose name occurs in the
 * second. Track and label come from the first, the artist from either that knows it.
 * @throws RangeError if no row is in both
 */
export function joinTables(first: FeatureTable, second: FeatureTable): FeatureTable {
  const rowOf = new Map(second.filename.map((name, row) => [name, row]));
  const rows = first.filename.flatMap((name, row) => (rowOf.has(name) ? [[row, rowOf.get(name)!] as const] : []));
  if (rows.length === 0) throw new RangeError(`${first.path} and ${second.path} have no row in common`);
  const columns = first.X.columns + second.X.columns;
  const data = new Float64Array(rows.length * columns);
  rows.forEach(([a, b], i) => {
    data.set(first.X.data.subarray(a * first.X.columns, (a + 1) * first.X.columns), i * columns);
    data.set(second.X.data.subarray(b * second.X.columns, (b + 1) * second.X.columns), i * columns + first.X.columns);
  });
  const artist = rows.map(([a, b]) => first.artist?.[a] ?? second.artist?.[b] ?? null);
  return {
    ...first,
    features: [...first.features, ...second.features],
    X: { data, rows: rows.length, columns },
    filename: rows.map(([a]) => first.filename[a]!),
    label: rows.map(([a]) => first.label[a]!),
    track: rows.map(([a]) => first.track[a]!),
    segment: rows.map(([a]) => first.segment[a]!),
    ...(artist.some((name) => name !== null) ? { artist } : {}),
    dropped: [],
  };
}
