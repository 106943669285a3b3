import { multiplyLower } from "./lowerTriangle.ts";
import type { RandomStream } from "./randomStream.ts";
import type { ReplicaModel } from "./replicaModel.ts";

/**
 * Draws how much a track's segments deviate from their mean: first in the descriptors' means, then in the logarithms of their
 * variances. Segments x 2 descriptors, row-major, each column with mean 0 and variance 1 (all 0 for a single segment); valid until the
 * next draw.
 *
 * A track varies in only a few ways: it may get louder and brighter at once, or denser and darker. Each way is drawn from the
 * correlations over all tracks, and how far the segments go along it is drawn segment by segment, with neighbours alike.
 */
export function deviationDrawer(
  { descriptors, factor, ways, serial }: ReplicaModel["segments"],
  random: RandomStream,
): (count: number) => Float64Array {
  const width = 2 * descriptors.length;
  const triangle = Float64Array.from(factor);
  const fresh = Math.sqrt(1 - serial * serial);
  const noise = new Float64Array(width);
  const way = new Float64Array(width);
  let rows = new Float64Array(0);

  return (count) => {
    const size = count * width;
    if (rows.length === size) rows.fill(0);
    else rows = new Float64Array(size);
    for (let w = 0; w < ways; w++) {
      for (let i = 0; i < width; i++) noise[i] = random.normal();
      multiplyLower(triangle, noise, way);
      let along = random.normal();
      for (let first = 0; first < size; first += width) {
        for (let i = 0; i < width; i++) rows[first + i]! += along * way[i]!;
        along = serial * along + fresh * random.normal();
      }
    }
    standardise(rows, width);
    return rows;
  };
}

/** Scales each column to mean 0 and (population) variance 1; a single row becomes 0. */
function standardise(rows: Float64Array, width: number): void {
  const count = rows.length / width;
  for (let column = 0; column < width; column++) {
    let sum = 0;
    for (let i = column; i < rows.length; i += width) sum += rows[i]!;
    const mean = sum / count;
    let squares = 0;
    for (let i = column; i < rows.length; i += width) squares += (rows[i]! - mean) ** 2;
    const scale = count > 1 ? 1 / Math.sqrt(squares / count) : 0;
    for (let i = column; i < rows.length; i += width) rows[i] = (rows[i]! - mean) * scale;
  }
}
