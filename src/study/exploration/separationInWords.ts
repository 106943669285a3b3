import type { FeatureSeparation } from "./featureSeparation.ts";
import { featureName, formatPercent, listProse, type Markdown, markdown, prose } from "../common/index.ts";

const WEAK = 0.02;

/** Says which features tell genres apart by themselves, and which hardly do. */
export function separationInWords(separation: readonly FeatureSeparation[]): Markdown {
  const best = separation.slice(0, 3);
  const weak = separation.filter(({ share }) => share < WEAK);
  const title = ({ feature }: FeatureSeparation): string => featureName(feature).title;
  return markdown(
    prose`No feature does it alone. The best, ${title(best[0]!)}, has ${formatPercent(best[0]!.share)} of its variance between genres and ${formatPercent(1 - best[0]!.share)} within them; ${listProse(best.slice(1).map((one) => prose`${title(one)} (${formatPercent(one.share)})`))} follow. ${
      weak.length > 0
        ? prose`${listProse(weak.map(title))} ${weak.length === 1 ? "says" : "say"} next to nothing about the genre (less than ${formatPercent(WEAK)}).`
        : ""
    }`,
  );
}
