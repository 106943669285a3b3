import type { FeatureSeparation } from "./featureSeparation.ts";
import { countOf, featureName, formatPercent, listProse, type Markdown, markdown, prose } from "../common/index.ts";

const WEAK = 0.02;
/** More features than these are counted rather than named. */
const MANY = 6;
/** A feature with a smaller share of its variance between genres doesn't tell them apart on its own. */
export const ALONE = 0.5;

/** Says which features tell genres apart by themselves, and which hardly do. */
export function separationInWords(separation: readonly FeatureSeparation[]): Markdown {
  const [best, ...next] = separation.slice(0, 3);
  const weak = separation.filter(({ share }) => share < WEAK);
  const title = ({ feature }: FeatureSeparation): string => featureName(feature).title;
  return markdown(
    prose`${best!.share < ALONE ? "No feature does it alone. " : ""}The best, ${title(best!)}, has ${formatPercent(best!.share)} of its variance between genres and ${formatPercent(1 - best!.share)} within them${next.length > 0 ? prose`; ${listProse(next.map((one) => prose`${title(one)} (${formatPercent(one.share)})`))} ${next.length === 1 ? "follows" : "follow"}` : ""}. ${
      weak.length > 0
        ? prose`${weak.length > MANY ? countOf(weak.length, "feature") : listProse(weak.map(title))} ${weak.length === 1 ? "says" : "say"} next to nothing about the genre (less than ${formatPercent(WEAK)}).`
        : ""
    }`,
  );
}
