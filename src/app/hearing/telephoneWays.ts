import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseTextTable } from "../../dataset/index.ts";
import type { Matrix } from "../../ground/index.ts";
import type { StandardScaler } from "../../models/index.ts";

const TABLE = resolve(import.meta.dirname, "../../../data/fma-sample/musicnn/telephone.csv");

let measured: Matrix | undefined;

/**
 * The directions in which a telephone line (300 to 3,400 Hz) changes what the network hears in a song, measured on the sample's clips by
 * `tools/telephone-axes.ts`: a narrow band is no reason not to know a song.
 * @returns one direction per row, in the scaler's units
 */
export function telephoneWays(scaler: StandardScaler): Matrix {
  measured ??= readWays();
  const { rows, columns } = measured;
  const moved = scaler.transform(measured).data;
  const origin = scaler.transform({ data: new Float64Array(columns), rows: 1, columns }).data;
  return { data: moved.map((value, i) => value - origin[i % columns]!), rows, columns };
}

function readWays(): Matrix {
  const { columns, rows } = parseTextTable(TABLE, readFileSync(TABLE));
  return { data: Float64Array.from(rows.flat().map(Number)), rows: rows.length, columns: columns.length };
}
