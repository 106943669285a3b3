import type { FeatureTable } from "./featureTable.ts";

/**
 * Turns a table of segments into one of tracks: the mean of each feature over a track's rows. Tracks are in the order of their first
 * rows.
 * @example
 * import { loadSource, resolveSource, trackMeans } from "../src/dataset/index.ts";
 * const { segments } = await loadSource(resolveSource("sample"));
 * [segments!.X.rows, trackMeans(segments!).X.rows]; // => [1600, 160]
 */
export function trackMeans(table: FeatureTable): FeatureTable {
  const { X, track } = table;
  const rowsOf = new Map<string, number[]>();
  track.forEach((name, row) => {
    const rows = rowsOf.get(name);
    if (rows) rows.push(row);
    else rowsOf.set(name, [row]);
  });
  const tracks = [...rowsOf];
  const data = new Float64Array(tracks.length * X.columns);
  tracks.forEach(([, rows], at) => {
    for (let column = 0; column < X.columns; column++) {
      let sum = 0;
      for (const row of rows) sum += X.data[row * X.columns + column]!;
      data[at * X.columns + column] = sum / rows.length;
    }
  });
  const first = tracks.map(([, rows]) => rows[0]!);
  return {
    ...table,
    X: { data, rows: tracks.length, columns: X.columns },
    filename: tracks.map(([name]) => name),
    track: tracks.map(([name]) => name),
    label: first.map((row) => table.label[row]!),
    segment: first.map(() => null),
    ...(table.artist ? { artist: first.map((row) => table.artist![row]!) } : {}),
  };
}
