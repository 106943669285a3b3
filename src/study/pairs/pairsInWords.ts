import { mean } from "../../ground/index.ts";
import type { SplitUnit } from "../../dataset/index.ts";
import { accuracy, type Interval } from "../../models/index.ts";
import {
  formatPercent,
  formatPoints,
  joinProse,
  listProse,
  type Markdown,
  markdown,
  ON_SPLIT,
  outcomeScore,
  type Prose,
  prose,
  type ReportModel,
  SPLIT_NAMES,
  table,
  type Table,
  type TableCell,
  type TestOutcome,
} from "../common/index.ts";
import { findPublished, formatPublished, type GenrePair } from "../published/index.ts";
import { type ChosenPairs, pairName } from "./choosePairs.ts";
import { type PairCell, pooledOutcome } from "./pairGrid.ts";

/** A pair counts as balanced if its larger genre's share is below this. */
export const BALANCED = 0.6;

/** Says which pairs are looked at, and why. */
export function chosenPairsInWords({ pairs, origin }: ChosenPairs): Markdown {
  const names = listProse(pairs.map(pairName));
  if (pairs.length === 0) return markdown(prose`*To set genres apart in pairs, a source needs two; this one has one.*`);
  if (origin === "report") return markdown(prose`The report's pairs: ${names}.`);
  return markdown(
    origin === "some"
      ? prose`*This source has not all of the report's genres. Of its four pairs there ${pairs.length === 1 ? "is" : "are"}: ${names}.*`
      : prose`*This source has none of the report's pairs. In their place stand its genres two by two: ${names}.*`,
  );
}

/** The models' means over the pairs, what keeping tracks apart costs, and the score of guessing. */
export function pairsInWords(cells: readonly PairCell[]): Markdown {
  const units = [...new Set(cells.map(({ by }) => by))];
  const ranked = units.map((by) => ({ by, models: ranking(cells, by) }));
  const random = ranked.find(({ by }) => by === "row")!;
  const apart = ranked.find(({ by }) => by === "track");
  const drops = random.models.flatMap(({ label, mean, interval }) => {
    const other = apart?.models.find((one) => one.label === label);
    return other ? [{ label, drop: mean - other.mean, falls: other.interval.high < interval.low }] : [];
  });
  const largest = drops.sort((a, b) => b.drop - a.drop)[0];
  return markdown(
    prose`In the mean of the pairs: ${joinProse(
      ranked.map(
        ({ by, models }) =>
          prose`${SPLIT_NAMES[by]} ${joinProse(
            models.map(({ label, mean }) => prose`${label} ${formatPercent(mean, 1)}`),
            ", ",
          )}`,
      ),
      "; ",
    )}.${largest?.falls ? prose` ${largest.label} loses most when tracks are kept apart, ${formatPoints(largest.drop)}.` : ""}`,
    guessingInWords(cells),
  );
}

/** The score of always naming a pair's larger genre, for each way to split if that makes a difference. */
function guessingInWords(cells: readonly PairCell[]): Prose {
  const units = [...new Set(cells.map(({ by }) => by))];
  const told = units.map((by) => ({ by, share: listProse(guesses(cells.filter((cell) => cell.by === by))) }));
  const alike = told.every(({ share }) => String(share) === String(told[0]!.share));
  const shares = alike ? [told[0]!.share] : told.map(({ by, share }) => prose`${share} ${ON_SPLIT[by]}`);
  return prose`Of the test rows, always naming the larger of the two genres is right for ${joinProse(shares, ", and for ")}.`;
}

/** That score: once if all pairs are balanced, otherwise for each pair. */
function guesses(cells: readonly PairCell[]): Prose[] {
  const pairs = [...new Map(cells.map((cell) => [pairName(cell.pair), cell])).values()];
  const shares = pairs.map(({ pair, test: { actual } }) => {
    const first = actual.filter((genre) => genre === actual[0]).length / actual.length;
    return { pair, share: Math.max(first, 1 - first) };
  });
  if (shares.every(({ share }) => share < BALANCED)) return [prose`about half`];
  return shares.map(({ pair, share }) => prose`${formatPercent(share)} (${pairName(pair)})`);
}

/** How much wider 95 % intervals are if all of six are to hold together (Bonferroni, normal errors): three models, two ways to split. */
const OF_SIX = 1.35;

/** Says whether the binary models do as well on the hold-out as on the test part. */
export function holdoutInWords(cells: readonly PairCell[], { seed }: { readonly seed: number }): Markdown {
  const units = [...new Set(cells.map(({ by }) => by))];
  const models = [...new Map(cells.map(({ model }) => [model.id, model])).values()];
  const found = units.flatMap((by) =>
    models.flatMap(({ id, label }) => {
      const own = cells.filter((cell) => cell.by === by && cell.model.id === id);
      const held = own.flatMap(({ holdout }) => (holdout ? [holdout] : []));
      if (held.length === 0) return [];
      const test = outcomeScore(pooledOutcome(own.map((cell) => cell.test)), { seed });
      const holdout = outcomeScore(pooledOutcome(held), { seed });
      const error = ({ interval: { low, high } }: typeof test): number => (high - low) / 2;
      // Both parts are samples.
      const reach = OF_SIX * Math.hypot(error(test), error(holdout));
      const surprising = Math.abs(holdout.accuracy - test.accuracy) > reach;
      return [{ by, label, value: holdout.accuracy, surprising }];
    }),
  );
  if (found.length === 0) return markdown(prose`*The hold-out has no row of these pairs.*`);
  const leaks = units.includes("track");
  const surprises = found.filter(({ surprising }) => surprising);
  return markdown(
    prose`On the hold-out the models are right for ${joinProse(
      units.map(
        (by) =>
          prose`${listProse(found.filter((one) => one.by === by).map(({ label, value }) => prose`${formatPercent(value, 1)} (${label})`))} ${ON_SPLIT[by]}`,
      ),
      ", and for ",
    )}. ${
      surprises.length === 0
        ? prose`No model scores otherwise than on the test part, beyond what the draw of the two parts explains.`
        : prose`That is another score than on the test part, beyond what the draw explains, for ${listProse(surprises.map(({ label, by }) => prose`${label} ${ON_SPLIT[by]}`))}.`
    }${leaks ? " A hold-out of random rows has the siblings of its rows in the training part as well, so that what leaks there leaks here too: it is no “true data”. One of whole tracks is." : ""}`,
  );
}

interface Ranked {
  readonly label: string;
  readonly mean: number;
  /** The 95 % interval of the accuracy on the test rows of all pairs. */
  readonly interval: Interval;
}

function ranking(cells: readonly PairCell[], by: SplitUnit): Ranked[] {
  const models = [...new Map(cells.map(({ model }) => [model.id, model])).values()];
  return models
    .map(({ id, label }) => {
      const own = cells.filter((cell) => cell.by === by && cell.model.id === id);
      const shares = own.map(({ test }) => accuracy(test.actual, test.predicted));
      const { interval } = outcomeScore(pooledOutcome(own.map(({ test }) => test)), { seed: 1 });
      return { label, mean: mean(shares), interval };
    })
    .sort((a, b) => b.mean - a.mean);
}

/**
 * One model on each pair: its published accuracy, and those on training part, test part and hold-out with each way to split.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { genresOf, reportModels, reportTables } from "../src/study/common/index.ts";
 * import { choosePairs, pairGrid, pairsTable } from "../src/study/pairs/index.ts";
 * const { segments } = reportTables(await loadSource(resolveSource("sample")));
 * const { pairs } = choosePairs(genresOf([segments!]));
 * const cells = await pairGrid(segments!, pairs, reportModels().slice(1, 2), { units: ["row", "track"], seed: 1 });
 * const { text } = pairsTable(cells, "knn", segments!.source);
 * text.split("\n")[3]!.split(/ {2,}/); // => ["Pop & Folk", "–", "99.3 %", "96.8 %", "93.5 %", "99.6 %", "43.0 %", "40.0 %"]
 */
export function pairsTable(cells: readonly PairCell[], model: ReportModel["id"], source: string): Table {
  const own = cells.filter((cell) => cell.model.id === model);
  const units = [...new Set(own.map(({ by }) => by))];
  const pairs = [...new Map(own.map(({ pair }) => [pair.id, pair])).values()];
  return table({
    caption: `${own[0]?.model.title ?? ""} on two genres: accuracy.`,
    source,
    columns: [
      { heading: "genres" },
      { heading: "published", numeric: true },
      ...units.flatMap((by) =>
        ["train", "test", "hold-out"].map((heading) => ({
          heading,
          group: SPLIT_NAMES[by],
          numeric: true,
          minor: heading === "train",
        })),
      ),
    ],
    rows: pairs.map((pair): TableCell[] => [
      pairName(pair),
      published(pair, model),
      ...units.flatMap((by): TableCell[] => {
        const cell = own.find((one) => one.by === by && one.pair.id === pair.id);
        if (!cell) return ["–", "–", "–"];
        return [
          formatPercent(cell.trainAccuracy, 1),
          { text: share(cell.test), strong: true },
          cell.holdout ? share(cell.holdout) : "–",
        ];
      }),
    ]),
  });
}

function share({ actual, predicted }: TestOutcome): string {
  return formatPercent(accuracy(actual, predicted), 1);
}

function published({ id }: GenrePair, model: string): string {
  const figure = findPublished(`pairs.${id}.${model}.test`);
  return figure ? formatPublished(figure.statements[0].value, figure.format, figure.step) : "–";
}
