import { type ClassificationReport, classificationReport } from "../../models/classificationReport.ts";
import type { RecordStore } from "../records/recordStore.ts";
import type { HeldOutRecord } from "./deployment.ts";
import { drawRows } from "./drawRows.ts";
import type { GenrePredictor, Prediction } from "./genrePredictor.ts";

/** A held-out record with what the model takes it for. */
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

export interface DrawOptions {
  readonly store: RecordStore;
  readonly dataset: string;
  /** How many records the hold-out has. */
  readonly total: number;
  readonly predictor: GenrePredictor;
  /** How many records to draw. */
  readonly size: number;
  readonly seed: number;
}

/** Draws held-out records from the store and lets the model predict them: the same seed draws the same records. */
export async function drawRecords({ store, dataset, total, predictor, size, seed }: DrawOptions): Promise<Draw> {
  const drawn = await store.takeRecords(dataset, drawRows(total, size, seed));
  const columns = predictor.features.length;
  const data = new Float64Array(drawn.length * columns);
  drawn.forEach(({ features }, row) => data.set(features, row * columns));
  const predictions = await predictor.predict({ data, rows: drawn.length, columns });
  const records = drawn.map((record, i) => describe(record, predictions[i]!));
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

function describe(
  { row, filename, track, genre: actual }: HeldOutRecord,
  { genre, confidence }: Prediction,
): DrawnRecord {
  return { row, filename, track, actual, predicted: genre, confidence, right: genre === actual };
}
