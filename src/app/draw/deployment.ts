import { createHash } from "node:crypto";
import {
  type DataSource,
  dropVariances,
  type FeatureTable,
  reportSplit,
  type SourceTables,
  takeSplit,
} from "../../dataset/index.ts";
import { takeItems } from "../../ground/index.ts";
import { GenrePredictor, type GenreRows, type Prediction } from "./genrePredictor.ts";
import type { ModelId } from "../../models/index.ts";

/** Whether rows are split individually, as in the report, or all rows of a track together. */
export type HoldOutUnit = "row" | "track";

/** A record that no model was trained on. */
export interface HeldOutRecord {
  /** Its number in the hold-out, from 0, which the page shows. */
  readonly row: number;
  /** `3-000574.mp3`. */
  readonly filename: string;
  readonly track: string;
  readonly genre: string;
  readonly features: readonly number[];
}

/** A model's result on the whole hold-out. All lists have one entry per row. */
export interface HoldOutOutcome {
  readonly id: ModelId;
  readonly by: HoldOutUnit;
  readonly actual: readonly string[];
  readonly predicted: readonly string[];
  readonly confidence: readonly number[];
  /** The track of each row. */
  readonly track: readonly string[];
  /** The share of held-out rows whose track is in the training part as well. */
  readonly metShare: number;
}

interface Parts {
  readonly train: GenreRows;
  readonly holdout: GenreRows;
  /** The table rows that are held out. */
  readonly holdoutRows: Uint32Array;
  readonly trainRows: Uint32Array;
}

/**
 * What the report deployed: a model trained on the training part of its split, and the 10 % of rows held out "to validate predictions
 * after deployment". In addition, the same with whole tracks held out.
 * @example
 * import { Deployment } from "../src/app/index.ts";
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * const deployment = new Deployment(await loadSource(resolveSource("sample")), { seed: 1 });
 * const outcome = await deployment.holdOut(await deployment.train("knn", "row"), "row");
 * [outcome.actual.length, outcome.metShare]; // => [160, 1]
 */
export class Deployment {
  readonly source: DataSource;
  /** Without variances, as the report uses it; the table of segments if there is one. */
  readonly table: FeatureTable;
  /** "segment" or "clip". */
  readonly rowNoun: "segment" | "clip";
  readonly seed: number;
  readonly #splits = new Map<HoldOutUnit, ReturnType<typeof reportSplit>>();

  constructor({ source, segments, clips }: SourceTables, { seed }: { readonly seed: number }) {
    this.source = source;
    this.table = dropVariances((segments ?? clips)!);
    this.rowNoun = segments ? "segment" : "clip";
    this.seed = seed;
  }

  /** Distinguishes these held-out records from those of other data or another split. */
  get id(): string {
    const { sha256, features } = this.table;
    return createHash("sha256")
      .update(JSON.stringify([sha256, features, this.seed]))
      .digest("hex")
      .slice(0, 16);
  }

  /** The genres of the table, sorted. */
  get genres(): string[] {
    return [...new Set(this.table.label)].sort();
  }

  /** The share of the most frequent genre, which is the score of always guessing it. */
  get chance(): number {
    const counts = new Map<string, number>();
    for (const genre of this.table.label) counts.set(genre, (counts.get(genre) ?? 0) + 1);
    return Math.max(...counts.values()) / this.table.label.length;
  }

  /** The number of training rows. */
  get trainRows(): number {
    return this.#split("row").train.length;
  }

  /** The records held out row by row, from which the page draws. */
  records(): HeldOutRecord[] {
    const { holdout, holdoutRows } = this.#take("row");
    const { data, columns } = holdout.X;
    return Array.from(holdoutRows, (tableRow, row) => ({
      row,
      filename: this.table.filename[tableRow]!,
      track: this.table.track[tableRow]!,
      genre: holdout.y[row]!,
      features: Array.from(data.subarray(row * columns, (row + 1) * columns)),
    }));
  }

  /** Trains a model on the training part. */
  train(id: ModelId, by: HoldOutUnit, signal?: AbortSignal): Promise<GenrePredictor> {
    const { features } = this.table;
    return GenrePredictor.train(id, this.#take(by).train, { features, seed: this.seed, ...(signal ? { signal } : {}) });
  }

  /** Predicts every held-out row with a model trained on the same split. */
  async holdOut(predictor: GenrePredictor, by: HoldOutUnit): Promise<HoldOutOutcome> {
    const { holdout, holdoutRows, trainRows } = this.#take(by);
    const predictions: Prediction[] = await predictor.predict(holdout.X);
    const met = new Set(takeItems(this.table.track, trainRows));
    const track = takeItems(this.table.track, holdoutRows);
    return {
      id: predictor.id,
      by,
      actual: holdout.y,
      predicted: predictions.map(({ genre }) => genre),
      confidence: predictions.map(({ confidence }) => confidence),
      track,
      metShare: track.filter((name) => met.has(name)).length / track.length,
    };
  }

  /** A copy of the table's rows, in two parts. It is not kept, since a large table's rows take tens of megabytes. */
  #take(by: HoldOutUnit): Parts {
    const { train, holdout } = this.#split(by);
    return { ...takeSplit(this.table, { train, holdout }), trainRows: train, holdoutRows: holdout };
  }

  #split(by: HoldOutUnit): ReturnType<typeof reportSplit> {
    const split = this.#splits.get(by) ?? reportSplit(this.table, { by, seed: this.seed });
    this.#splits.set(by, split);
    return split;
  }
}
