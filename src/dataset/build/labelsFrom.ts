import { existsSync, readFileSync } from "node:fs";
import { printable } from "../../audio/printable.ts";
import type { AudioFile } from "../../audio/table/audioFile.ts";
import { parseTextTable } from "../parseTextTable.ts";
import { readFmaTracks } from "../readFmaTracks.ts";
import { BuildError } from "./buildError.ts";

/**
 * Tells the genre of each file from a list: a CSV with the columns `filename` and `genre`, or FMA's `tracks.csv`.
 * @throws BuildError where there is no such list, or it knows none of the files
 */
export function labelsFrom(path: string, files: readonly AudioFile[]): (file: AudioFile) => string | undefined {
  if (!existsSync(path)) throw new BuildError(`--labels ${path}: there is no such file`);
  const fma = readFmaTracks(path);
  const nameOf = (file: AudioFile): string => (fma ? file.track : file.name);
  const genres = fma ? new Map(fma.map(({ track, genre }) => [track, genre])) : readGenres(path);
  if (!files.some((file) => genres.has(nameOf(file)))) {
    const [first = "nothing"] = genres.keys();
    throw new BuildError(
      `--labels ${path}: knows none of the ${files.length} files; it names ${printable(first)}, the first file is ${printable(nameOf(files[0]!))}`,
    );
  }
  return (file) => genres.get(nameOf(file));
}

function readGenres(path: string): Map<string, string | undefined> {
  const { columns, rows } = parseTextTable(path, readFileSync(path));
  const [name, genre] = ["filename", "genre"].map((column) => columns.indexOf(column)) as [number, number];
  if (name < 0 || genre < 0) {
    throw new BuildError(`--labels ${path}: needs the columns filename and genre; found ${columns.join(", ")}`);
  }
  return new Map(rows.map((row) => [row[name]!, row[genre]]));
}
