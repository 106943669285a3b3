import { CsvCursor } from "./csvCursor.ts";
import { TableError } from "./tableError.ts";

/** The text of some columns of a CSV: one object a row, with the names asked for. */
export type CsvRecord<Name extends string> = Readonly<Record<Name, string>>;

/**
 * Reads the named columns of a small CSV with a header line, as text; other columns are passed over.
 * @param path the name that errors carry
 * @throws TableError with line and column where a column is missing or a line hasn't as many fields as the header
 */
export function csvRecords<Name extends string>(
  path: string,
  content: Uint8Array,
  names: readonly Name[],
): CsvRecord<Name>[] {
  const cursor = new CsvCursor(path, content);
  const header = readLine(cursor);
  const places = names.map((name) => {
    const place = header.indexOf(name);
    if (place >= 0) return place;
    throw new TableError({ path, line: 1, column: 1 }, `no column "${name}"; found ${header.join(", ").slice(0, 200)}`);
  });
  const records: CsvRecord<Name>[] = [];
  for (cursor.skipEmptyLines(); !cursor.done; cursor.skipEmptyLines()) {
    const { line } = cursor;
    const fields = readLine(cursor);
    if (fields.length !== header.length) {
      const problem = `the line has ${fields.length} fields; expected ${header.length} as in the header`;
      throw new TableError({ path, line, column: 1 }, problem);
    }
    records.push(Object.fromEntries(names.map((name, i) => [name, fields[places[i]!]])) as CsvRecord<Name>);
  }
  return records;
}

function readLine(cursor: CsvCursor): string[] {
  const fields = [cursor.readField()];
  while (!cursor.atLineEnd) {
    cursor.nextField();
    fields.push(cursor.readField());
  }
  cursor.nextLine();
  return fields;
}
