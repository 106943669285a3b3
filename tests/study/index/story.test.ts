import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { leakChart } from "../../../src/study/index/leakChart.ts";
import { judgeFigure } from "../../../src/study/judge/judgeFigure.ts";
import { findPublished } from "../../../src/study/published/publishedFigures.ts";
import { contradictionsOf } from "../../../src/study/published/sourceChecks.ts";
import { parseFigureId } from "../../../src/study/judge/figureId.ts";
import { figuresTable } from "../../../src/study/index/figuresTable.ts";
import { headlineTable } from "../../../src/study/index/headlineTable.ts";
import type { StoryFigure } from "../../../src/study/index/storyFigure.ts";
import { verdictSummary } from "../../../src/study/index/verdictSummary.ts";

const figure = (id: string, measured: number, notebook = "02-model-testing"): StoryFigure => {
  const { base } = parseFigureId(id);
  const published = findPublished(base);
  const interval = { low: measured - 0.004, high: measured + 0.004 };
  const judged = judgeFigure(
    { id, measured, interval },
    { published, drawn: false, incomparable: undefined, contradictions: contradictionsOf(base) },
  );
  return { ...judged, notebook, href: `${notebook}.html#cell-one` };
};
const FIGURES = [
  figure("accuracy.3s.knn.test", 0.81),
  figure("accuracy.3s.knn.test.by-track", 0.38),
  figure("accuracy.3s.rf.test", 0.76),
  figure("accuracy.3s.rf.test.by-track", 0.43),
  figure("voting.<knn>", 0.5, "06-beyond-the-report"),
];

describe("the story", () => {
  it("sets published beside measured, both values where there are two", () => {
    const { text } = headlineTable(FIGURES, "Data: test");
    assert.match(
      text,
      /KNN \(k = 3\), 3-second table: test accuracy +80\s% and 82\s% +81\.0\s% +38\.0\s% +↯\scontradicted/,
    );
    assert.match(text, /Random forest, 3-second table: test accuracy +76\s% +76\.0\s% +43\.0\s% +✓\sagrees/);
    assert.doesNotMatch(text, /Logistic/);
  });

  it("draws the leak with the model that loses most in its title", () => {
    const { figure: drawn, alt } = leakChart(FIGURES, "Data: test")!;
    assert.match((drawn.layout.title as { text: string }).text, /KNN: 81\s% on random rows,<br>38\s% when tracks/);
    assert.match(alt, /Random forest: 76\s% published, 76\.0\s% on random rows, 43\.0\s% by track/);
    assert.equal(leakChart([], "Data: test"), undefined);
  });

  it("sets the best honest score beside what the report is remembered for, and counts what lies beyond it apart", () => {
    const { text } = headlineTable([...FIGURES, figure("beyond.best.by-track", 0.47)], "Data: test");
    assert.match(text, /beyond\.best\.by-track +– +– +47\.0\s% +not in the report/);
    assert.match(
      verdictSummary(FIGURES),
      /Without a verdict: 2 figures with tracks or artists kept apart; 1 figure that the report does not have\./,
    );
    const html = figuresTable(FIGURES);
    assert.match(html, /<tr id="voting\.&lt;knn&gt;" data-verdict="beyond"/);
    assert.match(html, /not in the report <span>1<\/span>/);
  });

  it("lists every figure with its verdict and a link to its cell, and filters by both without a script", () => {
    const html = figuresTable(FIGURES);
    assert.equal(html.match(/<tr id=/g)!.length, FIGURES.length);
    assert.match(html, /<a href="02-model-testing\.html#cell-one">Random forest, 3-second table: test accuracy<\/a>/);
    assert.match(html, /voting\.&lt;knn&gt;/);
    for (const rule of ["#verdict-apart:checked", "#notebook-06-beyond-the-report:checked"])
      assert.ok(html.includes(rule));
    assert.doesNotMatch(html, /<script/);
    assert.match(verdictSummary(FIGURES), /<b>1<\/b> <span>✓ agrees/);
  });
});
