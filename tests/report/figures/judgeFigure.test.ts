import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type JudgementContext, judgeFigure } from "../../../src/report/figures/judgeFigure.ts";
import type { PublishedFigure } from "../../../src/report/published/publishedFigure.ts";

const PUBLISHED: PublishedFigure = {
  id: "accuracy.3s.rf.test",
  label: "Random forest: test accuracy",
  format: "percent",
  statements: [{ value: 0.76, place: "section 2" }],
  step: 0.01,
  notebook: "02-model-testing",
  dependsOnData: true,
};
const context = (changes: Partial<JudgementContext> = {}): JudgementContext => ({
  published: PUBLISHED,
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
  it("calls reproduced what lies within rounding and √2 half intervals, and nothing farther", () => {
    const reach = 0.005 + Math.SQRT2 * 0.004;
    assert.equal(judgeFigure(around(0.76 + reach - 1e-4, 0.004), context()).verdict, "reproduced");
    assert.equal(judgeFigure(around(0.76 - reach + 1e-4, 0.004), context()).verdict, "reproduced");
    assert.equal(judgeFigure(around(0.76 + reach + 1e-4, 0.004), context()).verdict, "differs");
    assert.equal(judgeFigure(around(0.76 - reach - 1e-4, 0.004), context()).verdict, "differs");
  });

  it("has only rounding to go by where there is no interval", () => {
    assert.equal(judgeFigure({ id, measured: 0.7649 }, context()).verdict, "reproduced");
    assert.equal(judgeFigure({ id, measured: 0.7651 }, context()).verdict, "differs");
  });

  it("says how far off a figure is, in words that fit it", () => {
    const judged = judgeFigure(around(0.38, 0.01), context());
    assert.equal(
      judged.note,
      "38.0 points below the published value: more than what rounding and the draw of the test part explain.",
    );
    assert.deepEqual(judged.text, { published: "76\u00a0%", measured: "38.0\u00a0%", interval: "37.0–39.0\u00a0%" });
  });

  it("gives the reason where the data can't be compared, and judges what doesn't depend on data all the same", () => {
    const incomparable = "FMA sample has 96 tracks, the report had about 8,000";
    const judged = judgeFigure(around(0.76, 0.01), context({ incomparable }));
    assert.deepEqual([judged.verdict, judged.note], ["not-comparable", `${incomparable}.`]);
    const fact = { ...PUBLISHED, dependsOnData: false };
    assert.equal(judgeFigure(around(0.76, 0.01), context({ published: fact, incomparable })).verdict, "reproduced");
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
    assert.equal(apart.verdict, "differs");
  });

  it("holds what is measured by track against the report's figure, and says so", () => {
    const judged = judgeFigure({ ...around(0.4, 0.02), id: `${id}.by-track` }, context());
    assert.equal(judged.verdict, "differs");
    assert.match(judged.note, /^With tracks kept apart: 36\.0 points below/);
    assert.equal(judged.label, "Random forest: test accuracy, by track");
  });

  it("judges claims by whether they hold, ranges by their ends", () => {
    const claim: PublishedFigure = {
      ...PUBLISHED,
      format: "claim",
      step: 0,
      statements: [{ value: true, place: "s" }],
    };
    assert.equal(judgeFigure({ id, measured: true }, context({ published: claim })).verdict, "reproduced");
    assert.equal(judgeFigure({ id, measured: false }, context({ published: claim })).verdict, "differs");
    const range: PublishedFigure = { ...PUBLISHED, statements: [{ value: [0.83, 0.84], place: "s" }] };
    assert.equal(judgeFigure({ id, measured: 0.826 }, context({ published: range })).verdict, "reproduced");
    assert.equal(judgeFigure({ id, measured: 0.86 }, context({ published: range })).verdict, "differs");
    assert.equal(judgeFigure({ id, measured: 0.86 }, context({ published: range })).text.published, "83 to 84\u00a0%");
  });

  it("can't compare what was not measured or is not in the report", () => {
    const missing = judgeFigure({ id, measured: null, note: "This source has no 3-second table." }, context());
    assert.deepEqual([missing.verdict, missing.note], ["not-comparable", "This source has no 3-second table."]);
    const own = judgeFigure({ id: "voting.knn", label: "Votes", measured: 0.5 }, context({ published: undefined }));
    assert.deepEqual([own.verdict, own.published, own.label], ["not-comparable", null, "Votes"]);
    assert.match(own.note, /The report has no such figure/);
  });
});
