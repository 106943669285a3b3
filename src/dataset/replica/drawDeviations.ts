import { multiplyLower } from "./lowerTriangle.ts";
import type { RandomStream } from "./randomStream.ts";
import type { ReplicaModel } from "./replicaModel.ts";

/**
 * Draws by how much the segments of a track deviate from their mean: of the descriptors' means, then of the logarithms of their
 * variances. Segments x 2 descriptors, each column with mean 0 and variance 1 (all 0 for a single segment).
 *
 * A track moves in few ways: it may get louder and brighter at once, or denser and darker. Each way is drawn from the
 * correlations of all tracks, and how far the segments go along it is drawn segment by segment, neighbours alike.
 */
export function deviationDrawer(
  { descriptors, factor, ways, serial }: ReplicaModel["segments"],
  random: RandomStream,
): (count: number) => Float64Array[] {
  const width = 2 * descriptors.length;
  const triangle = Float64Array.from(factor);
  const fresh = Math.sqrt(1 - serial * serial);
  const noise = new Float64Array(width);
  const way = new Float64Array(width);

  return (count) => {
    const rows = Array.from({ length: count }, () => new Float64Array(width));
    for (let w = 0; w < ways; w++) {
      for (let i = 0; i < width; i++) noise[i] = random.normal();
      multiplyLower(triangle, noise, way);
      let along = random.normal();
      for (const row of rows) {
        for (let i = 0; i < width; i++) row[i]! += along * way[i]!;
        along = serial * along + fresh * random.normal();
      }
    }
    for (let i = 0; i < width; i++) standardise(rows, i);
    return rows;
  };
}

/** Gives a column mean 0 and (population) variance 1; of a single row it leaves 0. */
function standardise(rows: readonly Float64Array[], column: number): void {
  let sum = 0;
  for (const row of rows) sum += row[column]!;
  const mean = sum / rows.length;
  let squares = 0;
  for (const row of rows) squares += (row[column]! - mean) ** 2;
  const scale = rows.length > 1 ? 1 / Math.sqrt(squares / rows.length) : 0;
  for (const row of rows) row[column] = (row[column]! - mean) * scale;
}
