import { existsSync, readFileSync } from "node:fs";
import { type AudioFile, printable } from "../../audio/index.ts";
import { UserError } from "../../ground/index.ts";
import { parseTextTable } from "../parseTextTable.ts";
import { readFmaTracks } from "../readFmaTracks.ts";

/** The most columns to name in a message. */
const MOST_COLUMNS = 12;

/** How to find a file's genre and, if known, its artist. */
export interface Told {
  readonly labelOf: (file: AudioFile) => string | undefined;
  readonly artistOf?: (file: AudioFile) => string | undefined;
}

/**
 * Takes the genre from the name of a file's folder.
 * @example
 * import { findAudio } from "../src/audio/index.ts";
 * import { labelsFromFolders } from "../src/dataset/index.ts";
 * const { labelOf } = labelsFromFolders();
 * findAudio(["music"]).files.map(labelOf); // => ["Rock", "Folk"]
 */
export function labelsFromFolders(): Told {
  return { labelOf: (file) => file.folder };
}

/**
 * Takes the genre, and the artist if known, of each file from a list.
 * @param path a CSV with the columns `filename`, `genre` and optionally `artist`, or FMA's `tracks.csv`
 * @throws UserError if there is no such list, it lacks a column, or it names none of the files
 * @example
 * import { findAudio } from "../src/audio/index.ts";
 * import { labelsFrom } from "../src/dataset/index.ts";
 * const { files } = findAudio(["music"]);
 * const { labelOf } = labelsFrom("labels.csv", files);
 * labelOf(files[0]!); // => "Rock"
 */
export function labelsFrom(path: string, files: readonly AudioFile[]): Told {
  if (!existsSync(path)) throw new UserError(`--labels ${path}: there is no such file`);
  const fma = readFmaTracks(path);
  const nameOf = (file: AudioFile): string => (fma ? file.track : file.name);
  const known: ReadonlyMap<string, Label> = fma ? new Map(fma.map((track) => [track.track, track])) : readLabels(path);
  // macOS may write an accent as a character of its own in a file's name, which lists rarely do.
  const composed = new Map([...known].map(([name, label]) => [name.normalize(), label]));
  const labelFor = (file: AudioFile): Label | undefined =>
    known.get(nameOf(file)) ?? composed.get(nameOf(file).normalize());
  if (!files.some((file) => labelFor(file) !== undefined)) {
    const [named = "nothing"] = known.keys();
    throw new UserError(
      `--labels ${path}: knows none of the ${files.length} files; it names ${printable(named)}, the first file is ${printable(nameOf(files[0]!))}`,
    );
  }
  const hasArtists = [...known.values()].some(({ artist }) => artist !== undefined);
  const labelOf: Told["labelOf"] = (file) => labelFor(file)?.genre;
  return hasArtists ? { labelOf, artistOf: (file) => labelFor(file)?.artist } : { labelOf };
}

interface Label {
  readonly genre?: string | undefined;
  readonly artist?: string | undefined;
}

/** Labels by file name. */
function readLabels(path: string): Map<string, Label> {
  const { columns, rows } = parseTextTable(path, readFileSync(path));
  const [name, genre, artist] = ["filename", "genre", "artist"].map((column) => columns.indexOf(column)) as [
    number,
    number,
    number,
  ];
  if (name < 0 || genre < 0) {
    const found = printable(columns.slice(0, MOST_COLUMNS).join(", "));
    throw new UserError(`--labels ${path}: needs the columns filename and genre; found ${found}`);
  }
  const labels = new Map<string, Label>();
  for (const row of rows) {
    const earlier = labels.get(row[name]!);
    if (earlier !== undefined && earlier.genre !== row[genre]) {
      const both = [earlier.genre, row[genre]].map((one) => printable(one!)).join(" and ");
      throw new UserError(`--labels ${path}: names ${printable(row[name]!)} twice, as ${both}: leave one of them`);
    }
    labels.set(row[name]!, { genre: row[genre], artist: artist < 0 ? undefined : row[artist] });
  }
  return labels;
}
