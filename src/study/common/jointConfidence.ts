/**
 * The confidence each of several intervals needs for all to hold together at 95 % (Bonferroni). Where the best of many is compared with
 * each other one at this confidence, those not shown to be behind have the truly best among them, though chance may have picked the
 * first (Gupta 1965, "On some multiple decision (selection and ranking) rules", Technometrics 7(2)).
 * @param intervals their number
 * @example
 * import { jointConfidence } from "../src/study/common/index.ts";
 * jointConfidence(5); // => 0.99
 */
export function jointConfidence(intervals: number): number {
  return 1 - 0.05 / Math.max(1, intervals);
}
