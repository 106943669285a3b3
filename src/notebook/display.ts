import { DISPLAY } from "../ground/index.ts";
import type { JsonValue } from "./nbformat.ts";

/** Options of a display: its metadata, and the id under which it can be replaced later. */
export interface DisplayOptions {
  /** Output metadata, such as `{ alt: "..." }`. */
  readonly metadata?: Record<string, unknown>;
  /** A later display with the same id replaces this one, whichever cell it is in, until that cell is run again. */
  readonly id?: string;
}

/** The global through which the session that runs the cells receives displays; a global, because cells load their own copy of this file. */
export const DISPLAY_HOOK = Symbol.for("notebook.display");
export const CLEAR_HOOK = Symbol.for("notebook.clear-output");
/** The method of a value that shows itself again when it changes: returns the id of the display it will replace. */
export const SHOWN_AS = Symbol.for("notebook.shown-as");

export type DisplayHook = (value: unknown, options: DisplayOptions) => Promise<void>;
export type ClearHook = (wait: boolean) => void;

/**
 * Shows a value in the middle of a cell as its last line would be shown: frames as tables, figures as charts. Outside a notebook it
 * prints the value.
 * @example
 * import { display, table } from "../src/notebook/author.ts";
 * await display(table([{ genre: "Folk", clips: 20 }]));
 * await display("still counting", { id: "status" });
 * await display("done", { id: "status" }); // in the place of the line above
 */
export async function display(value: unknown, options: DisplayOptions = {}): Promise<void> {
  const hook = (globalThis as Record<symbol, unknown>)[DISPLAY_HOOK] as DisplayHook | undefined;
  if (hook) await hook(value, { ...options, ...ownId(value, options.id) });
  else console.log(value);
}

/**
 * Clears what the cell has shown so far. Outside a notebook it does nothing.
 * @param wait whether to keep it until the next output, which then replaces it without flicker
 * @example
 * import { clearOutput, display } from "../src/notebook/author.ts";
 * for (const epoch of [1, 2, 3]) {
 *   clearOutput({ wait: true });
 *   await display(`epoch ${epoch}`);
 * }
 */
export function clearOutput({ wait = false }: { readonly wait?: boolean } = {}): void {
  const hook = (globalThis as Record<symbol, unknown>)[CLEAR_HOOK] as ClearHook | undefined;
  hook?.(wait);
}

function ownId(value: unknown, id: string | undefined): DisplayOptions {
  const method = (value as Record<symbol, unknown> | null | undefined)?.[SHOWN_AS];
  return typeof method === "function" ? { id: (method as (id?: string) => string).call(value, id) } : {};
}

export { DISPLAY };

/** Something a notebook shows: returns its representations, keyed by MIME type. */
export interface Displayable {
  [DISPLAY](): Readonly<Record<string, JsonValue>>;
}
