import { ARTIST_COLUMN, FILENAME_COLUMN, LABEL_COLUMN, SEGMENT_COLUMN, TRACK_COLUMN } from "../schema.ts";
import type { FeatureTable } from "./featureTable.ts";
import type { Frame } from "./frame.ts";
import { SHOWN_AS_CARD } from "./tableCard.ts";
import { TableError } from "./tableError.ts";

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
