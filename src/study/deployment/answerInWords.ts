import {
  countOf,
  formatPercent,
  formatRange,
  joinProse,
  type Markdown,
  markdown,
  outcomeScore,
  type Prose,
  prose,
  type TestOutcome,
} from "../common/index.ts";
import { figureId } from "../judge/index.ts";
import { PAGE_RECORDS } from "../published/index.ts";
import { drawFigures } from "./pageFigures.ts";

type Outcome = TestOutcome & { readonly metShare: number };

/**
 * The answer in a few sentences: how often a draw is as bad as the published one, with test tracks seen in training and not, and the
 * score on the whole hold-out. If tracks have one row each, nothing was seen, and there is one hold-out to report.
 */
export function answerInWords(
  outcomes: readonly Outcome[],
  { rowNoun, seed }: { readonly rowNoun: string; readonly seed: number },
): Markdown {
  const size = PAGE_RECORDS.length;
  const published = PAGE_RECORDS.filter(({ predicted, actual }) => predicted === actual).length;
  const random = outcomes.find(({ by }) => by === "row")!;
  const apart = random.metShare > 0 ? outcomes.find(({ by }) => by === "track") : undefined;
  const figures = drawFigures(outcomes, { seed });
  const asBad = ({ by }: Outcome): Share => {
    const { measured, interval } = figures.find(({ id }) => id === figureId("page.draw.as-bad", by))!;
    return { accuracy: measured as number, interval: interval! };
  };
  // Nearly all rows must not be rounded to 100 %.
  const met = formatPercent(random.metShare, random.metShare > 0.995 && random.metShare < 1 ? 2 : 0);
  const draw = prose`A draw like the report's, ${published} of ${size} right or fewer, is`;
  return markdown(
    joinProse([
      apart
        ? prose`**${draw} ${inBrackets(asBad(random))} of the draws from a hold-out of random rows, and ${inBrackets(asBad(apart))} of those from tracks that the model has not met.**`
        : prose`**${draw} ${inBrackets(asBad(random))} of the draws from the hold-out.**`,
      apart &&
        asBad(apart).interval.low > 0.5 &&
        prose`What the page showed is what a visitor with new music would see most of the time.`,
    ]),
    prose`On all ${countOf(random.actual.length, `held-out ${rowNoun}`)} the deployed model is right for ${inBrackets(outcomeScore(random, { seed }))}${
      apart
        ? prose`; of ${met} of them it has met the track in training. With whole tracks held out it is right for ${inBrackets(outcomeScore(apart, { seed }))}.`
        : "."
    }`,
  );
}

type Share = ReturnType<typeof outcomeScore>;

function inBrackets({ accuracy, interval }: Share): Prose {
  return prose`${formatPercent(accuracy, 1)} (${formatRange(interval)})`;
}
