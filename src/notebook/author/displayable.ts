import { DISPLAY } from "../../ground/index.ts";
import type { JsonValue } from "../nbformat.ts";

export { DISPLAY };

/** Something a notebook shows: returns its representations, keyed by MIME type. */
export interface Displayable {
  [DISPLAY](): Readonly<Record<string, JsonValue>>;
}
