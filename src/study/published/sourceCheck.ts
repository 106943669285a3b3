/** Something the report's own figures allow one to check without any data. */
export interface SourceCheck {
  /** Such as `rf-matrix-rows`. */
  readonly id: string;
  /** What is checked: "The forest's confusion matrix has as many rows as its classification report". */
  readonly title: string;
  /** Whether the report is consistent here. */
  readonly holds: boolean;
  /** The calculation, with all its numbers. */
  readonly arithmetic: string;
  /** What follows, in one sentence; may be absent if the check holds. */
  readonly conclusion?: string;
  /** The published figures that can't be relied on because of it. */
  readonly figures: readonly string[];
}
