import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { loadSource } from "../../../src/dataset/loadSource.ts";
import { resolveSource } from "../../../src/dataset/resolveSource.ts";
import { dropVariances } from "../../../src/dataset/selectFeatures.ts";
import { trackMeans } from "../../../src/dataset/trackMeans.ts";
import { KNeighborsClassifier } from "../../../src/models/kNeighborsClassifier.ts";
import { StandardScaler } from "../../../src/models/standardScaler.ts";
import { takeMatrixRows } from "../../../src/ground/matrix.ts";
import { drawTracks, shownData, type ShownData } from "../../../src/study/beyond/shownData.ts";
import { comparisonInWords, modelComparison } from "../../../src/study/beyond/modelComparison.ts";
import { betterModels, betterModelsInWords } from "../../../src/study/beyond/betterModels.ts";
import { reportModels } from "../../../src/models/reportModels.ts";
import { segmentVoting, votingInWords } from "../../../src/study/beyond/segmentVoting.ts";
import { type SiblingCurve, siblingCurve } from "../../../src/study/beyond/siblingCurve.ts";
import { trackCurve, trackCurveInWords } from "../../../src/study/beyond/trackCurve.ts";
import { tunedOnSegments, tunedOnSegmentsInWords } from "../../../src/study/beyond/tunedOnSegments.ts";
import { pairedDifference, rowsOfFold, scoreTracks, trackFolds } from "../../../src/study/beyond/trackScore.ts";
import { beyondFigures, segmentFigures, siblingFigures } from "../../../src/study/beyond/beyondFigures.ts";
import { siblingCurveInWords } from "../../../src/study/beyond/siblingsChart.ts";
import { winnerInWords } from "../../../src/study/beyond/beyondInWords.ts";
import { type NestedBest, nestedBestInWords } from "../../../src/study/beyond/nestedBest.ts";
import { randomSourceTables } from "../../support/reportSource.ts";

const genres = ["Folk", "Pop", "Rock"];
const source = randomSourceTables({ genres, tracksPerGenre: 14, artists: true });
let data: ShownData;
before(async () => {
  [data] = (await shownData(source)) as [ShownData];
});

describe("shownData", () => {
  it("shows drawn data beside the sample where the source names it", async () => {
    const sample = await loadSource(resolveSource("auto"));
    const shown = await shownData(sample);
    assert.deepEqual(
      shown.map(({ prefix }) => prefix),
      ["", "replica."],
    );
    assert.equal((await shownData(await loadSource(resolveSource("sample")))).length, 1);
  });

  it("shows real music beside a replica, and nothing beside other data", async () => {
    assert.deepEqual([data.prefix, data.trackRow], ["", "30-second row"]);
    const replica = { ...source, source: { ...source.source, kind: "replica" as const } };
    const both = await shownData(replica);
    assert.deepEqual(
      both.map(({ prefix, line }) => [prefix, line]),
      [
        ["", "Random & tables, 42 tracks"],
        ["sample.", "FMA sample, 160 tracks"],
      ],
    );
  });

  it("takes the means of the segments where there are no clips, and draws whole tracks", async () => {
    const [only] = await shownData({ source: source.source, segments: source.segments! });
    assert.equal(only!.trackRow, "row of means");
    assert.deepEqual(only!.tracks, trackMeans(source.segments!));
    const first = source.segments!.X.data;
    const mean = [0, 1, 2, 3, 4].reduce((sum, row) => sum + first[row * 5]!, 0) / 5;
    assert.ok(Math.abs(only!.tracks.X.data[0]! - mean) < 1e-12);
    const [drawn] = drawTracks([only!], 12, 1);
    assert.equal(drawn!.line, "Random & tables, 12 of 42 tracks");
    assert.deepEqual(new Set(drawn!.segments!.track), new Set(drawn!.tracks.track));
    assert.equal(drawn!.segments!.X.rows, 60);
  });
});

describe("the curve over siblings", () => {
  let curve: SiblingCurve;
  before(async () => {
    curve = (await siblingCurve(data, { seed: 1, queries: 60 }))!;
  });

  it("goes from leaving a segment's whole track out to leaving the segment alone out", async () => {
    const table = source.segments!;
    // The report's features: those of the table that are no variances.
    const kept = table.features.flatMap((name, i) => (name.endsWith("_var") ? [] : [i]));
    const X = { rows: table.X.rows, columns: kept.length, data: new Float64Array(table.X.rows * kept.length) };
    for (let row = 0; row < X.rows; row++) {
      kept.forEach((from, to) => (X.data[row * kept.length + to] = table.X.data[row * 5 + from]!));
    }
    const scaled = new StandardScaler().fit(X).transform(X);
    const score = async (leaves: (row: number, query: number) => boolean): Promise<number> => {
      let hits = 0;
      for (let query = 0; query < X.rows; query++) {
        const rows = [...Array(X.rows).keys()].filter((row) => !leaves(row, query));
        const model = new KNeighborsClassifier({ nNeighbors: 3 });
        await model.train(
          takeMatrixRows(scaled, rows),
          rows.map((row) => table.label[row]!),
        );
        const [predicted] = await model.predict(takeMatrixRows(scaled, [query]));
        if (predicted === table.label[query]) hits++;
      }
      return hits / X.rows;
    };
    const whole = (await siblingCurve(data, { seed: 1 }))!;
    assert.equal(whole.queries, 210);
    assert.equal(whole.points.length, 5);
    assert.equal(whole.points[0]!.accuracy, await score((row, query) => table.track[row] === table.track[query]));
    assert.equal(whole.points.at(-1)!.accuracy, await score((row, query) => row === query));
    assert.equal(whole.byArtist!.accuracy, await score((row, query) => table.artist![row] === table.artist![query]));
  });

  it("rises, and says so in words and figures", () => {
    assert.equal(curve.queries, 60);
    assert.ok(curve.points.at(-1)!.accuracy > curve.points[0]!.accuracy + 0.3);
    assert.ok(curve.leftByRandomRows > 2 && curve.leftByRandomRows < 3.5);
    const { text } = siblingCurveInWords([curve]);
    assert.match(text, /100\s% with all 4 siblings in training, \*\*\d+\s%\*\* with none/);
    assert.match(text, /left end is recognition of tracks/);
    const point = (siblings: number, accuracy: number) => ({
      siblings,
      accuracy,
      interval: { low: accuracy - 0.02, high: accuracy + 0.02 },
    });
    const flat = siblingCurveInWords([{ ...curve, points: [point(0, 0.95), point(1, 0.95), point(2, 0.96)] }]).text;
    assert.match(flat, /That siblings help is not shown/);
    assert.doesNotMatch(flat, /alone brings|recognition/);
    // The artist's other tracks help only if the difference on the same segments says so.
    const byArtist = { accuracy: 0.1, interval: { low: 0.05, high: 0.15 }, gain: { low: -0.01, high: 0.2 } };
    assert.doesNotMatch(siblingCurveInWords([{ ...curve, byArtist }]).text, /these help as well/);
    assert.match(
      siblingCurveInWords([{ ...curve, byArtist: { ...byArtist, gain: { low: 0.01, high: 0.2 } } }]).text,
      /these help as well/,
    );
    const figures = siblingFigures([curve]);
    assert.deepEqual(
      figures.map(({ id }) => id),
      [0, 1, 2, 3, 4].map((left) => `beyond.siblings.${left}`).concat("beyond.siblings.0.by-artist"),
    );
    assert.equal(figures[0]!.measured, curve.points[0]!.accuracy);
  });

  it("has nothing to say without segments", async () => {
    const [clips] = await shownData({ source: source.source, clips: source.clips! });
    assert.equal(await siblingCurve(clips!, { seed: 1 }), undefined);
    assert.deepEqual(await segmentVoting(clips!, reportModels(), { seed: 1 }), []);
  });
});

describe("folds of tracks", () => {
  it("keep tracks and artists whole, in all tables alike", () => {
    for (const by of ["track", "artist"] as const) {
      for (const fold of trackFolds(data.tracks, by, 1).flat()) {
        const names = data.tracks[by]!;
        const tested = new Set(Array.from(fold.test, (row) => names[row]));
        assert.ok(!Array.from(fold.train).some((row) => tested.has(names[row])));
        const segments = rowsOfFold(fold, data.tracks, data.segments!);
        assert.equal(segments.test.length, 5 * fold.test.length);
        const tracks = new Set(Array.from(fold.test, (row) => data.tracks.track[row]));
        assert.ok(Array.from(segments.test).every((row) => tracks.has(data.segments!.track[row]!)));
        assert.ok(!Array.from(segments.train).some((row) => tracks.has(data.segments!.track[row]!)));
      }
    }
  });
});

describe("scores of tracks", () => {
  const groups = Array.from({ length: 100 }, (_, i) => `t${i}`);
  const score = (id: string, hits: readonly number[]) => scoreTracks({ id, label: id, by: "track", hits, groups }, 1);

  it("differ surely where one is right whenever the other is, though their intervals overlap", () => {
    const [one, other] = [60, 52].map((count) =>
      score(
        String(count),
        groups.map((_, i) => Number(i < count)),
      ),
    );
    assert.ok(one!.interval.low < other!.interval.high);
    const { difference, interval } = pairedDifference(one!, other!, 1);
    assert.ok(Math.abs(difference - 0.08) < 1e-12 && interval.low > 0);
    assert.throws(() => pairedDifference(one!, { ...other!, hits: [1] }, 1), /100 and 1 tracks; expected the same/);
  });
});

describe("the winner in words", () => {
  const score = (label: string, hits: readonly number[]) =>
    scoreTracks({ id: label, label, by: "track", hits, groups: hits.map((_, i) => `t${i}`) }, 1);
  const upTo = (count: number): number[] => Array.from({ length: 100 }, (_, i) => Number(i < count));
  const said = (counts: readonly number[], chance: number): string =>
    String(
      winnerInWords(
        counts.map((count) => score(`M${count}`, upTo(count))),
        1,
        chance,
      ),
    ).replaceAll("\u00a0", " ");

  it("is the highest score, which is said to be flattered; others are level only where the difference may be chance", () => {
    assert.match(said([80, 50], 0.25), /^\*\*M80\*\* has the highest score, 80\.0 % .* flatters a little$/);
    assert.match(said([80, 79, 50], 0.25), /; not to be told from it: \*M79\*$/);
    assert.match(said([80, 79], 0.25), /; none of the others can be told from it$/);
    // 4 of 100 tracks are enough for a lead over one model, not over the nearest of two: chance has two tries then.
    assert.match(said([80, 76], 0.25), /flatters a little$/);
    assert.match(said([80, 76, 50], 0.25), /; not to be told from it: \*M76\*$/);
  });

  it("is none where no model surely beats guessing, which one of many must do by more than one alone", () => {
    assert.doesNotMatch(said([61], 0.5), /no model/);
    assert.match(said([61, 50, 50, 50, 50], 0.5), /^no model/);
    assert.match(said([52, 50], 0.5), /^no model is surely better than always guessing the largest genre \(50\.0 %\)/);
  });
});

describe("models beyond the report", () => {
  it("are compared, tuned, and followed over tracks", async () => {
    const knn = reportModels().slice(1, 2);
    const voting = await segmentVoting(data, knn, { seed: 1 });
    const compared = await modelComparison(data, { seed: 1 });
    const better = await betterModels(data, { seed: 1 });
    const onSegments = await tunedOnSegments(data, better, { seed: 1 });
    const curves = await trackCurve(data, { seed: 1 });
    assert.deepEqual([...new Set(compared.map(({ by, id }) => `${by} ${id}`))].length, 12);
    assert.deepEqual(
      better.map(({ id }) => id),
      ["lr", "rf", "mlp", "mean"],
    );
    for (const { chosen } of better.slice(0, 3)) {
      assert.equal(
        chosen.reduce((sum, [, times]) => sum + times, 0),
        10,
      );
    }
    assert.deepEqual(
      segmentFigures(onSegments, { seed: 1 }).map(({ id }) => id),
      ["", ".by-track", ".by-artist"].flatMap((by) =>
        ["lr", "rf", "mlp"].map((id) => `beyond.tuned.segments.${id}${by}`),
      ),
    );
    for (const { id, setting } of onSegments) {
      assert.equal(setting, better.find((score) => score.id === id)!.chosen[0]![0]);
    }
    // Tracks of the random tables are easily recognised, and say little of their genre.
    const [onRows, byTrack] = (["row", "track"] as const).map(
      (unit) => onSegments.find(({ id, by }) => id === "rf" && by === unit)!.accuracy,
    );
    assert.ok(onRows! > byTrack! + 0.3, `${onRows} and ${byTrack}`);
    const fewer = await tunedOnSegments({ ...data, segments: dropVariances(data.segments!) }, better, { seed: 1 });
    assert.ok(
      fewer.every(({ setting }) => setting.endsWith(", 4 features")),
      fewer.map(({ setting }) => setting).join(),
    );
    const [clips] = await shownData({ source: source.source, clips: source.clips! });
    assert.deepEqual(await tunedOnSegments(clips!, better, { seed: 1 }), []);
    // All tracks of the random tables are clear of one another but for their genre: the vote is right as often as a segment, or nearly.
    assert.ok(Math.abs(voting[0]!.scores.mean.accuracy - voting[0]!.scores.segment.accuracy) < 0.1);
    const shown = [...compared, ...better].map((score) => ({ data: score.data, score }));
    assert.ok(beyondFigures("models", shown).every(({ interval, measured }) => interval!.low <= Number(measured)));

    assert.match(votingInWords(voting, { seed: 1 }).text, /takes KNN from \d+\.\d\s% to \d+\.\d\s%/);
    assert.match(
      comparisonInWords(compared, { seed: 1 }).text,
      /By artist no model is surely better than always guessing the largest genre \(33\.3\s%\); the highest score is/,
    );
    assert.match(
      tunedOnSegmentsInWords(onSegments).text,
      /right for \d+\s% of the segments on random rows gets \*\*\d+\s%\*\* by track and \*\*\d+\s%\*\* by artist/,
    );
    assert.match(betterModelsInWords(better, compared, { seed: 1, fma: true }).text, /Others got 42\.0\s% to 56\.7\s%/);
    assert.doesNotMatch(betterModelsInWords(better, compared, { seed: 1, fma: false }).text, /Others got/);
    const alike = onSegments.map((score) => ({ ...score, interval: { low: 0.2, high: 0.9 } }));
    assert.doesNotMatch(tunedOnSegmentsInWords(alike).text, /None of the settings/);
    assert.match(trackCurveInWords(curves, { seed: 1 }).text, /from \d+ to 33 tracks/);
  });
});

describe("the answer beyond the report", () => {
  const best = (low: number, chosen: NestedBest["chosen"]): NestedBest => ({
    id: "best",
    label: "best",
    by: "artist",
    accuracy: 0.38,
    interval: { low, high: 0.45 },
    hits: [],
    groups: [],
    chosen,
  });
  const told = (one: NestedBest): string =>
    nestedBestInWords(one, { candidates: 13, chance: 0.125 }).text.replaceAll("\u00a0", " ");

  it("says that a score beats guessing only where its interval does, and what was chosen most often", () => {
    const text = told(
      best(0.31, [
        ["forest", 6],
        ["regression", 4],
      ]),
    );
    assert.match(
      text,
      /no artist of the test is met .* 38\.0 % \(31\.0 % to 45\.0 %\) .* guessing the largest genre: 12\.5 %\./,
    );
    assert.match(text, /Of 13 candidates \*forest\* was chosen most often, in 6 of 10 folds/);
    assert.match(
      told(best(0.1, [["forest", 10]])),
      /That this beats always guessing the largest genre, 12\.5 %, is not shown/,
    );
  });

  it("names no favourite where folds chose several as often", () => {
    const text = told(
      best(0.3, [
        ["forest", 5],
        ["regression", 5],
      ]),
    );
    assert.match(text, /none stands out: \*forest\* and \*regression\* were chosen 5 times each in 10 folds/);
  });
});
