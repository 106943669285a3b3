/** A decoded piece of a recording: equally long channels. */
export interface AudioPiece {
  readonly sampleRate: number;
  /** Full scale is 1. */
  readonly channels: readonly Float32Array[];
}

/** Takes one line about damage that was passed over: what is heard is then not all that was recorded. */
export type Remark = (line: string) => void;

/** A decoder takes a whole file and gives its sound piece by piece, so that a long recording can be refused early. */
export type Decoder = (file: Uint8Array, remark: Remark) => AsyncIterable<AudioPiece> | Iterable<AudioPiece>;
