import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type JudgementContext, judgeFigure } from "../../../src/study/judge/judgeFigure.ts";
import type { PublishedFigure } from "../../../src/study/published/publishedFigure.ts";

const PUBLISHED: PublishedFigure = {
  id: "accuracy.3s.rf.test",
  label: "Random forest: test accuracy",
  format: "percent",
  statements: [{ value: 0.76, place: "section 2" }],
  step: 0.01,
  notebook: "02-model-testing",
  restsOn: "music",
};
const context = (changes: Partial<JudgementContext> = {}): JudgementContext => ({
  published: PUBLISHED,
  drawn: false,
  made: false,
  incomparable: undefined,
  contradictions: [],
  ...changes,
});
const { id } = PUBLISHED;
const around = (measured: number, half: number) => ({
  id,
  measured,
  interval: { low: measured - half, high: measured + half },
});

describe("judgeFigure", () => {
  it("says agrees, differs or undecided of scores by the interval of their difference beside 2 points", () => {
    const verdict = (measured: number, half: number) => judgeFigure(around(measured, half), context());
    // The difference is known to √2 times 0.4 points, and half a point of rounding: 1.07.
    assert.equal(verdict(0.769, 0.004).verdict, "agrees");
    assert.equal(verdict(0.77, 0.004).verdict, "undecided");
    assert.equal(verdict(0.79, 0.004).verdict, "undecided");
    assert.equal(verdict(0.792, 0.004).verdict, "differs");
    assert.equal(verdict(0.728, 0.004).verdict, "differs");
    assert.equal(verdict(0.76, 0.03).verdict, "undecided", "too few rows to tell, however near");
    assert.equal(
      verdict(0.769, 0.004).note,
      "Measured less published: +0.9 points (−0.2 to +2.0), surely within 2 points.",
    );
    assert.match(verdict(0.38, 0.01).note, /^Measured less published: −38\.0 points .*, surely more than 2 points\.$/);
    assert.match(verdict(0.76, 0.03).note, /whether that is more than 2 points can't be told\.$/);
    assert.deepEqual(verdict(0.38, 0.01).text, {
      published: "76\u00a0%",
      measured: "38.0\u00a0%",
      interval: "37.0–39.0\u00a0%",
    });
  });

  it("has only rounding to go by where there is no interval", () => {
    assert.equal(judgeFigure({ id, measured: 0.7649 }, context()).verdict, "agrees");
    assert.equal(judgeFigure({ id, measured: 0.7651 }, context()).verdict, "differs");
  });

  it("passes no verdict on what can't come out otherwise", () => {
    const published: PublishedFigure = { ...PUBLISHED, noClaim: "A support claims nothing." };
    const judged = judgeFigure(around(0.5, 0.01), context({ published }));
    assert.deepEqual([judged.verdict, judged.note], [null, "A support claims nothing."]);
  });

  it("gives the reason where the data can't be compared, and judges single rows all the same", () => {
    const incomparable = "FMA sample has 96 tracks, the report had about 8,000";
    const judged = judgeFigure(around(0.76, 0.01), context({ incomparable }));
    assert.deepEqual([judged.verdict, judged.note], ["not-comparable", `${incomparable}.`]);
    const row: PublishedFigure = { ...PUBLISHED, restsOn: "row" };
    assert.equal(judgeFigure(around(0.76, 0.004), context({ published: row, incomparable })).verdict, "agrees");
    // The layout of other music says nothing of the report's tables; a sample that was made with it can't but have it.
    const layout: PublishedFigure = { ...PUBLISHED, restsOn: "layout" };
    const judge = (made: boolean) =>
      judgeFigure(around(0.76, 0.004), context({ published: layout, incomparable, made })).verdict;
    assert.deepEqual([judge(false), judge(true)], ["not-comparable", null]);
  });

  it("calls contradicted what the report speaks against, whatever is measured, and says which value that fits", () => {
    const twice: PublishedFigure = {
      ...PUBLISHED,
      statements: [...PUBLISHED.statements, { value: 0.82, place: "section 3" }],
    };
    const contradictions = ["The report states 76 % and 82 %."];
    const judge = (measured: number) =>
      judgeFigure(around(measured, 0.004), context({ published: twice, contradictions }));
    assert.equal(judge(0.818).verdict, "contradicted-in-source");
    assert.match(judge(0.818).note, /^The report states 76 % and 82 %\. The value measured here fits 82\s%\.$/);
    assert.match(judge(0.5).note, /fits none of them/);
    assert.equal(judge(0.5).verdict, "contradicted-in-source");
    const apart = judgeFigure(
      { ...around(0.5, 0.004), id: `${id}.by-track` },
      context({ published: twice, contradictions }),
    );
    assert.equal(apart.verdict, null);
  });

  it("passes no verdict on what is measured with tracks or artists kept apart: it answers another question", () => {
    for (const by of ["track", "artist"]) {
      for (const measured of [0.4, 0.76]) {
        const judged = judgeFigure({ ...around(measured, 0.02), id: `${id}.by-${by}` }, context());
        assert.equal(judged.verdict, null);
        assert.equal(judged.note, `Measured with ${by}s kept apart, which the report did not do.`);
        assert.equal(judged.label, `Random forest: test accuracy, by ${by}`);
      }
    }
  });

  it("calls simulated whatever is measured on drawn data, and says no word on how it compares", () => {
    const layout: PublishedFigure = { ...PUBLISHED, restsOn: "layout" };
    for (const published of [PUBLISHED, layout]) {
      for (const measured of [0.4, 0.76]) {
        const judged = judgeFigure(around(measured, 0.02), context({ published, drawn: true }));
        assert.deepEqual([judged.verdict, judged.note], ["simulated", "Drawn data: no music was measured."]);
      }
    }
    const contradictions = ["The report states 76 % and 82 %."];
    const judged = judgeFigure(around(0.76, 0.01), context({ drawn: true, contradictions }));
    assert.deepEqual([judged.verdict, judged.note], ["contradicted-in-source", contradictions[0]]);
  });

  it("passes no verdict on arithmetic of the report, which no data can change, unless the report gets it wrong", () => {
    const published: PublishedFigure = { ...PUBLISHED, restsOn: "report" };
    assert.equal(judgeFigure({ id, measured: 0.76 }, context({ published })).verdict, null);
    const wrong = judgeFigure({ id, measured: 0.5 }, context({ published, contradictions: ["It says otherwise."] }));
    assert.equal(wrong.verdict, "contradicted-in-source");
  });

  it("judges claims by whether they hold, ranges by their ends", () => {
    const claim: PublishedFigure = {
      ...PUBLISHED,
      format: "claim",
      step: 0,
      statements: [{ value: true, place: "s" }],
    };
    assert.equal(judgeFigure({ id, measured: true }, context({ published: claim })).verdict, "agrees");
    assert.equal(judgeFigure({ id, measured: false }, context({ published: claim })).verdict, "differs");
    const open = judgeFigure({ id, measured: true, unsure: true }, context({ published: claim }));
    assert.deepEqual([open.verdict, open.text.measured], ["undecided", "can't be told"]);
    assert.match(open.note, /can't be told/);
    const range: PublishedFigure = { ...PUBLISHED, statements: [{ value: [0.83, 0.84], place: "s" }] };
    assert.equal(judgeFigure({ id, measured: 0.826 }, context({ published: range })).verdict, "agrees");
    assert.equal(judgeFigure({ id, measured: 0.86 }, context({ published: range })).verdict, "differs");
    assert.equal(judgeFigure({ id, measured: 0.86 }, context({ published: range })).text.published, "83 to 84\u00a0%");
  });

  it("can't compare what was not measured or is not in the report", () => {
    const missing = judgeFigure({ id, measured: null, note: "This source has no 3-second table." }, context());
    assert.deepEqual([missing.verdict, missing.note], ["not-comparable", "This source has no 3-second table."]);
    const own = judgeFigure({ id: "voting.knn", label: "Votes", measured: 0.5 }, context({ published: undefined }));
    assert.deepEqual([own.verdict, own.published, own.label], [null, null, "Votes"]);
    assert.match(own.note, /The report has no such figure/);
  });
});
