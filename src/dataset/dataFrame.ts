import { ARTIST_COLUMN, FILENAME_COLUMN, LABEL_COLUMN, SEGMENT_COLUMN, TRACK_COLUMN } from "../schema.ts";
import type { FeatureTable } from "./featureTable.ts";
import type { Frame, TableColumnName } from "./frame.ts";
import { SHOWN_AS_CARD } from "./tableCard.ts";
import { TableError } from "./tableError.ts";

/**
 * The table, or its first rows, as a danfo.js data frame for exploring: `head`, `describe`, `groupby`, `query`. Columns: filename, the
 * features, label, track, and segment and artist if known. `fromDataFrame` converts back to a table.
 *
 * The frame is a copy, which takes a second and 250 MB for 80,000 rows. Compute on the table itself: danfo.js takes seconds for what a
 * loop over `X.data` does in milliseconds. It is loaded on first use, which takes a second or two.
 * @param table what the frame is made from
 * @param options what to leave out
 * @param options.rows how many rows from the first one; by default all
 * @example
 * import { dataFrame, loadSource, resolveSource } from "../src/dataset/index.ts";
 * const { clips } = await loadSource(resolveSource("sample"));
 * const frame = await dataFrame(clips!);
 * frame.groupby(["label"]).col(["tempo"]).mean().shape; // => [8, 2]
 */
export async function dataFrame(
  table: FeatureTable,
  { rows: limit = Infinity }: { readonly rows?: number } = {},
): Promise<Frame<TableColumnName>> {
  const danfo = await import("danfojs-node");
  const { X, features, filename, label, track, segment, artist } = table;
  const beside = [
    { name: LABEL_COLUMN, values: label, dtype: "string" },
    { name: TRACK_COLUMN, values: track, dtype: "string" },
    ...(segment.every((which) => which !== null) ? [{ name: SEGMENT_COLUMN, values: segment, dtype: "int32" }] : []),
    // danfo.js fills or drops undefined values, so an unknown artist becomes an empty name.
    ...(artist ? [{ name: ARTIST_COLUMN, values: artist.map((name) => name ?? ""), dtype: "string" }] : []),
  ];
  const rows = filename
    .slice(0, limit)
    .map((name, row) => [
      name,
      ...X.data.subarray(row * X.columns, (row + 1) * X.columns),
      ...beside.map(({ values }) => values[row]!),
    ]);
  const frame: unknown = new danfo.DataFrame(rows, {
    columns: [FILENAME_COLUMN, ...features, ...beside.map(({ name }) => name)],
    // Given explicitly, because danfo.js would guess them from the first rows. Its "float32" also holds float64.
    dtypes: ["string", ...features.map(() => "float32"), ...beside.map(({ dtype }) => dtype)],
  });
  return frame as Frame<TableColumnName>;
}

const BESIDE = [FILENAME_COLUMN, LABEL_COLUMN, TRACK_COLUMN, SEGMENT_COLUMN, ARTIST_COLUMN];
const PATH = "data frame";

/**
 * Converts a frame's rows to a table to split and train on: the inverse of `dataFrame`, after rows were filtered, sorted or sampled,
 * columns dropped, or new ones computed. Every column except filename, label, track, segment and artist is a feature. A frame without
 * track or filename is refused, because it can't be split without leakage.
 * @param table what the frame was made from; its path and remarks are kept
 * @throws TableError if a column is missing, there is no row, or a feature isn't a finite number, with the row and a way out
 * @example
 * import { dataFrame, fromDataFrame, loadSource, resolveSource } from "../src/dataset/index.ts";
 * const { clips } = await loadSource(resolveSource("sample"));
 * const frame = await dataFrame(clips!);
 * const fast = fromDataFrame(frame.query(frame.column("tempo").gt(120)), clips);
 * fast.X.rows; // => 87
 */
export function fromDataFrame<Column extends string>(
  frame: Frame<Column>,
  table?: Pick<FeatureTable, "path" | "remarks">,
): FeatureTable {
  const path = table?.path ?? PATH;
  const names: readonly string[] = frame.columns;
  const values = frame.values as readonly (readonly unknown[])[];
  const missing = [FILENAME_COLUMN, LABEL_COLUMN, TRACK_COLUMN].filter((name) => !names.includes(name));
  if (missing.length > 0) {
    throw new TableError(
      { path },
      `the frame has no column ${missing.join(", ")}; expected the columns that dataFrame gives it`,
    );
  }
  if (values.length === 0) throw new TableError({ path }, "the frame has no rows; expected at least one");
  const features = names.filter((name) => !BESIDE.includes(name));
  if (features.length === 0)
    throw new TableError({ path }, "the frame has no feature; expected at least one column of numbers");

  const places = features.map((name) => names.indexOf(name));
  const data = new Float64Array(values.length * features.length);
  values.forEach((row, at) => {
    places.forEach((place, feature) => {
      const value = row[place];
      if (typeof value !== "number" || !Number.isFinite(value)) {
        const found = `row ${frame.index[at]!}, column ${features[feature]!}: found ${String(value)}`;
        throw new TableError(
          { path },
          `${found}; expected a finite number: leave such rows out with dropNa({ axis: 1 }), or the column with drop`,
        );
      }
      data[at * features.length + feature] = value;
    });
  });
  const texts = (name: string): string[] => {
    const place = names.indexOf(name);
    return values.map((row) => String(row[place]));
  };
  const segments = names.includes(SEGMENT_COLUMN) ? texts(SEGMENT_COLUMN).map(Number) : undefined;
  const artists = names.includes(ARTIST_COLUMN) ? texts(ARTIST_COLUMN).map((name) => name || null) : undefined;
  return {
    path,
    sha256: "",
    features,
    X: { data, rows: values.length, columns: features.length },
    filename: texts(FILENAME_COLUMN),
    label: texts(LABEL_COLUMN),
    track: texts(TRACK_COLUMN),
    segment: segments ?? values.map(() => null),
    ...(artists?.some((name) => name !== null) ? { artist: artists } : {}),
    ...(table?.remarks ? { remarks: table.remarks } : {}),
    dropped: [],
    ...SHOWN_AS_CARD,
  };
}
