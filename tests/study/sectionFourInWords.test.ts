import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type BestPairScore, bestPairScoresInWords } from "../../src/study/pairs/bestPairScores.ts";
import type { FeatureDropping } from "../../src/study/optimization/featureDropping.ts";
import { reportTables } from "../../src/study/common/reportTable.ts";
import { randomSourceTables } from "../support/reportSource.ts";
import { importanceFigures } from "../../src/study/optimization/optimizationFigures.ts";
import type { ForestImportances } from "../../src/study/optimization/forestImportances.ts";
import { type PairComparison, pairComparisonInWords } from "../../src/study/pairs/pairComparison.ts";
import type { PairCell } from "../../src/study/pairs/pairGrid.ts";
import { type PairMap, pairMapInWords } from "../../src/study/pairs/pairMap.ts";
import { type ModelId, reportModels } from "../../src/models/reportModels.ts";
import type { ScalingCell } from "../../src/study/optimization/scalingChart.ts";
import { choosePairs } from "../../src/study/pairs/choosePairs.ts";
import { GENRE_PAIRS } from "../../src/study/published/binaryPairs.ts";
import { answerInWords as pairAnswerInWords } from "../../src/study/pairs/answerInWords.ts";
import { featureGroupsInWords, optimizationInWords } from "../../src/study/optimization/optimizationInWords.ts";
import { chosenPairsInWords, holdoutInWords, pairsInWords } from "../../src/study/pairs/pairsInWords.ts";

const plain = (text: string): string => text.replaceAll("\u00a0", " ");
const model = (id: ModelId) => reportModels().find((one) => one.id === id)!;

function scaling(id: ModelId, by: ScalingCell["by"], before: number, after: number, margin = 0.02): ScalingCell {
  const evaluation = (testAccuracy: number): ScalingCell["scaled"] => ({
    trainRows: 1,
    testRows: 1,
    trainAccuracy: 1,
    testAccuracy,
    actual: [],
    predicted: [],
    seconds: { train: 0, predictTest: 0, predictTrain: 0 },
  });
  const gain = after - before;
  const interval = gain === 0 ? { low: 0, high: 0 } : { low: gain - margin, high: gain + margin };
  return { model: model(id), by, unscaled: evaluation(before), scaled: evaluation(after), gain: { gain, interval } };
}

const cells = (knnByTrack: number): ScalingCell[] =>
  (["row", "track"] as const).flatMap((by) => [
    scaling("lr", by, 0.4, 0.41),
    scaling("knn", by, 0.3, by === "row" ? 0.8 : knnByTrack),
    scaling("rf", by, 0.5, 0.5),
  ]);
function importances(by: "row" | "track", permutation: readonly number[], together = 0.2): ForestImportances {
  return {
    by,
    features: ["mfcc1_mean", "mfcc2_mean", "tempo"],
    impurity: [Float64Array.of(0.4, 0.35, 0.25)],
    permutation: [Float64Array.from(permutation)],
    evidence: { near: 0, far: 1, firstShown: false },
    groups: [{ features: ["mfcc1_mean", "mfcc2_mean"], together: [together] }],
  };
}

function dropping(by: "row" | "track", gains: readonly (readonly [kept: number, gain: number])[]): FeatureDropping {
  return {
    by,
    ranking: ["mfcc1_mean", "mfcc2_mean", "tempo"],
    steps: gains.map(([kept, gain]) => ({
      kept,
      ofAll: kept === 3 ? { low: 0, high: 0 } : { low: gain - 0.022, high: gain + 0.022 },
      dropped: [],
      testAccuracy: 0.5 + gain,
      gain: { gain, interval: kept === 3 ? { low: 0, high: 0 } : { low: gain - 0.02, high: gain + 0.02 } },
    })),
  };
}

describe("words on importances", () => {
  it("say that features which say the same hide one another, only where they do", () => {
    assert.match(
      plain(featureGroupsInWords([importances("row", [0.02, 0.01, 0])]).text),
      /^Shuffled one at a time, .* change the accuracy on random rows by −3\.0 points in sum; together, by −20\.0\..*less important alone/,
    );
    assert.match(featureGroupsInWords([importances("row", [0.1, 0.1, 0])]).text, /don't hide one another/);
    assert.match(featureGroupsInWords([importances("row", [-0.01, 0, 0], 0.01)]).text, /by \+1\.0 points in sum/);
    const { groups, ...one } = importances("row", [0.02, 0.01, 0]);
    const split = { ...one, groups: groups.map((group) => ({ ...group, together: [0.2, 0.01] })) };
    assert.doesNotMatch(featureGroupsInWords([split]).text, /less important alone/, "one forest says otherwise");
    assert.match(featureGroupsInWords([{ ...importances("row", [0, 0, 0]), groups: [] }]).text, /No two features/);
  });
});

const { segments } = reportTables(randomSourceTables({ genres: ["Folk", "Pop"], tracksPerGenre: 3 }));

describe("the answer on optimisation", () => {
  const answer = (knnByTrack: number, gains: Parameters<typeof dropping>[1]): string =>
    plain(
      optimizationInWords({
        scaling: cells(knnByTrack),
        importances: [importances("row", [0.1, 0.1, 0.1])],
        droppings: [
          dropping("row", gains),
          dropping("track", [
            [3, 0],
            [1, -0.01],
          ]),
        ],
      }).text,
    );

  it("names only gains that chance doesn't explain, and leaves the forest out", () => {
    const text = answer(0.31, [
      [3, 0],
      [1, -0.3],
    ]);
    assert.match(
      text,
      /on random rows it changes KNN by \+50\.0 points \(\+48\.0 to \+52\.0\); by track it changes nothing/,
    );
    assert.match(text, /scaling can't change it/);
    assert.match(answer(0.36, [[3, 0]]), /by track it changes KNN by \+6\.0 points/);
  });

  it("says of how many features a test part shows about the equal share, and no more than that", () => {
    const text = answer(0.3, [[3, 0]]);
    assert.match(text, /of 3 features have between half and twice the equal share, in training\./);
    assert.match(
      text,
      /this is shown to hold on random rows for 0 and not to hold for 1: whether most are .* can't be told/,
    );
    const [known] = [importances("row", [0.1, 0.1, 0.1])].map((one) => ({
      ...one,
      evidence: { near: 2, far: 1, firstShown: true },
    }));
    assert.match(
      plain(optimizationInWords({ scaling: cells(0.3), importances: [known!], droppings: [] }).text),
      /random rows for 2 and not to hold for 1: the rest can't be told/,
    );
    const judged = (near: number, far: number) =>
      importanceFigures(segments, [{ ...known!, evidence: { near, far, firstShown: true } }])[0]!;
    assert.deepEqual([judged(2, 1).unsure, judged(1, 1).unsure], [false, true]);
  });

  it("calls no set of features enough unless it is shown to lose less than the margin", () => {
    const text = answer(0.3, [
      [3, 0],
      [2, 0.005],
      [1, -0.3],
    ]);
    assert.match(text, /no smaller set is shown to do better than all/);
    assert.match(text, /lose less than 2 points: on random rows 2 of 3; by track none of those tried/);
    assert.match(
      answer(0.3, [
        [3, 0],
        [2, 0.05],
      ]),
      /a smaller set does better on random rows, even if one counts how many were tried/,
    );
  });
});

function pair(id: ModelId, by: PairCell["by"], right: number, held = right): PairCell {
  const outcome = (hits: number): PairCell["test"] => ({
    actual: new Array<string>(100).fill("Pop"),
    predicted: Array.from({ length: 100 }, (_, row) => (row < hits ? "Pop" : "Folk")),
    track: Array.from({ length: 100 }, (_, row) => Math.floor(row / 2)),
    by,
  });
  return {
    pair: GENRE_PAIRS[0]!,
    model: model(id),
    by,
    trainAccuracy: 1,
    trainRows: 1,
    test: outcome(right),
    holdout: outcome(held),
  };
}

describe("words on pairs", () => {
  it("say which pairs are looked at", () => {
    assert.match(
      chosenPairsInWords({ pairs: GENRE_PAIRS, origin: "report" }).text,
      /The report's pairs: Pop & Folk, Hip-Hop & Rock/,
    );
    assert.match(
      chosenPairsInWords(choosePairs(["Hip-Hop", "Jazz", "Rock"])).text,
      /not all of the report's genres.*there is: Hip-Hop & Rock/,
    );
    assert.match(chosenPairsInWords(choosePairs(["Blues", "Fado"])).text, /none of the report's pairs.*Blues & Fado/);
    assert.match(chosenPairsInWords(choosePairs(["Fado"])).text, /needs two/);
  });

  it("give the means, name the model that lives on the leak, and what guessing scores", () => {
    const grid = [pair("knn", "row", 95), pair("rf", "row", 85), pair("knn", "track", 60), pair("rf", "track", 75)];
    const text = plain(pairsInWords(grid).text);
    assert.match(
      text,
      /random rows KNN 95\.0 %, RF 85\.0 %; by track RF 75\.0 %, KNN 60\.0 %\. KNN loses most .* 35 points/,
    );
    assert.doesNotMatch(text, /first/);
    for (const byTrack of [80, 76]) {
      const sound = [pair("knn", "row", 80), pair("knn", "track", byTrack)];
      assert.doesNotMatch(pairsInWords(sound).text, /loses most/, "no loss beyond chance");
    }
    assert.doesNotMatch(pairsInWords([pair("knn", "row", 80)]).text, /track/);
  });

  it("say whether the hold-out keeps what the test part promised", () => {
    const kept = plain(holdoutInWords([pair("knn", "row", 90, 88)], { seed: 1 }).text);
    assert.match(kept, /right for 88\.0 % \(KNN\) on random rows\. No model scores otherwise than on the test part/);
    assert.match(
      holdoutInWords([pair("knn", "row", 90, 55)], { seed: 1 }).text,
      /beyond what the draw explains, for KNN on random rows/,
    );
    // The hold-out's own interval alone is narrow at the top, where all is right.
    assert.match(holdoutInWords([pair("knn", "row", 88, 98)], { seed: 1 }).text, /No model scores otherwise/);
    assert.match(
      holdoutInWords([{ ...pair("knn", "row", 90), holdout: undefined }], { seed: 1 }).text,
      /no row of these pairs/,
    );
  });

  it("name the score nearest to the published one, and what is left of it on new tracks", () => {
    const score = (name: string, row: number, track: number, part: BestPairScore["part"] = "test"): BestPairScore => ({
      name,
      part,
      scores: [
        { by: "row", value: row, of: "Pop & Folk" },
        { by: "track", value: track, of: "Hip-Hop & Rock" },
      ],
    });
    const text = plain(
      bestPairScoresInWords([
        score("first", 0.94, 0.7),
        score("second", 0.99, 0.99, "train"),
        score("third", 0.963, 0.8),
      ]).text,
    );
    assert.match(text, /Nearest to the published 96 % comes \*third\*: 96\.3 % \(Pop & Folk\), 0\.3 points from it/);
    assert.match(text, /96 % or more are reached by \*second\*; \*third\*/);
    assert.match(text, /no score comes near it\*\*: by track the highest test score is 80\.0 % \(Hip-Hop & Rock\)/);
    assert.doesNotMatch(bestPairScoresInWords([score("first", 0.94, 0.95)]).text, /comes near it/);
  });

  it("credit the question with what a model of all genres can answer as well", () => {
    const compare = (id: ModelId, asked: number): PairComparison => ({
      model: model(id),
      by: "track",
      genres: 8,
      whole: { accuracy: 0.4, kappa: 0.3 },
      asked: { accuracy: 0.7, kappa: asked },
      binary: { accuracy: 0.75, kappa: 0.5 },
      kappa: { gain: 0.2, interval: { low: 0.1, high: 0.3 }, ofAll: { low: 0.05, high: 0.35 } },
      gain: { gain: 0.05, interval: { low: 0.01, high: 0.09 } },
      groups: 40,
    });
    const text = plain(pairComparisonInWords([compare("lr", 0.45), compare("knn", 0.3)]).text);
    assert.match(
      text,
      /By track it goes from 0\.30 to 0\.50 \(LR; difference \+0\.10 to \+0\.30\) and from 0\.30 to 0\.50 \(KNN; /,
    );
    assert.match(text, /higher for each model here.*Dividing the genres makes LR better at the same question/s);
    const below = { low: -0.5, high: -0.2 };
    const worse = {
      ...compare("lr", 0.45),
      binary: { accuracy: 0.5, kappa: -0.08 },
      kappa: { gain: -0.38, interval: below, ofAll: below },
    };
    assert.match(
      pairComparisonInWords([worse]).text,
      /from 0\.30 to −0\.08 \(LR; difference −0\.50 to −0\.20\)\. It is lower for LR\./,
    );
    assert.doesNotMatch(pairComparisonInWords([worse]).text, /higher for each model/);
    const chance = { low: -0.1, high: 0.3 };
    const open = { ...compare("lr", 0.45), kappa: { gain: 0.1, interval: chance, ofAll: chance } };
    assert.match(pairComparisonInWords([open]).text, /That it is higher for two genres is not shown/);
    assert.doesNotMatch(pairComparisonInWords([open]).text, /higher for each model/);
    // One of two: named only by the interval that holds for both.
    const both = pairComparisonInWords([open, compare("rf", 0.45)]).text;
    assert.match(both, /That it is higher is shown for RF\. For LR no difference is shown/);
    const barely = { ...compare("rf", 0.45), kappa: { ...compare("rf", 0.45).kappa, ofAll: chance } };
    assert.match(pairComparisonInWords([open, barely]).text, /That it is higher for two genres is not shown/);
    const unsure = { ...compare("lr", 0.45), gain: { gain: 0.05, interval: { low: -0.02, high: 0.12 } } };
    assert.match(pairComparisonInWords([unsure]).text, /better or worse can't be told/);
    const ofSixTracks = { ...compare("lr", 0.45), groups: 6 };
    assert.match(pairComparisonInWords([ofSixTracks]).text, /better or worse can't be told/);
    assert.match(pairComparisonInWords([{ ...unsure, genres: 2 }]).text, /no model of more to compare with/);
    assert.match(text, /KNN can't be asked that way/);
  });

  it("answer with the best on random rows and by track, and whether it is shown to beat the larger genre", () => {
    const even = (id: ModelId, by: PairCell["by"], right: number, larger = 50): PairCell => {
      const actual = Array.from({ length: 100 }, (_, row) => (row < larger ? "Pop" : "Folk"));
      const predicted = actual.map((genre, row) => (row % 100 < right ? genre : genre === "Pop" ? "Folk" : "Pop"));
      const track = actual.map((_, row) => row);
      return { ...pair(id, by, 0), test: { actual, predicted, track, by } };
    };
    const grid = [even("knn", "row", 95), even("rf", "row", 85), even("knn", "track", 55), even("rf", "track", 70)];
    const told = (cells: readonly PairCell[], comparisons: readonly PairComparison[] = []): string =>
      plain(pairAnswerInWords(cells, comparisons, { rowNoun: "segment", seed: 1 }).text);
    assert.match(
      told(grid),
      /random rows, as in the report, KNN names 95 % \(\d+ % to \d+ %\) .*; by track, RF names 70 % .* right for 50 % of those\.$/,
    );
    const unshown = [even("knn", "row", 95), even("knn", "track", 70, 65)];
    assert.match(told(unshown), /right for 65 % of those: that a model beats it is not shown/);
    assert.doesNotMatch(told([even("lr", "row", 90)]), /track|report/);
    assert.match(told([]), /No pair of genres has rows enough/);
    const comparison: PairComparison = {
      model: model("lr"),
      by: "track",
      genres: 8,
      whole: { accuracy: 0.4, kappa: 0.3 },
      asked: { accuracy: 0.7, kappa: 0.4 },
      binary: { accuracy: 0.75, kappa: 0.5 },
      kappa: { gain: 0.2, interval: { low: 0.1, high: 0.3 }, ofAll: { low: 0.05, high: 0.35 } },
      gain: { gain: 0.05, interval: { low: 0.01, high: 0.09 } },
      groups: 40,
    };
    assert.match(
      told(grid, [comparison]),
      /easier than 8\? .* from 0\.30 to 0\.50 \(LR; difference \+0\.10 to \+0\.30\)\. It is higher for each model here[^]* by \+5\.0 points \(LR, \+1\.0 to \+9\.0\)\. Dividing the genres makes LR better/,
    );
    assert.doesNotMatch(told(grid, [{ ...comparison, genres: 2 }]), /easier|alone/);
    // The two parts may differ in what guessing scores.
    assert.match(
      plain(pairsInWords([even("knn", "row", 95), even("knn", "track", 70, 90)]).text),
      /right for about half on random rows, and for 90 % \(Pop & Folk\) by track/,
    );
  });

  it("place the pairs among all", () => {
    const map: PairMap = {
      by: "track",
      splits: 1,
      scores: [
        {
          pair: { id: "a", genres: ["Hip-Hop", "Folk"] },
          testAccuracy: 0.9,
          interval: { low: 0.8, high: 1 },
          groups: 40,
        },
        {
          pair: { id: "b", genres: ["Folk", "Pop"] },
          testAccuracy: 0.8,
          interval: { low: 0.6, high: 0.9 },
          groups: 40,
        },
        {
          pair: { id: "c", genres: ["Hip-Hop", "Pop"] },
          testAccuracy: 0.4,
          interval: { low: 0.2, high: 0.75 },
          groups: 40,
        },
      ],
    };
    const text = plain(pairMapInWords(map, GENRE_PAIRS.slice(0, 1)).text);
    const fewTracks = { ...map, scores: map.scores.map((score) => ({ ...score, groups: 6 })) };
    assert.match(pairMapInWords(fewTracks, []).text, /With so few tracks in a pair their order may be chance\.$/);
    assert.match(
      text,
      /The easiest pairs to tell apart are Hip-Hop & Folk \(90 %\); the hardest Hip-Hop & Pop \(40 %\)\. Of 3 pairs 1 has a 95 % interval that leaves the mean of all pairs out; chance alone would bring about 0\.2\./,
    );
    assert.match(
      text,
      /the one looked at above is number 2 \(Folk & Pop\)\. It has 80\.0 %, the mean of all pairs is 70\.0 %: 10\.0 points more\./,
    );
  });
});
