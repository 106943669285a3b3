import { readFileSync } from "node:fs";
import { CsvCursor } from "./csv/csvCursor.ts";
import { wholeWindow } from "./csv/lineWindows.ts";
import { TableError } from "./tableError.ts";

/** What FMA's list says about a track. */
export interface FmaTrack {
  /** Six digits, as in its file's name: 000574. */
  readonly track: string;
  /** Absent if FMA gives none. */
  readonly genre?: string;
  readonly artist?: string;
  readonly album?: string;
  /** FMA's own: training, validation or test. No artist is in two of them. */
  readonly split?: string;
  /** The smallest of FMA's sets that contains the track: small, medium or large. */
  readonly subset?: string;
}

/** The third header line names the first column; the two above it name the others. */
const ID_COLUMN = "track_id";
const COLUMNS = {
  genre: ["track", "genre_top"],
  artist: ["artist", "name"],
  album: ["album", "title"],
  split: ["set", "split"],
  subset: ["set", "subset"],
} as const;
/** An abridged list may lack the others. */
const REQUIRED = ["genre", "artist"];

/**
 * Reads `tracks.csv` of FMA's metadata: three header lines, 106,574 tracks.
 * @returns undefined if the file starts differently
 * @throws TableError if it starts like that list but doesn't continue like it
 */
export function readFmaTracks(path: string): FmaTrack[] | undefined {
  const content = readFileSync(path);
  const cursor = new CsvCursor(path, wholeWindow(content));
  const header: string[][] = [];
  while (header.length < 3 && !cursor.done) header.push(cursor.readLine());
  const [groups, names, ids] = header;
  if (ids?.[0] !== ID_COLUMN || groups?.[0] !== "" || names?.[0] !== "") return undefined;
  const places = Object.entries(COLUMNS).map(([name, [group, column]]) => {
    const place = groups.findIndex((one, i) => one === group && names[i] === column);
    if (place < 0 && REQUIRED.includes(name))
      throw new TableError({ path, line: 2 }, `no column "${column}" under "${group}"; fetch the file again`);
    return [name, place] as const;
  });

  const tracks: FmaTrack[] = [];
  for (cursor.skipEmptyLines(); !cursor.done; cursor.skipEmptyLines()) {
    const { line } = cursor;
    const fields = cursor.readLine();
    if (fields.length !== groups.length || !/^\d+$/.test(fields[0]!)) {
      const problem = `expected a track's number and ${groups.length} fields, found ${fields.length}`;
      throw new TableError({ path, line, column: 1 }, `${problem}; the file seems to be cut off or changed`);
    }
    const known = places.map(([name, place]) => [name, fields[place] ?? ""]).filter(([, value]) => value !== "");
    tracks.push({ track: fields[0]!.padStart(6, "0"), ...Object.fromEntries(known) });
  }
  return tracks;
}
