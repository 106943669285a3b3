import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { takeRows } from "../../src/dataset/takeRows.ts";
import { leakInWords, splitOverlap } from "../../src/study/exploration/splitOverlap.ts";
import { reportTables } from "../../src/study/common/reportTable.ts";
import { SOURCE_CHECKS } from "../../src/study/published/sourceChecks.ts";
import { balanceInWords } from "../../src/study/exploration/classBalanceChart.ts";
import { contradictionsInWords } from "../../src/study/published/contradictionsInWords.ts";
import { answerInWords as explorationInWords } from "../../src/study/exploration/answerInWords.ts";
import { missingValuesInWords } from "../../src/study/exploration/droppedRowsTable.ts";
import { neighboursInWords } from "../../src/study/models/neighboursSweep.ts";
import { separationInWords } from "../../src/study/exploration/featureSeparation.ts";
import { siblingsInWords } from "../../src/study/exploration/nearestSiblings.ts";
import { sourceInWords } from "../../src/study/common/sourceInWords.ts";
import { randomSourceTables } from "../support/reportSource.ts";

const source = randomSourceTables({ genres: ["Folk", "Pop", "Rock"], tracksPerGenre: 12 });
const { clips, segments } = reportTables(source);
const plain = (text: string): string => text.replaceAll("\u00a0", " ");

describe("words", () => {
  it("say what the source is, and that its figures can't be compared unless it is the report's", () => {
    const { text } = sourceInWords(source);
    assert.match(
      text,
      /a 30-second table with 36 clips and a 3-second table with 180 segments, of 36 tracks in 3 genres/,
    );
    assert.match(text, /can't be compared one to one/);
    const brief = sourceInWords(source, { brief: true });
    assert.match(brief.text, /Notebook 01 says what is in the tables/);
    assert.doesNotMatch(brief.text, /one to one/);
    const own = sourceInWords({ ...source, source: { ...source.source, kind: "report" } });
    assert.match(own.text, /the report's own tables/);
    assert.doesNotMatch(own.text, /compared/);
    const { clips: one, source: origin } = source;
    assert.match(sourceInWords({ source: origin, clips: one! }).text, /There is no 3-second table in this source/);
  });

  it("count missing values", () => {
    assert.match(missingValuesInWords(source).text, /no missing value in its 36 rows/);
    const dropped = [{ line: 7, filename: "x.mp3", columns: ["tempo"] }];
    const text = missingValuesInWords({ ...source, clips: { ...source.clips!, dropped } }).text;
    assert.match(text, /1 row of 37 had missing values and was dropped/);
  });

  it("say whether genres are balanced", () => {
    assert.match(plain(balanceInWords(segments!).text), /balanced to the row.*right for 33\.3 % of the segments/);
    const label = segments!.table.label.map((genre, row) => (row < 130 ? "Folk" : genre));
    const uneven = { ...segments!, table: { ...segments!.table, label } };
    assert.match(balanceInWords(uneven).text, /not balanced.*Always guessing Folk/);
    const oneLess = takeRows(segments!.table, [...segments!.table.label.keys()].slice(1));
    assert.match(
      plain(balanceInWords({ ...segments!, table: oneLess }).text),
      /nearly balanced, so plain accuracy is a fair measure: from 59 segments \(Folk\) to 60 \((Pop|Rock)\)/,
    );
  });

  it("say once what holds of several classification reports", () => {
    const { text } = contradictionsInWords(SOURCE_CHECKS);
    assert.match(text, /In the classification reports of KNN, Random forest and Logistic regression: \*/);
    assert.equal(text.match(/the supports add up/g)!.length, 1);
    for (const { title, holds, id } of SOURCE_CHECKS) {
      const what = title.split("'s classification report: ").at(-1)!;
      if (holds && !id.startsWith("stated-")) assert.ok(text.includes(`*${what}*`), title);
    }
  });

  it("do not say all where it is nearly all, and set thousands apart", () => {
    const random = splitOverlap(segments!.table, { by: "row", seed: 1 });
    const nearly = { ...random, sharedTracks: 7_373, tracks: { ...random.tracks, test: 7_374 }, leakedRows: 0.99994 };
    const text = plain(leakInWords(segments!, [nearly]).text);
    assert.match(text, /7,373 of 7,374 test tracks on both sides\*\*: 99\.99 % of the test rows/);
  });

  it("say how far random rows leak, and that a table of clips doesn't", () => {
    const random = splitOverlap(segments!.table, { by: "row", seed: 1 });
    const text = leakInWords(segments!, [random]).text;
    assert.match(text, new RegExp(`${random.sharedTracks} of ${random.tracks.test} test tracks on both sides`));
    assert.match(
      leakInWords(clips!, [splitOverlap(clips!.table, { by: "row", seed: 1 })]).text,
      /no track on both sides/,
    );
  });

  it("say where the nearest neighbours stand", () => {
    const text = plain(siblingsInWords(segments!, { rows: 180, sameTrack: 0.97, sameGenre: 0.2 }).text);
    assert.match(
      text,
      /Of all 180 segments, \*\*97 % have their nearest neighbour in their own track\*\*\. The nearest/,
    );
    assert.match(text, /same genre for only 20 %/);
    assert.match(
      siblingsInWords(segments!, { rows: 50, sameTrack: 0.3, sameGenre: 0.8 }).text,
      /says more about its genre than about its track/,
    );
    assert.match(
      siblingsInWords(segments!, { rows: 50, sameTrack: 0.3, sameGenre: 0.8 }).text,
      /^Of 50 segments drawn at random, .* own track\*\*, among all 180 segments\./,
    );
    const unsure = { sameTrack: { low: 0.2, high: 0.6 }, sameGenre: { low: 0.4, high: 0.7 } };
    assert.match(
      siblingsInWords(segments!, { rows: 50, sameTrack: 0.4, sameGenre: 0.5, intervals: unsure }).text,
      /can't be told from these/,
    );
  });

  it("answer with the track or the genre, as far as intervals bear it, and speak of no leak where none is", () => {
    const separation = [{ feature: "tempo", share: 0.3 }];
    const overlaps = [splitOverlap(segments!.table, { by: "row", seed: 1 })];
    const siblings = (low: number, high: number) => ({
      rows: 50,
      sameTrack: 0.6,
      sameGenre: 0.3,
      intervals: { sameTrack: { low, high: 0.7 }, sameGenre: { low: 0.2, high } },
    });
    const told = (found: ReturnType<typeof siblings>) =>
      plain(explorationInWords(segments!, { separation, siblings: found, overlaps }).text);
    assert.match(told(siblings(0.5, 0.4)), /tells its track better than its genre: .* 60 % \(50 % to 70 %\)/);
    assert.match(told(siblings(0.4, 0.5)), /is not shown/);
    const genre = { rows: 50, sameTrack: 0.04, sameGenre: 0.9 };
    const reversed = explorationInWords(segments!, { separation, siblings: genre, overlaps });
    assert.match(reversed.text, /tells its genre better than its track/);
    assert.match(siblingsInWords(segments!, siblings(0.4, 0.5)).text, /can't be told/);
    assert.match(told(siblings(0.5, 0.4)), /No feature tells genres apart alone: the best, Tempo, has 30 %/);
    const rows = [splitOverlap(clips!.table, { by: "row", seed: 1 })];
    const one = explorationInWords(clips!, {
      separation: [{ feature: "tempo", share: 0.6 }],
      siblings: undefined,
      overlaps: rows,
    });
    assert.match(one.text, /keeps tracks apart/);
    assert.doesNotMatch(one.text, /both sides|No feature/);
  });

  it("tell which k are as good as the best, and warn where the best is the largest that was tried", () => {
    const sweep = (by: "row" | "track", k: number, plateau: readonly number[]) => ({
      by,
      points: [
        { k: 3, train: 1, test: 0.3 },
        { k: 15, train: 1, test: 0.35 },
      ],
      best: { k, test: k === 15 ? 0.35 : 0.3 },
      plateau,
    });
    const text = plain(neighboursInWords([sweep("row", 3, [3]), sweep("track", 15, [3, 15])]).text);
    assert.match(text, /random rows k = 3 with 30\.0 %; by track k = 15 with 35\.0 % \(k from 3 to 15 can't be told/);
    assert.match(text, /The best k by track is the largest that was tried/);
    assert.doesNotMatch(neighboursInWords([sweep("row", 3, [3])]).text, /largest that was tried/);
    // k = 9 between is worse: from 3 to 15 would not be true.
    const { points, ...broken } = sweep("row", 3, [1, 3, 15]);
    const more = [1, 3, 9, 15].map((k) => ({ ...points[0]!, k }));
    assert.match(neighboursInWords([{ ...broken, points: more }]).text, /k from 1 to 3 can't be told/);
  });

  it("call no feature weak alone that isn't, and count as one speaks", () => {
    const share = (feature: string, value: number) => ({ feature, share: value });
    const weak = plain(separationInWords([share("tempo", 0.3), share("mfcc1_mean", 0.1)]).text);
    assert.match(
      weak,
      /^No feature does it alone\. The best, Tempo, has 30 % .* within them; MFCC 1 \(10 %\) follows\./,
    );
    const strong = plain(separationInWords([share("tempo", 0.8)]).text);
    assert.match(strong, /^The best, Tempo, has 80 % of its variance between genres and 20 % within them\. $/);
  });
});
