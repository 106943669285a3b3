/** A decoded piece of a recording: channels of equal length. */
export interface AudioPiece {
  readonly sampleRate: number;
  /** Full scale is 1. */
  readonly channels: readonly Float32Array[];
  /** Samples in the whole recording, where the file's parts have been counted before they are decoded. */
  readonly whole?: number;
}

/** Receives one line about a damaged part that was skipped; the sound is then not all that was recorded. */
export type Remark = (line: string) => void;

/** A decoder takes a whole file and yields its sound piece by piece, so that a long recording can be rejected early. */
export type Decoder = (file: Uint8Array, remark: Remark) => AsyncIterable<AudioPiece> | Iterable<AudioPiece>;
