import { projectCache } from "./cache/projectCache.ts";
import { readCachedTable } from "./cache/readCachedTable.ts";
import type { TableCache } from "./cache/tableCache.ts";
import type { FeatureTable } from "./featureTable.ts";
import { readArtists } from "./readArtists.ts";
import { readReplica } from "./readReplica.ts";
import type { DataSource } from "./resolveSource.ts";
import { TableError } from "./tableError.ts";

/** The tables of a source; at least one of them is there. */
export interface SourceTables {
  readonly source: DataSource;
  /** One row a 30-second clip. */
  readonly clips?: FeatureTable;
  /** One row a 3-second segment. */
  readonly segments?: FeatureTable;
}

export interface LoadOptions {
  /** Where tables are kept that were made before; null makes them anew. By default the project's cache, see data/README.md. */
  readonly cache?: TableCache | null;
}

/** A session that loads a changed source again loads this module again too. */
const LOADED_AT = Date.now();

/**
 * Reads the tables of a source and gives each row its artist, where the source knows it.
 * @throws TableError where a table can't be used, or where the table of clips holds segments or the other way round
 */
export async function loadSource(source: DataSource, options: LoadOptions = {}): Promise<SourceTables> {
  const cache = options.cache === undefined ? projectCache(LOADED_AT) : (options.cache ?? undefined);
  if (source.replica !== undefined) return { source, ...(await readReplica(source.replica, {}, cache)) };
  const artists = source.artists === undefined ? undefined : await readArtists(source.artists);
  const read = async (path: string): Promise<FeatureTable> => withArtists(await readCachedTable(path, cache), artists);
  const clips = source.clips === undefined ? undefined : refuseSegments(await read(source.clips));
  const segments = source.segments === undefined ? undefined : requireSegments(await read(source.segments));
  return { source, ...(clips ? { clips } : {}), ...(segments ? { segments } : {}) };
}

/** The table with the artist of each row's track; an artist that the table itself names stays. */
function withArtists(table: FeatureTable, artists: ReadonlyMap<string, string> | undefined): FeatureTable {
  if (!artists) return table;
  const artist = table.track.map((track, row) => table.artist?.[row] ?? artists.get(track) ?? null);
  return artist.every((name) => name === null) ? table : { ...table, artist };
}

function refuseSegments(table: FeatureTable): FeatureTable {
  const row = firstRepeatedTrack(table);
  if (row === undefined) return table;
  throw new TableError(
    { path: table.path },
    `track ${table.track[row]!} has several rows, such as "${table.filename[row]!}"; expected whole clips, one row a track (is it the other table?)`,
  );
}

function requireSegments(table: FeatureTable): FeatureTable {
  if (firstRepeatedTrack(table) !== undefined || table.X.rows === 1) return table;
  throw new TableError(
    { path: table.path },
    `each track has one row only, such as "${table.filename[0]!}"; expected segments named like 3-000574.mp3 or rock.00100.3.wav (is it the other table?)`,
  );
}

/** The first row whose track has stood before, or undefined where each track has one row. */
function firstRepeatedTrack({ track }: FeatureTable): number | undefined {
  const seen = new Set<string>();
  const row = track.findIndex((name) => seen.size === seen.add(name).size);
  return row < 0 ? undefined : row;
}
