/** Something the report's own figures allow one to check without any data. */
export interface SourceCheck {
  /** Such as `rf-matrix-rows`. */
  readonly id: string;
  /** What is checked: "The forest's confusion matrix has as many rows as its classification report". */
  readonly title: string;
  readonly holds: boolean;
  /** The calculation, with all its numbers. */
  readonly arithmetic: string;
  /** What follows if it doesn't hold, in one sentence. */
  readonly conclusion: string;
  /** The published figures that can't be relied on because of it. */
  readonly figures: readonly string[];
}

/** The range of values that are printed as `value` when rounded to a multiple of `step`. */
export function roundedRange(value: number, step: number): readonly [low: number, high: number] {
  // Exactly half a step may have been rounded either way.
  return [value - step / 2 - 1e-9, value + step / 2 + 1e-9];
}

/** Whether two ranges have a value in common. */
export function overlap(a: readonly [low: number, high: number], b: readonly [low: number, high: number]): boolean {
  return a[0] <= b[1] && b[0] <= a[1];
}
