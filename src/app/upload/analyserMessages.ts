import type { HeardFile } from "../../audio/index.ts";

/** A request to the analysing process: an audio file. */
export interface AnalyseRequest {
  readonly file: Uint8Array;
  /** The longest recording that is analysed. */
  readonly minutes: number;
}

/** What is heard in a file, and a picture of it (PNG): time from left to right, low to high from bottom to top. */
export type HeardUpload = HeardFile & { readonly picture: Uint8Array };

/** The analysing process's reply: what it hears, or what is wrong with the file. */
export type AnalyseAnswer = { readonly heard: HeardUpload } | { readonly refused: string };

/**
 * The signal with which the analysing process ends itself if it takes too much memory. Nothing else sends it: the system's own killer
 * sends SIGKILL.
 */
export const TOO_MUCH_MEMORY = "SIGUSR2";
