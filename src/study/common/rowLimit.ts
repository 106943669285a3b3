import type { Engine } from "../../models/index.ts";

/**
 * The most rows that a notebook gives to a model. The `ml` packages need hours for the report's tables (a forest's time grows with
 * the square of the rows), so that they get a sample, which the notebook states.
 */
export function rowLimit(engine: Engine): number {
  return engine === "ml" ? 1_000 : Infinity;
}
