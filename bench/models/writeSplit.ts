import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { permutation } from "../../src/dataset/permutation.ts";
import { StandardScaler } from "../../src/models/standardScaler.ts";
import type { SegmentTable } from "./segmentTable.ts";

/** What both sides of the bench read: raw little-endian arrays in a folder. */
export interface SplitFiles {
  readonly folder: string;
  readonly train: number;
  readonly test: number;
  readonly columns: number;
  readonly classCount: number;
}

/** The report's protocol: hold out 10 % of the rows, split the rest 75/25, standardise on the training part. */
export function writeSplit({ X, codes, classCount }: SegmentTable, folder: string, seed: number): SplitFiles {
  mkdirSync(folder, { recursive: true });
  const { data, rows, columns } = X;
  const kept = permutation(rows, seed).subarray(0, Math.round(rows * 0.9));
  const train = Math.round(kept.length * 0.75);
  const take = (part: Uint32Array) => {
    const taken = new Float64Array(part.length * columns);
    part.forEach((row, i) => taken.set(data.subarray(row * columns, (row + 1) * columns), i * columns));
    return { data: taken, rows: part.length, columns };
  };
  const parts = { train: kept.subarray(0, train), test: kept.subarray(train) };
  const scaler = new StandardScaler().fit(take(parts.train));
  for (const [name, part] of Object.entries(parts)) {
    writeFileSync(join(folder, `${name}.f64`), scaler.transform(take(part)).data);
    writeFileSync(
      join(folder, `${name}.i32`),
      Int32Array.from(part, (row) => codes[row]!),
    );
  }
  return { folder, train, test: kept.length - train, columns, classCount };
}
