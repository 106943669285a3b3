import {
  formatGain,
  formatPoints,
  joinProse,
  listInWords,
  type Markdown,
  markdown,
  prose,
  SPLIT_NAMES,
} from "../common/index.ts";
import { MARGIN } from "../judge/index.ts";
import type { EncodingDifference, EncodingEffect } from "./secondEncoding.ts";

/**
 * Says for which models a second encoding changes what random rows add to the score (their interval does not include 0), for which it does not
 * (their interval lies within the margin), and for which this isn't known.
 */
export function secondEncodingInWords(effects: readonly EncodingEffect[]): Markdown {
  const apart = SPLIT_NAMES[effects[0]!.scores.at(-1)!.by];
  const modelsWhere = (found: Finding): string | undefined => {
    const names = effects.filter(({ leak }) => findingOf(leak) === found).map(({ model }) => model.label);
    return names.length > 0 ? listInWords(names) : undefined;
  };
  const [changed, same, unknown] = [modelsWhere("changed"), modelsWhere("same"), modelsWhere("unknown")];
  const told = effects.map(
    ({ model, leak: { difference, interval } }) =>
      prose`${model.label} ${formatGain(difference, 1)} (${formatGain(interval.low, 1)} to ${formatGain(interval.high, 1)})`,
  );
  return markdown(
    joinProse([
      changed && prose`**A second encoding changes what random rows add to the score of ${changed}.**`,
      same &&
        prose`**A second encoding leaves the leak of ${same} as it is**: what random rows add changes by less than ${formatPoints(MARGIN)}.`,
      unknown && prose`Whether it changes that of ${unknown}, this music can't tell.`,
      prose`Change of what the score on random rows has over that ${apart}, in points, with 95 % intervals: ${joinProse(told, ", ")}.`,
    ]),
  );
}

type Finding = "changed" | "same" | "unknown";

function findingOf({ interval: { low, high } }: EncodingDifference): Finding {
  if (low > 0 || high < 0) return "changed";
  return low > -MARGIN && high < MARGIN ? "same" : "unknown";
}
