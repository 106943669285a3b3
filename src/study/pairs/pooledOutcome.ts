import type { TestOutcome } from "../common/index.ts";

/** Concatenates the rows of several outcomes; all must share one way to split. */
export function pooledOutcome(outcomes: readonly TestOutcome[]): TestOutcome {
  return {
    actual: outcomes.flatMap(({ actual }) => actual),
    predicted: outcomes.flatMap(({ predicted }) => predicted),
    track: outcomes.flatMap(({ track }) => track),
    by: outcomes[0]!.by,
  };
}
