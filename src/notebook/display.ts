/** How a display can be given: what goes beside it, and the name under which it can be replaced later. */
export interface DisplayOptions {
  /** Output metadata, such as `{ alt: "..." }`. */
  readonly metadata?: Record<string, unknown>;
  /** A later display with the same id replaces this one, in whichever cell it stands. */
  readonly id?: string;
}

/** Where the session that runs the cells takes displays from: a global, because cells load their own copy of this file. */
export const DISPLAY_HOOK = Symbol.for("notebook.display");

export type DisplayHook = (value: unknown, options: DisplayOptions) => Promise<void>;

/**
 * Shows a value in the middle of a cell as its last line would be shown: frames as tables, figures as charts.
 * Outside of a notebook it prints the value.
 */
export async function display(value: unknown, options: DisplayOptions = {}): Promise<void> {
  const hook = (globalThis as Record<symbol, unknown>)[DISPLAY_HOOK] as DisplayHook | undefined;
  if (hook) await hook(value, options);
  else console.log(value);
}
