import type { FeatureTable } from "../featureTable.ts";
import { restoreColumn, storeColumn } from "./storedColumn.ts";
import { restoreTexts, storeTexts, type TextEncoding } from "./storedTexts.ts";

/** What of a table is kept as JSON: all but the lists along its rows. */
export interface TableHead extends Pick<FeatureTable, "sha256" | "features" | "dropped"> {
  /** What the table's path has after the path of the file that it was made from. */
  readonly pathEnd: string;
  readonly rows: number;
  readonly columns: number;
  readonly filename: TextEncoding;
  readonly label: TextEncoding;
  readonly track: TextEncoding;
  readonly artist?: TextEncoding;
}

/**
 * Takes a table apart.
 * @param path of the file that the table was made from; the table's own path begins with it
 * @param add takes the lists along the rows, in the order in which `restoreTable` asks for them
 */
export function storeTable(table: FeatureTable, path: string, add: (list: ArrayBufferView) => void): TableHead {
  const { X, sha256, features, dropped } = table;
  if (!table.path.startsWith(path)) throw new RangeError(`a table of ${path} calls itself ${table.path}`);
  const addTexts = (texts: readonly string[]): TextEncoding => {
    const { encoding, ends, bytes } = storeTexts(texts);
    add(ends);
    add(bytes);
    return encoding;
  };
  const addColumn = (column: readonly (string | null)[]): TextEncoding => {
    const { texts, indices } = storeColumn(column);
    add(indices);
    return addTexts(texts);
  };
  add(X.data);
  add(Float64Array.from(table.segment, (segment) => segment ?? NaN));
  return {
    pathEnd: table.path.slice(path.length),
    sha256,
    features,
    dropped,
    rows: X.rows,
    columns: X.columns,
    filename: addTexts(table.filename),
    label: addColumn(table.label),
    track: addColumn(table.track),
    ...(table.artist ? { artist: addColumn(table.artist) } : {}),
  };
}

/** Puts a table together again, equal to the one taken apart but for the file that it is named after. */
export function restoreTable(head: TableHead, path: string, next: () => ArrayBuffer): FeatureTable {
  const texts = (encoding: TextEncoding): string[] =>
    restoreTexts({ encoding, ends: new Int32Array(next()), bytes: new Uint8Array(next()) });
  const column = <Item extends string | null>(encoding: TextEncoding): Item[] => {
    const indices = new Int32Array(next());
    return restoreColumn<Item>({ texts: texts(encoding), indices });
  };
  return {
    path: path + head.pathEnd,
    sha256: head.sha256,
    features: head.features,
    X: { data: new Float64Array(next()), rows: head.rows, columns: head.columns },
    segment: restoreSegments(new Float64Array(next())),
    filename: texts(head.filename),
    label: column<string>(head.label),
    track: column<string>(head.track),
    ...(head.artist ? { artist: column(head.artist) } : {}),
    dropped: head.dropped,
  };
}

function restoreSegments(values: Float64Array): (number | null)[] {
  const segments = new Array<number | null>(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    // As an integer V8 keeps it in the list itself, as a floating-point number in an object of its own.
    const whole = value | 0;
    segments[row] = Object.is(whole, value) ? whole : Number.isNaN(value) ? null : value;
  }
  return segments;
}
