import type { SplitUnit } from "../../dataset/index.ts";
import type { Evaluation } from "../../models/index.ts";

/** Any model's results on a test part: `{ by: "track", evaluation: await evaluate(model, parts) }`. */
export interface TestedModel {
  readonly by: SplitUnit;
  readonly evaluation: Pick<Evaluation, "actual" | "predicted">;
}
