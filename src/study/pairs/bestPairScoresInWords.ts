import type { BestPairScore } from "./bestPairScores.ts";
import { formatPercent, formatPoints, joinProse, type Markdown, markdown, type Prose, prose } from "../common/index.ts";
import { findPublished } from "../published/index.ts";

/** Says which of the highest scores is nearest to the published one, and what remains of it by track. */
export function bestPairScoresInWords(found: readonly BestPairScore[]): Markdown {
  const published = findPublished("pairs.best.knn.test")!.statements[0].value as number;
  const random = found.flatMap(({ name, scores }) =>
    scores.filter(({ by }) => by === "row").map((score) => ({ name, ...score })),
  );
  const near = random.reduce((best, one) =>
    Math.abs(one.value - published) < Math.abs(best.value - published) ? one : best,
  );
  const reaching = random.filter(({ value }) => value >= published - 0.005);
  return markdown(
    prose`Nearest to the published ${formatPercent(published)} comes *${near.name}*: ${formatPercent(near.value, 1)} (${near.of}), ${formatPoints(near.value - published, 1)} from it. ${
      reaching.length > 0
        ? prose`${formatPercent(published)} or more ${reaching.length === 1 ? "is" : "are"} reached by ${joinProse(
            reaching.map(({ name }) => prose`*${name}*`),
            "; ",
          )}. `
        : prose`None of these scores reaches ${formatPercent(published)} here. `
    }The report prints no table with the figure, so which score it is can't be settled${sayApart(found, published)}`,
  );
}

/** The highest test score on tracks the model hasn't seen. */
function sayApart(found: readonly BestPairScore[], published: number): Prose {
  const tested = found
    .filter(({ part }) => part === "test")
    .flatMap(({ name, scores }) => scores.filter(({ by }) => by === "track").map((score) => ({ name, ...score })));
  if (tested.length === 0) return prose`.`;
  const highest = tested.reduce((most, one) => (one.value > most.value ? one : most));
  const score = prose`by track the highest test score is ${formatPercent(highest.value, 1)} (${highest.of})`;
  return highest.value < published - 0.05
    ? prose`; **on tracks that the model hasn't met, no score comes near it**: ${score}.`
    : prose`; ${score}.`;
}
