/** Completions of code: each match replaces the code from `start` to `end`. */
export interface Completion {
  readonly start: number;
  readonly end: number;
  /** The most likely first; `kind` is TypeScript's term for what it is, such as `method`. */
  readonly matches: readonly { readonly text: string; readonly kind: string }[];
}

/** What is known about a name. */
export interface Inspection {
  /** Its declaration, in TypeScript. */
  readonly declaration: string;
  /** Its documentation in Markdown; empty if there is none. */
  readonly documentation: string;
}

/** Whether a cell is ready to run, or how the next line should be indented; `invalid` if no further line can make it valid. */
export type Completeness =
  { readonly status: "complete" | "invalid" } | { readonly status: "incomplete"; readonly indent: string };
