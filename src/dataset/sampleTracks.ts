import type { FeatureTable } from "./featureTable.ts";
import { permutation } from "../ground/index.ts";
import { takeRows } from "./takeRows.ts";

/**
 * At most `maxRows` rows of a table, as whole tracks drawn at random. Genres take turns, so each gets as many tracks as any other while
 * it has some left. Rows keep their order; a table that is small enough is returned unchanged.
 * @param seed an integer; the same seed draws the same tracks
 * @throws RangeError if every track has more than `maxRows` rows
 * @example
 * import { loadSource, resolveSource, sampleTracks } from "../src/dataset/index.ts";
 * const { segments } = await loadSource(resolveSource("sample"));
 * const few = sampleTracks(segments!, 400, 1);
 * [few.X.rows, new Set(few.track).size]; // => [400, 40]
 */
export function sampleTracks(table: FeatureTable, maxRows: number, seed: number): FeatureTable {
  if (table.X.rows <= maxRows) return table;
  const rowsOf = new Map<string, number[]>();
  const tracksOf = new Map<string, string[]>();
  table.track.forEach((track, row) => {
    const rows = rowsOf.get(track);
    if (rows) {
      rows.push(row);
      return;
    }
    rowsOf.set(track, [row]);
    const genre = table.label[row]!;
    const tracks = tracksOf.get(genre);
    if (tracks) tracks.push(track);
    else tracksOf.set(genre, [track]);
  });

  const queues = [...tracksOf.keys()].sort().map((genre, i) => {
    const tracks = tracksOf.get(genre)!;
    return Array.from(permutation(tracks.length, seed + i), (index) => tracks[index]!);
  });
  const drawn: number[] = [];
  for (let turn = 0; queues.some((tracks) => turn < tracks.length); turn++) {
    for (const tracks of queues) {
      const rows = rowsOf.get(tracks[turn] ?? "");
      if (rows && drawn.length + rows.length <= maxRows) drawn.push(...rows);
    }
  }
  if (drawn.length === 0) throw new RangeError(`${table.path}: no track has as few as ${maxRows} rows`);
  return takeRows(
    table,
    drawn.sort((a, b) => a - b),
  );
}
