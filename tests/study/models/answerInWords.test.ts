import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { accuracyInterval } from "../../../src/models/index.ts";
import { type RepeatedScore, reportModels, type ReportTable, reportTables } from "../../../src/study/common/index.ts";
import { answerInWords } from "../../../src/study/models/answerInWords.ts";
import { confusionsTable } from "../../../src/study/models/confusionChart.ts";
import type { RepeatedModel } from "../../../src/study/models/repeatedScores.ts";
import { randomSourceTables } from "../../support/reportSource.ts";

const { clips, segments } = reportTables(randomSourceTables({ genres: ["Folk", "Pop", "Rock"], tracksPerGenre: 12 }));

/** A model that is right for the first so many of 100 tracks tested, in each way to split. */
function scored(table: ReportTable, at: 0 | 1 | 2, right: Partial<Record<RepeatedScore["by"], number>>): RepeatedModel {
  const drawn = Array.from({ length: 100 }, (_, row) => String(row));
  const scores = Object.entries(right).map(([by, hits]): RepeatedScore => {
    const correct = drawn.map((_, row) => row < hits);
    const interval = accuracyInterval(correct, drawn, { seed: 1 });
    const accuracy = hits / 100;
    return {
      by: by as RepeatedScore["by"],
      splits: 1,
      accuracy,
      interval,
      range: [accuracy, accuracy],
      correct,
      drawn,
    };
  });
  return { model: reportModels()[at]!, table, scores };
}

const answer = (...models: RepeatedModel[]): string =>
  answerInWords(models, { seed: 1 }).text.replaceAll("\u00a0", " ");

describe("the answer of model testing", { timeout: 30_000 }, () => {
  it("sets random rows beside the strictest split, and ranks what a paired difference ranks", () => {
    const text = answer(scored(segments!, 1, { row: 90, track: 30 }), scored(segments!, 2, { row: 80, track: 60 }));
    assert.match(
      text,
      /On random rows, as in the report, KNN names 90 % \(.*\) of the segments rightly; by track, the best is RF/,
    );
    assert.match(text, /There RF is ahead of KNN by \+30\.0 points \(\+\d[^]*\)\. /);
    assert.match(text, /RF beats always guessing the largest genre, 33\.3 %; of KNN that can't be said/);
  });

  it("ranks neither ties nor what chance explains, and says when no model beats guessing", () => {
    const text = answer(scored(segments!, 1, { row: 90, track: 33 }), scored(segments!, 2, { row: 90, track: 34 }));
    assert.match(text, /as in the report, KNN and RF name 90 %/);
    assert.match(text, /RF and KNN can't be told apart there\. No model is shown to beat always guessing/);
    assert.doesNotMatch(text, /ahead/);
  });

  it("counts how many models were compared: one of two may be ahead by chance", () => {
    const [best, near, far] = [60, 56, 35].map((track, i) => scored(segments!, i as 0 | 1 | 2, { row: 90, track }));
    assert.match(answer(best!, near!), /LR is ahead of KNN by \+4\.0 points/);
    assert.match(
      answer(best!, near!, far!),
      /LR is ahead of RF by [^(]*\([^)]*\)\. LR and KNN can't be told apart there/,
    );
    // 44 of 100 are more than a third for one model, not for the best of three.
    assert.match(answer(scored(segments!, 0, { row: 90, track: 44 })), /All beat/);
    const alike = [0, 1, 2].map((at) => scored(segments!, at as 0 | 1 | 2, { row: 90, track: 44 }));
    assert.match(answer(...alike), /No model is shown to beat/);
  });

  it("speaks of no leak where each track has one row", () => {
    const text = answer(scored(clips!, 0, { row: 60 }), scored(clips!, 1, { row: 60 }));
    assert.match(text, /^\*\*LR and KNN name 60 % \(/);
    assert.doesNotMatch(text, /random rows|track/);
  });
});

describe("confusionsTable", { timeout: 10_000 }, () => {
  it("shows shares of a genre's rows taken for another, the largest first, and no right answer", () => {
    const actual = ["a", "a", "a", "a", "b", "b"];
    const shown = confusionsTable(
      { actual, predicted: ["a", "b", "b", "b", "b", "a"] },
      { model: "M", groups: ["1", "2", "3", "4", "5", "6"], seed: 1, source: "Data: none" },
    );
    const lines = shown.text.replaceAll("\u00a0", " ").split("\n").slice(3);
    assert.deepEqual(
      lines.map((line) => line.split(/ {2,}/).slice(0, 3)),
      [
        ["a", "b", "75 %"],
        ["b", "a", "50 %"],
      ],
    );
  });
});
