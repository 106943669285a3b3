import { pairName } from "./choosePairs.ts";
import type { PairMap, PairScore } from "./pairMap.ts";
import { formatPercent, formatPoints, listProse, type Markdown, markdown, type Prose, prose } from "../common/index.ts";
import type { GenrePair } from "../published/index.ts";

/** With fewer artists (or tracks) to draw from, a bootstrap interval is too narrow to count by. */
const GROUPS_ENOUGH = 20;

/** Says which pairs are easy and hard, and where the chosen ones rank. */
export function pairMapInWords({ scores, splits }: PairMap, chosen: readonly GenrePair[]): Markdown {
  const say = ({ pair, testAccuracy }: PairScore): Prose => prose`${pairName(pair)} (${formatPercent(testAccuracy)})`;
  const mean = (of: readonly PairScore[]): number => of.reduce((sum, one) => sum + one.testAccuracy, 0) / of.length;
  const isChosen = ({ pair }: PairScore): boolean =>
    chosen.some(({ genres }) => genres.every((genre) => pair.genres.includes(genre)));
  const own = scores.filter(isChosen);
  const end = Math.min(3, Math.floor(scores.length / 2));
  const difference = mean(own) - mean(scores);
  const apart = scores.filter(({ interval: { low, high } }) => low > mean(scores) || high < mean(scores)).length;
  return markdown(
    end === 0
      ? undefined
      : prose`${splits > 1 ? prose`In the mean of ${splits} splits, the easiest` : "The easiest"} pairs to tell apart are ${listProse(scores.slice(0, end).map(say))}; the hardest ${listProse(scores.slice(-end).reverse().map(say))}. ${
          scores.every(({ groups }) => groups >= GROUPS_ENOUGH)
            ? prose`Of ${scores.length} pairs ${apart} ${apart === 1 ? "has" : "have"} a 95 % interval that leaves the mean of all pairs out; chance alone would bring about ${(0.05 * scores.length).toFixed(1)}.`
            : "With so few tracks in a pair their order may be chance."
        }`,
    own.length > 0 && own.length < scores.length
      ? prose`Of ${scores.length} pairs, from the easiest to the hardest, ${own.length === 1 ? "the one looked at above is" : "those looked at above are"} number ${listProse(own.map((one) => prose`${scores.indexOf(one) + 1} (${pairName(one.pair)})`))}. ${own.length === 1 ? "It has" : "Their mean is"} ${formatPercent(mean(own), 1)}, the mean of all pairs is ${formatPercent(mean(scores), 1)}: ${difference === 0 ? "the same" : prose`${formatPoints(difference, 1)} ${difference < 0 ? "less" : "more"}`}.`
      : undefined,
  );
}
