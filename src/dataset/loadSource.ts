import { card, withCard } from "../ground/index.ts";
import type { FeatureTable } from "./featureTable.ts";
import type { RowUnit } from "./nameTracks.ts";
import { readArtists } from "./readTrackList.ts";
import { readFeatureTable } from "./readFeatureTable.ts";
import { readReplica } from "./replica.ts";
import type { DataSource } from "./resolveSource.ts";
import { genresInWords } from "./tableCard.ts";
import { tableLimits } from "./tableLimits.ts";
import { trackOfFile } from "./nameForms.ts";

/** The tables of a source; there is at least one. */
export interface SourceTables {
  readonly source: DataSource;
  /** One row per 30-second clip. */
  readonly clips?: FeatureTable;
  /** One row per 3-second segment. */
  readonly segments?: FeatureTable;
}

/**
 * Reads a source's tables and gives each row its artist, if the source knows it. Remarks, such as which names identified the tracks or
 * what a table lacks, are appended to the source's description, which is shown on every page.
 * @throws TableError if a table can't be used, or the table of clips contains segments or vice versa
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * const { clips, segments } = await loadSource(resolveSource("sample"));
 * clips!.X.rows; // => 160
 * segments!.X.rows; // => 1600
 */
export async function loadSource(source: DataSource): Promise<SourceTables> {
  if (source.replica !== undefined) return shownAsCard({ source, ...(await readReplica(source.replica)) });
  const artists = source.artists === undefined ? undefined : await readArtists(source.artists);
  const read = async (path: string | undefined, unit: RowUnit): Promise<FeatureTable | undefined> =>
    path === undefined ? undefined : withLimits(withArtists(await readFeatureTable(path, unit), artists));
  const clips = await read(source.clips, "clip");
  const segments = await read(source.segments, "segment");
  return shownAsCard({
    source: withRemarks(source, clips, segments),
    ...(clips ? { clips } : {}),
    ...(segments ? { segments } : {}),
  });
}

/** The tables, shown by their sizes in a notebook. */
function shownAsCard(tables: SourceTables): SourceTables {
  const size = (table: FeatureTable | undefined): string =>
    table ? `${table.X.rows.toLocaleString("en")} rows × ${table.features.length} features` : "not there";
  return withCard(tables, () =>
    card(tables.source.title, [
      ["what it is", tables.source.description],
      ["30-second clips", size(tables.clips)],
      ["3-second segments", size(tables.segments)],
      ["genres", genresInWords((tables.segments ?? tables.clips)!.label)],
    ]),
  );
}

/** The table with the artist of each row's track; artists in the table itself take precedence. */
function withArtists(table: FeatureTable, artists: ReadonlyMap<string, string> | undefined): FeatureTable {
  if (!artists) return table;
  const artist = table.track.map((track, row) => table.artist?.[row] ?? artists.get(trackOfFile(track)) ?? null);
  return artist.every((name) => name === null) ? table : { ...table, artist };
}

function withLimits(table: FeatureTable): FeatureTable {
  const remarks = [...(table.remarks ?? []), ...tableLimits(table)];
  return remarks.length > 0 ? { ...table, remarks } : table;
}

/** The project's own sample is known to be read correctly, so it needs no remarks. */
function withRemarks(source: DataSource, ...tables: readonly (FeatureTable | undefined)[]): DataSource {
  const remarks = source.kind === "sample" ? [] : tables.flatMap((table) => table?.remarks ?? []);
  const sentences = [...new Set(remarks)].map((remark) => ` ${remark.slice(0, 1).toUpperCase()}${remark.slice(1)}.`);
  return { ...source, description: source.description + sentences.join("") };
}
