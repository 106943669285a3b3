/** The symbol under which a value says how a notebook shows it; the convention of Deno's Jupyter kernel. */
export const DISPLAY: unique symbol = Symbol.for("Jupyter.display") as never;

/** Something a notebook can show: gives its forms, keyed by MIME type. */
export interface Displayable {
  [DISPLAY](): Readonly<Record<string, unknown>>;
}
