import { join } from "node:path";
import { hearSignal, load } from "../../src/audio/index.ts";
import { type FeatureTable, trackMeans } from "../../src/dataset/index.ts";
import { principalAxes, StandardScaler } from "../../src/models/index.ts";
import { telephone } from "./telephone.ts";

const RATE = 16_000;
/** Beside the mean change. With 8 directions in all, of the sample's songs on the telephone 1 in 160 is too strange; with none, 15. */
const AXES = 7;

/**
 * The directions in which a telephone line changes what the network hears: the mean change over the songs and the principal axes of
 * the changes, which are found in standard deviations over the songs and given in the network's own units.
 * @param table the songs' features, one row a clip
 * @param clips the folder with the clips' audio, named by track
 * @returns 8 directions, one after the other
 */
export async function telephoneAxes(table: FeatureTable, clips: string): Promise<Float64Array[]> {
  const { X, track } = trackMeans(table);
  const { rows, columns } = X;
  const scaler = new StandardScaler().fit(X);
  const called = new Float64Array(rows * columns);
  for (const [row, name] of track.entries()) {
    const y = telephone(await load(join(clips, `${name}.mp3`), { sampleRate: RATE }));
    const { segments } = hearSignal(y, RATE);
    for (const { embedding } of segments) {
      embedding.forEach((value, j) => (called[row * columns + j]! += value / segments.length));
    }
  }
  const Z = scaler.transform(X).data;
  const changes = scaler.transform({ data: called, rows, columns }).data.map((value, i) => value - Z[i]!);
  const { mean, axes } = principalAxes({ data: changes, rows, columns });
  const [origin, unit] = [0, 1].map((value) => {
    const one = { data: new Float64Array(columns).fill(value), rows: 1, columns };
    return scaler.transform(one).data;
  });
  const own = (axis: Float64Array): Float64Array => axis.map((value, j) => value / (unit![j]! - origin![j]!));
  return [mean, ...Array.from({ length: AXES }, (_, k) => axes.subarray(k * columns, (k + 1) * columns))].map(own);
}
