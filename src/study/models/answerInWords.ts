import { accuracyInterval, gainInterval } from "../../models/index.ts";
import {
  chanceOf,
  formatGain,
  formatPercent,
  formatRange,
  jointConfidence,
  joinProse,
  listProse,
  type Markdown,
  markdown,
  type Prose,
  prose,
  type RepeatedScore,
  SPLIT_NAMES,
} from "../common/index.ts";
import type { RepeatedModel } from "./repeatedScores.ts";

type Ranked = RepeatedScore & { readonly model: string };

/**
 * The answer in a few sentences, for one table: the best model's score on random rows and with artists or tracks kept apart, which
 * models are ahead of others on the same rows, and which beat always naming the largest genre. If tracks have one row each, random rows
 * are the same question, so nothing is compared with them.
 */
export function answerInWords(repeated: readonly RepeatedModel[], { seed }: { readonly seed: number }): Markdown {
  const { table, scores } = repeated[0]!;
  const units = scores.map(({ by }) => by);
  const rank = (by: RepeatedScore["by"]): Ranked[] =>
    repeated
      .map(({ model, scores: own }) => ({ model: model.label, ...own.find((score) => score.by === by)! }))
      .sort((a, b) => b.accuracy - a.accuracy);
  const [random, honest] = [rank("row"), rank(units.at(-1)!)];
  const chance = chanceOf(table.table);
  return markdown(
    joinProse([
      units.includes("track") &&
        prose`**On random rows, as in the report, ${naming(random)} ${withInterval(random[0]!)} of the ${table.rowNoun}s rightly; ${SPLIT_NAMES[units.at(-1)!]}, the best is ${listProse(first(honest))} with ${withInterval(honest[0]!)}.**`,
      !units.includes("track") &&
        prose`**${naming(honest)} ${withInterval(honest[0]!)} of the ${table.rowNoun}s rightly${units.includes("artist") ? ", artists kept apart" : ""}.**`,
      comparisons(honest, seed, units.length > 1),
      beaten(honest, chance, seed),
    ]),
  );
}

/** The best model and all that tie with it: ties are not ranked. */
function first(ranked: readonly Ranked[]): string[] {
  return ranked.filter(({ accuracy }) => accuracy === ranked[0]!.accuracy).map(({ model }) => model);
}

function naming(ranked: readonly Ranked[]): Prose {
  const models = first(ranked);
  return prose`${listProse(models)} ${models.length === 1 ? "names" : "name"}`;
}

function withInterval({ accuracy, interval }: RepeatedScore): Prose {
  return prose`${formatPercent(accuracy)} (${formatRange(interval)})`;
}

/**
 * How the best model compares with each other one: ahead only if the interval of the paired difference says so, at a confidence that
 * counts how many it is compared with.
 */
function comparisons([best, ...others]: readonly Ranked[], seed: number, apart: boolean): Prose | undefined {
  if (!best || others.length === 0) return undefined;
  const against = others.map((other) => ({
    model: other.model,
    gain: best.accuracy - other.accuracy,
    ...gainInterval(
      best.correct.map((hit, row) => Number(hit) - Number(other.correct[row])),
      best.drawn,
      { seed, confidence: jointConfidence(others.length) },
    ),
  }));
  const ahead = against
    .filter(({ low }) => low > 0)
    .map(
      ({ model, gain, low, high }) =>
        prose`of ${model} by ${formatGain(gain, 1)} points (${formatGain(low, 1)} to ${formatGain(high, 1)})`,
    );
  const level = against.filter(({ low }) => low <= 0).map(({ model }) => model);
  return joinProse([
    ahead.length > 0 && prose`${apart ? "There " : ""}${best.model} is ahead ${listProse(ahead)}.`,
    level.length > 0 && prose`${listProse([best.model, ...level])} can't be told apart${apart ? " there" : ""}.`,
  ]);
}

function beaten(honest: readonly Ranked[], chance: number, seed: number): Prose {
  const guess = prose`always guessing the largest genre, ${formatPercent(chance, 1)}`;
  const confidence = jointConfidence(honest.length);
  const beats = ({ correct, drawn }: Ranked): boolean =>
    accuracyInterval(correct, drawn, { seed, confidence }).low > chance;
  const better = honest.filter(beats).map(({ model }) => model);
  const others = honest.map(({ model }) => model).filter((model) => !better.includes(model));
  if (better.length === 0) return prose`No model is shown to beat ${guess}.`;
  if (others.length === 0) return prose`All beat ${guess}.`;
  return prose`${listProse(better)} ${better.length === 1 ? "beats" : "beat"} ${guess}; of ${listProse(others)} that can't be said.`;
}
