import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Matrix, permutation } from "../../src/ground/index.ts";
import { StandardScaler } from "../../src/models/index.ts";
import { type SegmentTable, segmentTable } from "./segmentTable.ts";

/** The input of both sides of the benchmark: raw little-endian arrays in a folder. */
export interface SplitFiles {
  readonly folder: string;
  readonly train: number;
  readonly test: number;
  readonly columns: number;
  readonly classCount: number;
}

/** The report's protocol: hold out 10 % of the rows, split the rest 75/25, standardise on the training part. */
export function writeSplit({ X, codes, classCount }: SegmentTable, folder: string, seed: number): SplitFiles {
  const { rows } = X;
  const kept = permutation(rows, seed).subarray(0, Math.round(rows * 0.9));
  const train = Math.round(kept.length * 0.75);
  writeParts(folder, takeRows(X, codes, kept.subarray(0, train)), takeRows(X, codes, kept.subarray(train)));
  return { folder, train, test: kept.length - train, columns: X.columns, classCount };
}

/** The given numbers of training rows and of test rows from other tracks, both drawn by `segmentTable`. */
export async function writeGrowth(train: number, test: number, folder: string): Promise<SplitFiles> {
  const trainTable = await segmentTable(train / 10, 3);
  writeParts(folder, trainTable, await segmentTable(test / 10, 4));
  return { folder, train, test, columns: trainTable.X.columns, classCount: trainTable.classCount };
}

type Part = Pick<SegmentTable, "X" | "codes">;

function takeRows({ data, columns }: Matrix, codes: Int32Array, part: Uint32Array): Part {
  const taken = new Float64Array(part.length * columns);
  part.forEach((row, i) => taken.set(data.subarray(row * columns, (row + 1) * columns), i * columns));
  return { X: { data: taken, rows: part.length, columns }, codes: Int32Array.from(part, (row) => codes[row]!) };
}

/** Standardises both on the training part and writes them. */
function writeParts(folder: string, train: Part, test: Part): void {
  mkdirSync(folder, { recursive: true });
  const scaler = new StandardScaler().fit(train.X);
  for (const [name, part] of Object.entries({ train, test })) {
    writeFileSync(join(folder, `${name}.f64`), scaler.transform(part.X).data);
    writeFileSync(join(folder, `${name}.i32`), part.codes);
  }
}
