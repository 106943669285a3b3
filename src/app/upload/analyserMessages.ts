import type { Heard } from "../../audio/index.ts";

/** What the analysing process is sent: an audio file. */
export interface AnalyseRequest {
  readonly file: Uint8Array;
  /** The longest recording that is analysed. */
  readonly minutes: number;
}

/** A recording as the network hears it. */
export interface Recording {
  /** Every 3 seconds. */
  readonly segments: readonly Heard[];
  /** Of the loudest 3 seconds, in decibels below full scale; -Infinity for silence. */
  readonly level: number;
  readonly picture: Picture;
}

/** A spectrogram to look at: a byte a cell, column by column in time, low bands first; 0 is nothing, 255 the loudest. */
export interface Picture {
  readonly columns: number;
  readonly bands: number;
  readonly data: Uint8Array;
}

/** What it answers: what it heard, or what is wrong with the file. */
export type AnalyseAnswer = Recording | { readonly refused: string };
