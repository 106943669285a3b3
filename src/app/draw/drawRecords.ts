import { type ClassificationReport, classificationReport } from "../../models/index.ts";
import type { HeldOutRecord } from "./deployment.ts";
import type { GenrePredictor, Prediction } from "./genrePredictor.ts";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { shuffle } from "../../ground/index.ts";

/** A held-out record with the model's prediction. */
export interface DrawnRecord extends Pick<HeldOutRecord, "row" | "filename" | "track"> {
  readonly actual: string;
  readonly predicted: string;
  readonly confidence: number;
  readonly right: boolean;
}

/** Some held-out records, drawn at random and predicted. */
export interface Draw {
  readonly seed: number;
  readonly records: readonly DrawnRecord[];
  readonly right: number;
  readonly report: ClassificationReport;
}

/** The held-out records of a data set. */
export interface RecordSource {
  /** The number of records. */
  readonly total: number;
  /** The records with these numbers, in this order. */
  takeRecords(rows: readonly number[]): Promise<readonly HeldOutRecord[]>;
}

export interface DrawOptions {
  readonly source: RecordSource;
  readonly predictor: GenrePredictor;
  /** The model's earlier predictions by row, which don't change; new ones are added. */
  readonly remembered: Map<number, Prediction>;
  /** The number of records to draw. */
  readonly size: number;
  readonly seed: number;
}

/** Draws held-out records from the store and predicts them with the model; the same seed draws the same records. */
export async function drawRecords({ source, predictor, remembered, size, seed }: DrawOptions): Promise<Draw> {
  const drawn = await source.takeRecords(drawRows(source.total, size, seed));
  const unknown = drawn.filter(({ row }) => !remembered.has(row));
  if (unknown.length > 0) {
    const predictions = await predictAll(predictor, unknown);
    unknown.forEach(({ row }, i) => remembered.set(row, predictions[i]!));
  }
  const records = drawn.map((record) => describe(record, remembered.get(record.row)!));
  return {
    seed,
    records,
    right: records.filter(({ right }) => right).length,
    report: classificationReport(
      records.map(({ actual }) => actual),
      records.map(({ predicted }) => predicted),
    ),
  };
}

function predictAll(predictor: GenrePredictor, records: readonly HeldOutRecord[]): Promise<Prediction[]> {
  const columns = predictor.features.length;
  const data = new Float64Array(records.length * columns);
  records.forEach(({ features }, row) => data.set(features, row * columns));
  return predictor.predict({ data, rows: records.length, columns });
}

function describe(
  { row, filename, track, genre: actual }: HeldOutRecord,
  { genre, confidence }: Prediction,
): DrawnRecord {
  return { row, filename, track, actual, predicted: genre, confidence, right: genre === actual };
}

/**
 * Draws `size` distinct rows of `total` at random; the same seed draws the same rows in the same order (Floyd's algorithm; Bentley and
 * Floyd 1987, "A sample of brilliance", then shuffled).
 * @param seed an integer from 0 to 2^32 - 1
 * @example
 * import { drawRows } from "../src/app/index.ts";
 * drawRows(16, 5, 1); // => [11, 6, 12, 13, 10]
 */
export function drawRows(total: number, size: number, seed: number): number[] {
  const random = xoroshiro128plus(seed);
  const drawn = new Set<number>();
  for (let last = total - Math.min(size, total); last < total; last++) {
    const row = uniformInt(random, 0, last);
    drawn.add(drawn.has(row) ? last : row);
  }
  return shuffle([...drawn], random);
}
