import { renderDataFrame } from "../dataFrame.ts";
import { DISPLAY, type Displayable } from "../display.ts";

export interface TableOptions {
  /** The columns to show, in this order. Default: all. */
  readonly columns?: readonly string[];
  /** The row labels. Default: row numbers from 0. */
  readonly index?: readonly (string | number)[];
}

type Rows = readonly Readonly<Record<string, unknown>>[];
type Columns = Readonly<Record<string, ArrayLike<unknown>>>;

/**
 * A table of objects, one per row, or of columns of equal length: `table([{ genre: "Folk", clips: 12 }])` or
 * `table({ genre: ["Folk"], clips: Float64Array.of(12) })`. A long one is cut in the middle, like a frame.
 * @throws RangeError if columns differ in length
 * @example
 * import { table } from "../src/notebook/author.ts";
 * table([
 *   { genre: "Folk", clips: 20 },
 *   { genre: "Rock", clips: 18 },
 * ]);
 * table({ genre: ["Folk", "Rock"], clips: Int32Array.of(20, 18) }); // the same
 */
export function table(data: Rows | Columns, { columns, index }: TableOptions = {}): Displayable {
  const [names, values] = Array.isArray(data) ? fromRows(data as Rows, columns) : fromColumns(data as Columns, columns);
  const frame = {
    columns: names,
    index: index ?? values.map((_, row) => row),
    values,
    shape: [values.length, names.length],
    $isSeries: false,
  };
  return { [DISPLAY]: () => renderDataFrame(frame) };
}

function fromRows(rows: Rows, columns?: readonly string[]): [names: readonly string[], values: unknown[][]] {
  const names = columns ?? [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [names, rows.map((row) => names.map((name) => row[name]))];
}

function fromColumns(data: Columns, columns?: readonly string[]): [names: readonly string[], values: unknown[][]] {
  const names = columns ?? Object.keys(data);
  const height = names.length > 0 ? data[names[0]!]!.length : 0;
  for (const name of names) {
    const { length } = data[name]!;
    if (length !== height)
      throw new RangeError(`${name} has ${length} values; expected ${height}, as ${names[0]!} has`);
  }
  return [names, Array.from({ length: height }, (_, row) => names.map((name) => data[name]![row]))];
}
