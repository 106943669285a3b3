import type { TestOutcome } from "../common/index.ts";

/** Several outcomes as one, their rows one after the other; they must be of the same way to split. */
export function pooledOutcome(outcomes: readonly TestOutcome[]): TestOutcome {
  return {
    actual: outcomes.flatMap(({ actual }) => actual),
    predicted: outcomes.flatMap(({ predicted }) => predicted),
    track: outcomes.flatMap(({ track }) => track),
    by: outcomes[0]!.by,
  };
}
