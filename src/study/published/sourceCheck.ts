/** One thing that the report's own figures let one check, without any data. */
export interface SourceCheck {
  /** Such as `rf-matrix-rows`. */
  readonly id: string;
  /** What is checked: "The forest's confusion matrix has as many rows as its classification report". */
  readonly title: string;
  /** Whether the report agrees with itself here. */
  readonly holds: boolean;
  /** The calculation, with all its numbers. */
  readonly arithmetic: string;
  /** What follows, in a sentence; for a check that holds it may be absent. */
  readonly conclusion?: string;
  /** The published figures that one can't hold to because of it. */
  readonly figures: readonly string[];
}
