import { CsvCursor } from "./csv/csvCursor.ts";
import { wholeWindow } from "./csv/lineWindows.ts";
import { TableError } from "./tableError.ts";

/** A small CSV as text. */
export interface TextTable {
  readonly columns: readonly string[];
  /** The fields of each row, as many as there are columns. */
  readonly rows: readonly (readonly string[])[];
}

/**
 * Parses a small CSV with a header line, such as a list of tracks.
 * @param path the name shown in errors
 * @throws TableError with the line, if one doesn't have as many fields as the header
 * @example
 * import { parseTextTable } from "../src/dataset/index.ts";
 * const csv = new TextEncoder().encode("track,artist\n1,Nina\n");
 * parseTextTable("tracks.csv", csv); // => { columns: ["track", "artist"], rows: [["1", "Nina"]] }
 */
export function parseTextTable(path: string, content: Uint8Array): TextTable {
  const cursor = new CsvCursor(path, wholeWindow(content));
  cursor.skipEmptyLines();
  if (cursor.done) throw new TableError({ path, line: 1, column: 1 }, "the file is empty; expected a header line");
  const columns = cursor.readLine();
  const rows: string[][] = [];
  for (cursor.skipEmptyLines(); !cursor.done; cursor.skipEmptyLines()) {
    const { line } = cursor;
    const fields = cursor.readLine();
    if (fields.length !== columns.length) {
      const problem = `the line has ${fields.length} fields; expected ${columns.length} as in the header`;
      throw new TableError({ path, line, column: 1 }, problem);
    }
    rows.push(fields);
  }
  return { columns, rows };
}
