import { card, withCard } from "../ground/index.ts";
import { FEATURES, MEAN_FEATURES } from "../schema.ts";
import type { FeatureTable } from "./featureTable.ts";
import { trackOfFile } from "./nameForms.ts";
import type { RowUnit } from "./nameTracks.ts";
import { readFeatureTable } from "./readFeatureTable.ts";
import { readArtists } from "./readTrackList.ts";
import { readReplica } from "./replica.ts";
import type { DataSource } from "./resolveSource.ts";
import { genresInWords } from "./tableCard.ts";

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

/** With fewer rows, some part of the report's split has only a row or two. */
const LEAST_ROWS = 20;
/** The most names to list in one sentence. */
const LISTED = 12;

/** What a table lacks, and what the notebooks can't do with it, one sentence each; meant to be shown before they run. */
export function tableLimits({ features, label }: Pick<FeatureTable, "features" | "label">): string[] {
  const missing = FEATURES.filter((name) => !features.includes(name));
  const kept = features.filter((name) => MEAN_FEATURES.includes(name));
  const limits: string[] = [];
  if (missing.length > 0)
    limits.push(`${missing.length} of ${FEATURES.length} features are missing: ${inWords(missing)}`);
  if (kept.length === 0) {
    limits.push(
      "all features are variances: the report drops these, so the notebooks have nothing to work on; add a mean, such as rms_mean",
    );
  } else if (kept.length === 1) {
    limits.push(
      `without variances one feature is left, ${kept[0]!}: what compares features (correlations, principal components) can't be done`,
    );
  }
  const genres = new Set(label);
  if (genres.size === 1) {
    limits.push(`all rows are of one genre, ${label[0]!}: there is nothing to tell apart, and no model can be trained`);
  } else if (label.length < LEAST_ROWS) {
    limits.push(
      `there are ${label.length} rows only: too few to hold some out and to train and test on the rest; expected ${LEAST_ROWS} at the least`,
    );
  }
  return limits;
}

/** A single word for the variances if all of them are missing. */
function inWords(missing: readonly string[]): string {
  const variances = FEATURES.filter((name) => !MEAN_FEATURES.includes(name));
  const all = variances.every((name) => missing.includes(name));
  const names = all ? ["all variances", ...missing.filter((name) => !variances.includes(name))] : missing;
  const more = names.length > LISTED ? ` and ${names.length - LISTED} more` : "";
  return names.slice(0, LISTED).join(", ") + more;
}
