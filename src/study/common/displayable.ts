import { DISPLAY } from "../../ground/index.ts";

export { DISPLAY };

/** Something a notebook can show: returns its representations, keyed by MIME type. */
export interface Displayable {
  [DISPLAY](): Readonly<Record<string, unknown>>;
}
