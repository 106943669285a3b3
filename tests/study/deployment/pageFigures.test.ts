import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { atMost, countedOdds, drawOdds, usualRange } from "../../../src/study/deployment/drawOdds.ts";
import { drawFigures, oddsOf, pageReportFigures } from "../../../src/study/deployment/pageFigures.ts";
import { reportFigures } from "../../../src/study/judge/reportFigures.ts";
import type { TestOutcome } from "../../../src/study/common/testOutcome.ts";
import { GENRES } from "../../../src/study/published/confusionMatrix.ts";
import { PUBLISHED_FIGURES } from "../../../src/study/published/publishedFigures.ts";
import { answerInWords } from "../../../src/study/deployment/answerInWords.ts";
import { drawOddsInWords, holdOutInWords, savedInWords } from "../../../src/study/deployment/deploymentInWords.ts";
import { randomSourceTables } from "../../support/reportSource.ts";

/** An outcome of so many rows, of which so many are right. */
function outcome(
  rows: number,
  right: number,
  by: "row" | "track",
): TestOutcome & { by: "row" | "track"; metShare: number } {
  return {
    by,
    metShare: by === "row" ? 0.99 : 0,
    actual: Array.from({ length: rows }, () => "Rock"),
    predicted: Array.from({ length: rows }, (_, row) => (row < right ? "Rock" : "Pop")),
    track: Array.from({ length: rows }, (_, row) => row),
  };
}

const outcomes = [outcome(8000, 6400, "row"), outcome(8000, 2720, "track")];
const source = randomSourceTables({ genres: GENRES, tracksPerGenre: 4 });

describe("drawOdds", () => {
  it("is the hypergeometric distribution", () => {
    // Of ten records six are right; four are drawn: choose(6, k) choose(4, 4 - k) / choose(10, 4), counted by hand.
    const expected = [1, 24, 90, 80, 15].map((ways) => ways / 210);
    drawOdds({ right: 6, rows: 10 }, 4).forEach((share, k) => assert.ok(Math.abs(share - expected[k]!) < 1e-12));
    assert.deepEqual(drawOdds({ right: 10, rows: 10 }, 3), [0, 0, 0, 1]);
    assert.throws(() => drawOdds({ right: 11, rows: 10 }, 3), RangeError);
  });

  it("sums to 1, and is what counting all draws gives", () => {
    const right = [true, true, true, false, true, false];
    const draws = [0, 1, 2, 3, 4, 5].flatMap((a) => [0, 1, 2, 3, 4, 5].filter((b) => b > a).map((b) => [a, b]));
    const exact = drawOdds({ right: 4, rows: 6 }, 2);
    countedOdds(right, draws, 2).forEach((share, k) => assert.ok(Math.abs(share - exact[k]!) < 1e-12));
    for (const hits of [0, 1, 4000, 8000]) {
      assert.ok(Math.abs(atMost(drawOdds({ right: hits, rows: 8000 }, 5), 5) - 1) < 1e-9);
    }
  });

  it("has a usual range with at most 2.5 % on either side", () => {
    const odds = drawOdds({ right: 6400, rows: 8000 }, 5);
    assert.deepEqual(usualRange(odds), { low: 2, high: 5 });
    assert.deepEqual(usualRange(drawOdds({ right: 2720, rows: 8000 }, 5)), { low: 0, high: 4 });
    assert.deepEqual(usualRange([0, 0, 1]), { low: 2, high: 2 });
  });
});

describe("figures of the deployed page", () => {
  const measured = [...pageReportFigures(), ...drawFigures(outcomes, { seed: 1 })];

  it("cover every published figure of the page, and judge each", () => {
    const { figures } = reportFigures(source, measured);
    const judged = new Map(figures.map((figure) => [figure.id, figure.verdict]));
    const published = PUBLISHED_FIGURES.filter(({ notebook }) => notebook === "05-deployment-check");
    assert.equal(published.length, 37);
    for (const { id } of published) assert.ok(judged.has(id), id);
    assert.ok(figures.every(({ note }) => note !== ""));
  });

  it("find the page's report right, but for the accuracy that stands where the support belongs", () => {
    const { figures } = reportFigures(source, pageReportFigures());
    const odd = figures.filter(({ verdict }) => verdict !== null);
    assert.deepEqual(
      odd.map(({ id, verdict, measured }) => [id, verdict, measured]),
      [["page.accuracy.support", "contradicted-in-source", 5]],
    );
  });

  it("set the accuracy of the hold-out beside the draw, with the range of draws of five, by track too", () => {
    const [byRow, byTrack] = measured.filter(({ id }) => id.startsWith("page.draw.accuracy"));
    assert.deepEqual([byRow!.measured, byRow!.interval], [0.8, { low: 0.4, high: 1 }]);
    assert.deepEqual([byTrack!.id, byTrack!.measured], ["page.draw.accuracy.by-track", 0.34]);
    assert.match(byRow!.note!, /5\.8\s% of them have 2 right or fewer/);
    const asBad = measured.find(({ id }) => id === "page.draw.as-bad")!;
    assert.ok(asBad.interval!.low < (asBad.measured as number) && (asBad.measured as number) < asBad.interval!.high);
    const whole = measured.find(({ id }) => id === "holdout.knn.accuracy")!;
    assert.ok(whole.interval!.high - whole.interval!.low < 0.02);
  });
});

describe("a hold-out of fewer records than a draw has", () => {
  it("is drawn as a whole", () => {
    const few = [outcome(4, 2, "row"), outcome(3, 0, "track")];
    const [byRow, byTrack] = drawFigures(few, { seed: 1 });
    assert.deepEqual(
      [byRow!.interval, byTrack!.interval],
      [
        { low: 0.5, high: 0.5 },
        { low: 0, high: 0 },
      ],
    );
    assert.deepEqual(oddsOf(few[0]!, 5).chances, [0, 0, 1, 0, 0]);
  });
});

describe("words on the deployment", () => {
  it("say whether the loaded model is the saved one", () => {
    assert.match(
      savedInWords({ bytes: 1.25e7, before: ["a", "b"], after: ["a", "b"] }).text,
      /12\.5 MB.*all 2 held-out records as before/,
    );
    assert.match(
      savedInWords({ bytes: 4100, before: ["a", "b"], after: ["a", "a"] }).text,
      /has 5 kB: .*only 1 of 2 held-out records/,
    );
  });

  it("say what the hold-out is worth where tracks have been met, and that it is the same where none can be", () => {
    const said = { size: 5, right: 4, rowNoun: "segment" };
    assert.match(
      holdOutInWords(outcomes, said).text,
      /4 of 5 right.*8,000 held-out segments.*80\.0\s%.*99\.0\s% of them come from tracks.*34\.0\s%/s,
    );
    const clips = outcomes.map((one) => ({ ...one, metShare: 0 }));
    assert.match(
      holdOutInWords(clips, { ...said, rowNoun: "clip" }).text,
      /With one row a track nothing of them was in training/,
    );
  });

  it("answer with how often such a draw is, where tracks were met and where not, as far as intervals bear it", () => {
    const told = (all: Parameters<typeof answerInWords>[0]): string =>
      answerInWords(all, { rowNoun: "segment", seed: 1 }).text.replaceAll("\u00a0", " ");
    const [row, track] = [outcome(8000, 6400, "row"), outcome(8000, 2720, "track")];
    const text = told([row, track]);
    assert.match(
      text,
      /2 of 5 right or fewer, is 5\.8 % \(\d+ % to \d+ %\) of the draws from a hold-out of random rows/,
    );
    assert.match(
      text,
      /most of the time\.[^]*8,000 held-out segments .* 80\.0 % .* of 99 % of them .* right for 34\.0 %/,
    );
    assert.doesNotMatch(told([row, outcome(8000, 6000, "track")]), /most of the time/);
    assert.match(told([{ ...row, metShare: 0.9995 }, track]), /of 99\.95 % of them/);
    assert.doesNotMatch(told([{ ...row, metShare: 0 }, track]), /not met|most of the time|34\.0/);
  });

  it("say how often a draw is as bad as the published one, whatever the odds", () => {
    const odds = (right: number, by: "row" | "track") => {
      const { chances } = oddsOf(outcome(8000, right, by), 5);
      return { by, chances, counted: chances };
    };
    const words = (row: number, track: number): string =>
      drawOddsInWords([odds(row, "row"), odds(track, "track")], { published: 2, draws: 100 }).text;
    assert.match(
      words(6400, 2720),
      /5\.8\s% of draws.*About one draw in 17: bad luck.*Drawn from tracks that the model has never met/s,
    );
    assert.match(words(4400, 2720), /That is nothing unusual/);
    // 0.5 % and 86 %: five records do tell these apart.
    assert.doesNotMatch(words(7600, 2720), /apart/);
    assert.match(words(7600, 6000), /hardly ever show it: one draw in 869\./);
    assert.match(words(8000, 2720), /hardly ever show it: no draw at all/);
    const alone = drawOddsInWords([odds(6400, "row")], { published: 2, draws: 100 }).text;
    assert.doesNotMatch(alone, /met|apart/);
  });
});
