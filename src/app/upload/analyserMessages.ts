/** What the analysing process is sent: an audio file. */
export interface AnalyseRequest {
  readonly file: Uint8Array;
  /** The longest recording that is analysed. */
  readonly minutes: number;
}

/** What it answers: the 57 features of every 3 seconds, or what is wrong with the file. */
export type AnalyseAnswer = { readonly segments: readonly Float64Array[] } | { readonly refused: string };
