import { readFile } from "node:fs/promises";
import { FEATURES, FILENAME_COLUMN, LABEL_COLUMN } from "../../src/schema.ts";
import { parseTextTable } from "../../src/dataset/parseTextTable.ts";
import { TableError } from "../../src/dataset/tableError.ts";
import { trackOfFile } from "../../src/dataset/nameForms.ts";
import { readTrackArtists } from "./readTrackArtists.ts";

/** Features of many tracks, and who made them. */
export interface TrackMeans {
  readonly features: readonly string[];
  readonly rows: readonly Float64Array[];
  readonly label: readonly string[];
  /** The artist of each track; undefined where none is known. */
  readonly artist: readonly (string | undefined)[];
}

/**
 * Reads a table of whole clips as it may be published elsewhere: means may lack their `_mean`, genres may be in lower case.
 * @param artistsPath a list of the artists by FMA number: see `readTrackArtists`
 * @param genres the genres as they should be written
 * @throws TableError with the line if a genre is none of these, a file name has no number, or a value isn't a number
 */
export async function readTrackMeans(
  path: string,
  artistsPath: string,
  genres: readonly string[],
): Promise<TrackMeans> {
  const artistOf = await readTrackArtists(artistsPath);
  const { columns, rows } = parseTextTable(path, await readFile(path));
  const names = columns.map((name) => (FEATURES.includes(`${name}_mean`) ? `${name}_mean` : name));
  const features = FEATURES.filter((name) => names.includes(name));
  const [filenameAt, labelAt] = [names.indexOf(FILENAME_COLUMN), names.indexOf(LABEL_COLUMN)];
  if (features.length === 0 || filenameAt < 0 || labelAt < 0) {
    throw new TableError({ path, line: 1 }, `expected "${FILENAME_COLUMN}", "${LABEL_COLUMN}" and features`);
  }
  const genreOf = new Map(genres.map((genre) => [genre.toLowerCase(), genre]));
  const at = features.map((name) => names.indexOf(name));
  const read = rows.map((fields, row) => {
    const line = row + 2;
    const label = genreOf.get(fields[labelAt]!.toLowerCase());
    if (label === undefined) throw new TableError({ path, line }, `unknown genre "${fields[labelAt]!}"`);
    const id = Number(trackOfFile(fields[filenameAt]!));
    if (!Number.isInteger(id)) throw new TableError({ path, line }, `"${fields[filenameAt]!}" has no FMA track number`);
    const values = Float64Array.from(at, (column) => (fields[column] === "" ? NaN : Number(fields[column])));
    const bad = values.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) throw new TableError({ path, line }, `${features[bad]!} is no number`);
    return { label, id, values };
  });
  return {
    features,
    rows: read.map(({ values }) => values),
    label: read.map(({ label }) => label),
    artist: read.map(({ id }) => artistOf.get(id)),
  };
}
