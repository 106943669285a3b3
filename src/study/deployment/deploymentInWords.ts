import type { Label } from "../../models/index.ts";
import {
  countOf,
  formatCount,
  formatPercent,
  type Markdown,
  markdown,
  prose,
  type TestOutcome,
} from "../common/index.ts";
import { oddsOf } from "./pageFigures.ts";
import { atMost, type DrawOdds } from "./drawOdds.ts";
import { PAGE_RECORDS } from "../published/index.ts";

/** Says whether a saved and reloaded model is the same. */
export function savedInWords({
  bytes,
  before,
  after,
}: {
  /** The size of the saved file. */
  readonly bytes: number;
  /** The model's predictions for the hold-out before saving and after loading. */
  readonly before: readonly Label[];
  readonly after: readonly Label[];
}): Markdown {
  const same = before.filter((genre, row) => genre === after[row]).length;
  return markdown(
    prose`The saved model has ${bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`}: k nearest neighbours is its training rows. Loaded again it predicts ${
      same === before.length
        ? prose`all ${countOf(same, "held-out record")} as before.`
        : prose`**only ${formatCount(same)} of ${countOf(before.length, "held-out record")} as before.**`
    }`,
  );
}

/** Says what one draw is worth beside the whole hold-out, and what the whole hold-out is worth if its tracks were seen in training. */
export function holdOutInWords(
  outcomes: readonly (TestOutcome & { readonly metShare: number })[],
  { size, right, rowNoun }: { readonly size: number; readonly right: number; readonly rowNoun: string },
): Markdown {
  const random = outcomes.find(({ by }) => by === "row")!;
  const apart = outcomes.find(({ by }) => by === "track")!;
  const [byRow, byTrack] = [random, apart].map((outcome) => oddsOf(outcome, 1).accuracy) as [number, number];
  const leaks = random.metShare > 0;
  return markdown(
    prose`The draw above has ${right} of ${size} right. On all ${countOf(random.actual.length, `held-out ${rowNoun}`)} the deployed model is right for **${formatPercent(byRow, 1)}**.`,
    leaks
      ? prose`These are not new music, though: ${formatPercent(random.metShare, 1)} of them come from tracks of which other parts were in training. With whole tracks held out, the same kind of model is right for **${formatPercent(byTrack, 1)}** of ${countOf(apart.actual.length, rowNoun)}. Held out “to validate predictions after deployment”, random rows validate how well the model knows tracks it has met.`
      : prose`With one row a track nothing of them was in training, so that tracks held out (${formatPercent(byTrack, 1)}) are the same experiment with another draw.`,
  );
}

/** Says how often a draw is as bad as the published one, computed and counted. */
export function drawOddsInWords(
  odds: readonly { readonly by: "row" | "track"; readonly chances: DrawOdds; readonly counted: DrawOdds }[],
  { published, draws }: { readonly published: number; readonly draws: number },
): Markdown {
  const size = PAGE_RECORDS.length;
  const asBad = odds.map(({ by, chances, counted }) => ({
    by,
    exact: atMost(chances, published),
    counted: atMost(counted, published),
  }));
  const random = asBad.find(({ by }) => by === "row")!;
  const apart = asBad.find(({ by }) => by === "track");
  const share = formatPercent(published / size);
  const often = random.exact > 0 ? prose`one draw in ${formatCount(Math.round(1 / random.exact))}` : "no draw at all";
  const judged =
    random.exact < 0.025
      ? prose`A model as good as that would hardly ever show it: ${often}.`
      : random.exact > 0.5
        ? prose`Most draws are.`
        : random.exact > 0.2
          ? prose`That is nothing unusual.`
          : prose`About ${often}: bad luck, but no contradiction.`;
  return markdown(
    prose`The report's page shows ${published} of ${size} right, ${share}. Drawn from the hold-out of random rows, ${formatPercent(random.exact, 1)} of draws are so bad or worse (counted in ${formatCount(draws)} draws: ${formatPercent(random.counted, 1)}). ${judged}`,
    apart &&
      prose`Drawn from tracks that the model has never met, it is ${formatPercent(apart.exact, 1)} (counted: ${formatPercent(apart.counted, 1)}).`,
  );
}
