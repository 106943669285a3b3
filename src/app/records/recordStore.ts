import type { HeldOutRecord } from "../draw/deployment.ts";

/** What the draws of one model have come to. */
export interface Tally {
  readonly model: string;
  /** How often five records, or however many, were drawn. */
  readonly draws: number;
  /** How many records that makes. */
  readonly records: number;
  /** How many of them were predicted rightly. */
  readonly right: number;
}

/** A draw as far as it is counted. */
export interface CountedDraw {
  readonly model: string;
  readonly records: number;
  readonly right: number;
}

/**
 * Keeps the held-out records of data sets, and counts draws. A promise that is fulfilled means that what was written
 * survives the end of this process, however it ends.
 */
export interface RecordStore {
  /** "embedded" or "MongoDB", for people. */
  readonly kind: string;
  /** After so many milliseconds without an answer it counts as failing: as long as a visitor waits once when it does; or never. */
  readonly patience: number;
  /** Stores the held-out records of a data set, all or none; does nothing where they are stored already. */
  putRecords(dataset: string, records: readonly HeldOutRecord[]): Promise<void>;
  /** How many records of a data set are stored; 0 where it isn't stored, or not completely. */
  countRecords(dataset: string): Promise<number>;
  /** The records with these numbers, in this order. @throws RangeError for a number that isn't stored */
  takeRecords(dataset: string, rows: readonly number[]): Promise<HeldOutRecord[]>;
  /** Adds a draw to those that `saveDraws` stores. */
  countDraw(dataset: string, draw: CountedDraw): void;
  /** Adds all counted draws to the tallies of their models. Where it fails they are not lost: the next one adds them, each once. */
  saveDraws(): Promise<void>;
  /** The stored tallies of a data set, by model. */
  tallies(dataset: string): Promise<Tally[]>;
  /** Fails where the store can't be used. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
