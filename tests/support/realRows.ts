import { loadSource } from "../../src/dataset/loadSource.ts";
import { resolveSource } from "../../src/dataset/resolveSource.ts";
import { dropVariances } from "../../src/dataset/selectFeatures.ts";
import type { Matrix } from "../../src/ground/matrix.ts";
import { StandardScaler } from "../../src/models/standardScaler.ts";

/**
 * 1,600 real segments to train on. To predict: the segments, the 160 whole clips, and the means of each two segments that
 * follow one another; 3,360 rows, 1,760 of them real.
 */
export async function realRows(): Promise<{ X: Matrix; y: readonly string[]; queries: Matrix }> {
  const { segments, clips } = await loadSource(resolveSource("sample"));
  const table = dropVariances(segments!);
  const scaler = new StandardScaler().fit(table.X);
  const X = scaler.transform(table.X);
  const { data, columns } = X;
  const between = data.map((value, i) => (value + data[(i + columns) % data.length]!) / 2);
  const whole = scaler.transform(dropVariances(clips!).X).data;
  const all = Float64Array.of(...data, ...whole, ...between);
  return { X, y: table.label, queries: { data: all, rows: all.length / columns, columns } };
}
