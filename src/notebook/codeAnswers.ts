/** What code can go on with: each match replaces the code from `start` to `end`. */
export interface Completion {
  readonly start: number;
  readonly end: number;
  /** The likeliest first; `kind` is TypeScript's word for what it is, such as `method`. */
  readonly matches: readonly { readonly text: string; readonly kind: string }[];
}

/** What is known about a name. */
export interface Inspection {
  /** Its declaration, in TypeScript. */
  readonly declaration: string;
  /** The words of its documentation, in Markdown; empty where there are none. */
  readonly documentation: string;
}

/** Whether a cell can be run, or how the next line should be indented; `invalid`: no next line can make it right. */
export type Completeness =
  { readonly status: "complete" | "invalid" } | { readonly status: "incomplete"; readonly indent: string };
