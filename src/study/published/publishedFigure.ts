/** What a figure counts, and so how it is written: a share as 82 %, a score as 0.82, a count as 2,231, a claim as yes or no. */
export type FigureFormat = "percent" | "score" | "count" | "number" | "claim";

/** What stands in the report: a number, a range "from … to …", or a claim in words. */
export type PublishedValue = number | boolean | readonly [low: number, high: number];

/** One place of the report that states a figure. */
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
  /** All places that state it, the first one first; where they differ, the report contradicts itself. */
  readonly statements: readonly [Statement, ...Statement[]];
  /** What a unit of the last printed digit is worth: 0.01 for 82 %. 0 for what is exact, such as a count of genres. */
  readonly step: number;
  /** The notebook that measures it. */
  readonly notebook: string;
  /** What decides it: which music one has; the table's layout, whatever the music; or other figures of the report, by arithmetic. */
  readonly restsOn: "music" | "table" | "report";
  /** On how many rows the report measured it, as printed or as its split implies; what its own error is judged by. */
  readonly rows?: number;
  /** Why it is no claim that could turn out wrong, in one sentence; then it has no verdict. */
  readonly noClaim?: string;
}
