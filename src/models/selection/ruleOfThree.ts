import type { Interval } from "./wilsonInterval.ts";

/**
 * The interval of what is alike in all of `groups` groups, so that drawing them again shows no spread. If more than a share `p` of all
 * groups were different, this many alike would be met with a probability below `(1 - p) ** groups`; so at 95 % at most
 * `1 - 0.05 ** (1 / groups)`, about `3 / groups`, are (the rule of three: Hanley and Lippman-Hand 1983, "If nothing goes wrong, is
 * everything all right?", JAMA 249(13)). The interval reaches as far both ways as if those had the least, or the greatest, value.
 * @param bounds the least and greatest value possible
 */
export function ruleOfThree(
  value: number,
  { groups, confidence, bounds }: { readonly groups: number; readonly confidence: number; readonly bounds: Interval },
): Interval {
  const others = 1 - (1 - confidence) ** (1 / groups);
  const reach = (end: number): number => value + others * (end - value);
  return { low: reach(bounds.low), high: reach(bounds.high) };
}
