/** What kind of number a figure is, and so how it is written: a share as 82 %, a gain in shares as
 * +4.5 points, a score as 0.82, a count as 2,231, a claim as yes or no. */
export type FigureFormat = "percent" | "points" | "score" | "count" | "number" | "claim";

/** What the report states: a number, a range "from … to …", or a claim in words. */
export type PublishedValue = number | boolean | readonly [low: number, high: number];

/** One place in the report that states a figure. */
export interface Statement {
  readonly value: PublishedValue;
  /** "Section 3, table “Model accuracy scores”". */
  readonly place: string;
}

/** A figure that the report states. */
export interface PublishedFigure {
  /** Such as `accuracy.3s.knn.test`. */
  readonly id: string;
  /** "KNN on the 3-second table: test accuracy". */
  readonly label: string;
  readonly format: FigureFormat;
  /** All places that state it, in order; if they differ, the report contradicts itself. */
  readonly statements: readonly [Statement, ...Statement[]];
  /** The value of one unit in the last printed digit: 0.01 for 82 %. 0 if exact, such as a count of genres. */
  readonly step: number;
  readonly notebook: string;
  /**
   * What decides it: the music; the layout of the report's tables; single rows, whatever other music stands beside them; or other
   * figures of the report, by arithmetic.
   */
  readonly restsOn: "music" | "layout" | "row" | "report";
  /** The number of rows the report measured it on, as printed or implied by its split; its own error is derived from it. */
  readonly rows?: number;
  /** Why it isn't a claim that could turn out wrong, in one sentence; it then has no verdict. */
  readonly noClaim?: string;
}

/** A place that several figures are stated in. */
export const README = "README of the report's repository (read in a text index)";
