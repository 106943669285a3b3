import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { judgeFigure } from "../../../src/study/judge/judgeFigure.ts";
import { findPublished } from "../../../src/study/published/publishedFigures.ts";
import { contradictionsOf } from "../../../src/study/published/sourceChecks.ts";
import { parseFigureId } from "../../../src/study/judge/measuredFigure.ts";
import { figuresTable } from "../../../src/study/index/figuresTable.ts";
import { bestHonest, headlineRows, headlineTable } from "../../../src/study/index/headlineTable.ts";
import { indexSections } from "../../../src/study/index/tellStory.ts";
import type { StoryFigure } from "../../../src/study/index/collectFigures.ts";
import { storyInWords } from "../../../src/study/index/storyInWords.ts";
import { verdictSummary } from "../../../src/study/index/verdictSummary.ts";
import { randomSourceTables } from "../../support/reportSource.ts";

const figure = (id: string, measured: number, notebook = "02-model-testing"): StoryFigure => {
  const { base } = parseFigureId(id);
  const published = findPublished(base);
  const interval = { low: measured - 0.04, high: measured + 0.04 };
  const judged = judgeFigure(
    { id, measured, interval },
    { published, drawn: false, made: false, incomparable: undefined, contradictions: contradictionsOf(base) },
  );
  return { ...judged, notebook, href: `${notebook}.html#cell-one` };
};
const FIGURES = [
  figure("headline.3s.knn", 0.92),
  figure("headline.3s.knn.by-track", 0.2),
  figure("headline.3s.knn.by-artist", 0.19),
  figure("headline.3s.rf", 0.76),
  figure("headline.3s.rf.by-track", 0.43),
  figure("accuracy.3s.knn.test", 0.81),
  figure("accuracy.3s.knn.test.by-track", 0.38),
  figure("accuracy.3s.rf.test", 0.76),
  figure("accuracy.3s.rf.test.by-track", 0.43),
  figure("voting.<knn>", 0.5, "06-beyond-the-report"),
];
const TABLES = randomSourceTables({ genres: ["Folk", "Pop", "Rock", "Jazz"], tracksPerGenre: 6, artists: true });
const plain = (text: string): string => text.replaceAll("\u00a0", " ");

describe("the story", () => {
  it("sets published beside measured, with tracks and artists kept apart, and the best honest score below", () => {
    const best = figure("learned.best.by-artist", 0.5);
    const { text } = headlineTable(headlineRows(FIGURES), { best, source: "Data: test" });
    assert.match(text, /^Accuracy on 3-second segments: as published, .* and with tracks or artists kept apart\./);
    assert.match(text, /KNN +80\s% +92\.0\s% +20\.0\s% +19\.0\s%/);
    assert.match(text, /RF +76\s% +76\.0\s% +43\.0\s% +–/);
    assert.match(text, /best honest model, whole songs +– +– +– +50\.0\s%/);
    assert.doesNotMatch(text, /LR/);
    const clips = headlineTable(headlineRows([figure("headline.30s.knn", 0.4)]), { best: undefined, source: "" }).text;
    assert.match(clips, /^Accuracy on 30-second clips: as published, and on random rows like the report's\./);
    assert.doesNotMatch(clips, /track|artist/);
  });

  it("quotes what a network hears only where it heard the data at hand", () => {
    const [own, ofSample] = [figure("beyond.best.by-track", 0.3), figure("learned.best.by-artist", 0.5)];
    assert.equal(bestHonest([own, ofSample], TABLES), own);
    const sample = { ...TABLES, source: { ...TABLES.source, kind: "sample" as const } };
    assert.match(
      storyInWords([...FIGURES, ofSample], sample).join(),
      /^On 24 real clips .*best honest model, .* 50\s%/,
    );
    assert.equal(bestHonest([own, ofSample], sample), ofSample);
    assert.equal(bestHonest([ofSample], TABLES), undefined);
    assert.doesNotMatch(storyInWords([...FIGURES, ofSample], TABLES).join(), /best honest/);
  });

  it("says what was found, on which music and how surely, in its first sentence", () => {
    const text = plain(storyInWords([...FIGURES, figure("beyond.best.by-artist", 0.5)], TABLES).join(" "));
    assert.match(
      text,
      /^On 24 tracks by \d+ artists, k nearest neighbours name the genre of 92 % of 3-second segments rightly when rows are drawn at random, and of 20 % \(95 % interval 16 % to 24 %\) when no track stands on both sides of the split, where always guessing the largest genre gets 25 %\./,
    );
    assert.match(
      text,
      /By artist it is 19 %.*Most of what random rows score beyond guessing comes from recognising recordings, not genres\..*names 50 % of whole songs/,
    );
    assert.doesNotMatch(text, /Simulated/);
  });

  it("claims no leak where the scores tell none, and no skill where guessing is as good", () => {
    const sound = [figure("headline.3s.knn", 0.42), figure("headline.3s.knn.by-track", 0.4)];
    assert.doesNotMatch(storyInWords(sound, TABLES).join(), /recognising/);
    const partly = [figure("headline.3s.knn", 0.9), figure("headline.3s.knn.by-track", 0.7)];
    assert.match(storyInWords(partly, TABLES).join(), /Part of what random rows score beyond guessing/);
    const poor = [...sound, figure("beyond.best.by-artist", 0.27)];
    assert.match(storyInWords(poor, TABLES).join(), /That is not surely better than guessing\./);
    const { clips, source } = TABLES;
    const oneRow = storyInWords([figure("headline.30s.knn", 0.4)], { source, clips: clips! }).join();
    assert.doesNotMatch(oneRow, /both sides|recognising|by track/i);
    assert.deepEqual(storyInWords([], TABLES), []);
  });

  it("names drawn data as such, beside music and alone", () => {
    const beside = [figure("replica.accuracy.3s.knn.test", 0.8), figure("replica.accuracy.3s.knn.test.by-track", 0.3)];
    const words = plain(storyInWords([...FIGURES, ...beside], TABLES).join(" "));
    assert.match(
      words,
      /Simulated at the report's size \(drawn by lot, not music\) KNN gets 80 % on random rows and 30 % with tracks apart\./,
    );
    const replica = { ...TABLES, source: { ...TABLES.source, kind: "replica" as const } };
    assert.match(storyInWords(FIGURES, replica)[0]!, /^On 24 simulated tracks, /);
  });

  it("counts what lies beyond the report apart, and lists every figure with its verdict and a link to its cell", () => {
    assert.match(
      verdictSummary(FIGURES),
      /2 figures with tracks or artists kept apart; 6 figures that the report does/,
    );
    const html = figuresTable(FIGURES);
    assert.match(html, /<tr id="voting\.&lt;knn&gt;" data-verdict="beyond"/);
    assert.match(html, /not in the report <span>6<\/span>/);
    assert.equal(html.match(/<tr id=/g)!.length, FIGURES.length);
    assert.match(html, /<a href="02-model-testing\.html#cell-one">Random forest, 3-second table: test accuracy<\/a>/);
    for (const rule of ["#verdict-apart:checked", "#notebook-06-beyond-the-report:checked"])
      assert.ok(html.includes(rule));
    assert.doesNotMatch(html, /<script/);
  });

  it("begins with the finding, and has all figures behind the notebooks", () => {
    const [story, all] = indexSections(FIGURES, TABLES);
    assert.equal(story!.place, "before");
    assert.match(story!.html, /<p class="finding">On 24 tracks/);
    assert.match(all!.html, /class="verdicts"[^]*<table>/);
  });
});
