import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { takeRows } from "../../src/dataset/takeRows.ts";
import { accuracyGrid, type GridCell } from "../../src/study/models/accuracyGrid.ts";
import { reportModels } from "../../src/study/common/reportModels.ts";
import { splitOverlap } from "../../src/study/exploration/splitOverlap.ts";
import { formatPercent } from "../../src/study/common/formatNumber.ts";
import { leakHeadline } from "../../src/study/models/leakHeadline.ts";
import { reportTables } from "../../src/study/common/reportTable.ts";
import { accuracyInWords } from "../../src/study/models/accuracyInWords.ts";
import { SOURCE_CHECKS } from "../../src/study/published/sourceChecks.ts";
import { balanceInWords } from "../../src/study/exploration/balanceInWords.ts";
import { contradictionsInWords } from "../../src/study/published/contradictionsInWords.ts";
import { leakInWords } from "../../src/study/exploration/leakInWords.ts";
import { missingValuesInWords } from "../../src/study/exploration/missingValuesInWords.ts";
import { neighboursInWords } from "../../src/study/models/neighboursInWords.ts";
import { rowLimitInWords } from "../../src/study/common/rowLimitInWords.ts";
import { siblingsInWords } from "../../src/study/exploration/siblingsInWords.ts";
import { sourceInWords } from "../../src/study/common/sourceInWords.ts";
import { tablesInWords } from "../../src/study/models/tablesInWords.ts";
import { randomSourceTables } from "../support/reportSource.ts";

const source = randomSourceTables({ genres: ["Folk", "Pop", "Rock"], tracksPerGenre: 12 });
const { clips, segments, all } = reportTables(source);
const plain = (text: string): string => text.replaceAll("\u00a0", " ");

/** A grid whose scores are given: what the words make of them is what is tested. */
function gridWith(scores: Readonly<Record<string, number>>): GridCell[] {
  const [, knn] = reportModels();
  return Object.entries(scores).map(([key, testAccuracy]) => {
    const [id, by] = key.split(" ") as ["30s" | "3s", GridCell["by"]];
    return {
      table: id === "30s" ? clips! : segments!,
      model: knn!,
      by,
      testTracks: 400,
      trainGroups: 1_200,
      testGroup: [],
      interval: { low: testAccuracy - 0.049, high: testAccuracy + 0.049 },
      evaluation: {
        trainRows: 1,
        testRows: 1,
        trainAccuracy: 1,
        testAccuracy,
        actual: [],
        predicted: [],
        seconds: { train: 0, predictTest: 0, predictTrain: 0 },
      },
    };
  });
}

describe("words", () => {
  it("say what the source is, and that its figures can't be compared unless it is the report's", () => {
    const { text } = sourceInWords(source);
    assert.match(
      text,
      /a 30-second table with 36 clips and a 3-second table with 180 segments, of 36 tracks in 3 genres/,
    );
    assert.match(text, /can't be compared one to one/);
    const own = sourceInWords({ ...source, source: { ...source.source, kind: "report" } });
    assert.match(own.text, /the report's own tables/);
    assert.doesNotMatch(own.text, /compared/);
    const { clips: one, source: origin } = source;
    assert.match(sourceInWords({ source: origin, clips: one! }).text, /There is no 3-second table in this source/);
  });

  it("name the table that is only a sample", () => {
    assert.equal(rowLimitInWords(all).text, "All rows of the source are used.");
    const sampled = reportTables(source, { maxRows: 60 }).all;
    assert.match(
      rowLimitInWords(sampled).text,
      /The 3-second table is a sample here: 60 of 180 segments\*\*, 12 whole tracks/,
    );
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

  it("blame the leak only where the scores say so", () => {
    const leaking = accuracyInWords(gridWith({ "3s row": 0.9, "3s track": 0.4 }), "3s").text;
    assert.match(plain(leaking), /KNN loses most: 50 points of its 90 % come from having met the test tracks/);
    const sound = accuracyInWords(gridWith({ "3s row": 0.4, "3s track": 0.4 }), "3s").text;
    assert.match(sound, /costs next to nothing/);
    assert.match(plain(sound), /by track \(no difference\).*about ±4\.9 points only/s);
  });

  it("say what keeping artists apart changes only beyond chance", () => {
    const near = accuracyInWords(gridWith({ "3s row": 0.9, "3s track": 0.4, "3s artist": 0.38 }), "3s").text;
    assert.match(near, /within what the draw of the test part explains/);
    const far = accuracyInWords(gridWith({ "3s row": 0.9, "3s track": 0.6, "3s artist": 0.3 }), "3s").text;
    assert.match(far, /30 points less than by track/);
    const clipScores = { "30s row": 0.41, "30s track": 0.4, "30s artist": 0.3 };
    const oneRow = plain(accuracyInWords(gridWith(clipScores), "30s").text);
    assert.match(oneRow, /another draw: KNN 41 % and 40 %\. The differences between these two columns are chance/);
    assert.match(oneRow, /Split by artist, the best is KNN with 30 %, 10 points less than by track/);
  });

  it("credit the 3-second table only where it is ahead by track too", () => {
    const grid = (honest: number): GridCell[] =>
      gridWith({ "30s row": 0.4, "30s track": 0.4, "3s row": 0.9, "3s track": honest });
    assert.match(tablesInWords(grid(0.42)).text, /The advantage is the leak's/);
    assert.match(tablesInWords(grid(0.42)).text, /By track the difference is within what the draw/);
    assert.match(tablesInWords(grid(0.3)).text, /By track the 3-second table is behind by 10 points/);
    assert.match(tablesInWords(grid(0.7)).text, /still ahead/);
    assert.match(tablesInWords(gridWith({ "3s row": 0.9, "3s track": 0.4 })).text, /needs both/);
  });

  it("put the largest loss into the headline", () => {
    assert.deepEqual(leakHeadline(gridWith({ "3s row": 0.9, "3s track": 0.4 })).map(plain), [
      "KNN: 90 % on random rows,",
      "40 % when tracks are kept apart",
    ]);
    assert.deepEqual(leakHeadline(gridWith({ "3s row": 0.4, "3s track": 0.4 })), [
      "Random rows and tracks apart score alike",
    ]);
  });

  it("say where the nearest neighbours stand", () => {
    const text = plain(siblingsInWords(segments!, { rows: 180, sameTrack: 0.97, sameGenre: 0.2 }).text);
    assert.match(text, /Of all 180 segments, \*\*97 % have their nearest neighbour in their own track/);
    assert.match(text, /same genre for only 20 %/);
    assert.match(
      siblingsInWords(segments!, { rows: 50, sameTrack: 0.3, sameGenre: 0.8 }).text,
      /at least as much about its genre/,
    );
  });

  it("compare the best k of the ways to split", () => {
    const sweep = (by: "row" | "track", k: number): Parameters<typeof neighboursInWords>[0][number] => ({
      by,
      trainRows: 100,
      scoredTrainRows: 100,
      points: [
        { k: 3, train: 1, test: 0.3 },
        { k: 15, train: 1, test: 0.35 },
      ],
      best: { k, test: k === 15 ? 0.35 : 0.3 },
    });
    const moved = plain(neighboursInWords([sweep("row", 3), sweep("track", 15)]).text);
    assert.match(moved, /small k wins; new tracks need more voices/);
    assert.match(moved, /k = 3 scores 30\.0 %, 5\.0 points below the best k/);
    assert.match(neighboursInWords([sweep("row", 15), sweep("track", 15)]).text, /does not move the best k/);
  });

  it("agree with a grid that was really computed", async () => {
    const grid = await accuracyGrid(all, reportModels().slice(1, 2), { seed: 1 });
    const random = grid.find(({ table, by }) => table.id === "3s" && by === "row")!;
    const score = formatPercent(random.evaluation.testAccuracy);
    assert.ok(accuracyInWords(grid, "3s").text.includes(`KNN ${score} on random rows`));
    assert.match(accuracyInWords(grid, "30s").text, /differences between these two columns are chance/);
  });
});
