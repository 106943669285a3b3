import { loadSource } from "../../src/dataset/loadSource.ts";
import { resolveSource } from "../../src/dataset/resolveSource.ts";
import { dropVariances } from "../../src/dataset/selectFeatures.ts";
import type { Matrix } from "../../src/models/matrix.ts";
import { StandardScaler } from "../../src/models/standardScaler.ts";

/** 960 real segments to train on; 1,920 rows to predict: the segments and the means of each two that follow one another. */
export async function realRows(): Promise<{ X: Matrix; y: readonly string[]; queries: Matrix }> {
  const table = dropVariances((await loadSource(resolveSource("sample"))).segments!);
  const X = new StandardScaler().fit(table.X).transform(table.X);
  const { data, rows, columns } = X;
  const between = data.map((value, i) => (value + data[(i + columns) % data.length]!) / 2);
  const both = new Float64Array(2 * data.length);
  both.set(data);
  both.set(between, data.length);
  return { X, y: table.label, queries: { data: both, rows: 2 * rows, columns } };
}
