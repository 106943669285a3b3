import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { reportSplit } from "../../../src/dataset/reportSplit.ts";
import { accuracy } from "../../../src/models/accuracy.ts";
import { bestPairScores } from "../../../src/study/pairs/bestPairScores.ts";
import { allPairs, choosePairs } from "../../../src/study/pairs/choosePairs.ts";
import { pairComparison } from "../../../src/study/pairs/pairComparison.ts";
import { pairGrid } from "../../../src/study/pairs/pairGrid.ts";
import { pairMap } from "../../../src/study/pairs/pairMap.ts";
import { reportModels } from "../../../src/models/reportModels.ts";
import { wholeModels } from "../../../src/study/pairs/wholeModels.ts";
import { GENRES } from "../../../src/study/published/confusionMatrix.ts";
import { reportTables } from "../../../src/study/common/reportTable.ts";
import { randomSourceTables } from "../../support/reportSource.ts";

const seed = 1;
const units = ["row", "track"] as const;
const genres = ["Folk", "Hip-Hop", "Pop", "Rock"];
const segments = reportTables(randomSourceTables({ genres, tracksPerGenre: 12 })).segments!;
const models = reportModels({ seed });
const { pairs } = choosePairs(genres);
const cells = await pairGrid(segments, pairs, models, { units, seed });

describe("choosePairs", () => {
  it("takes the report's pairs, as many of them as the data has, or the data's genres two by two", () => {
    const ids = (of: readonly string[]): unknown[] => [
      choosePairs(of).origin,
      ...choosePairs(of).pairs.map(({ id }) => id),
    ];
    assert.deepEqual(ids(GENRES), [
      "report",
      "pop-folk",
      "hiphop-rock",
      "instrumental-international",
      "electronic-experimental",
    ]);
    assert.deepEqual(ids(["Hip-Hop", "Jazz", "Rock"]), ["some", "hiphop-rock"]);
    assert.deepEqual(ids(["Blues", "Disco", "Fado", "Jazz", "Soul"]), ["others", "Blues-Disco", "Fado-Jazz"]);
    assert.deepEqual(ids(["Fado"]), ["others"]);
  });

  it("eight genres make 28 pairs, each once", () => {
    const all = allPairs(GENRES);
    assert.equal(new Set(all.map((pair) => [...pair.genres].sort().join())).size, 28);
    assert.equal(all.length, 28);
  });
});

describe("pairGrid", () => {
  it("trains and tests on the rows of two genres in the parts of the whole table's split", () => {
    assert.equal(cells.length, pairs.length * models.length * units.length);
    for (const { pair, by, test, holdout, trainRows } of cells) {
      const split = reportSplit(segments.table, { by, seed });
      const count = (rows: Uint32Array): number =>
        rows.filter((row) => pair.genres.includes(segments.table.label[row]!)).length;
      assert.deepEqual(
        [trainRows, test.actual.length, holdout?.actual.length ?? 0],
        [count(split.train), count(split.test), count(split.holdout)],
      );
      assert.equal(test.track.length, test.actual.length);
      assert.ok([...test.actual, ...test.predicted].every((genre) => pair.genres.includes(String(genre))));
    }
  });

  it("leaves out a pair of which the data has one genre only", async () => {
    const absent = { id: "x", genres: ["Folk", "Fado"] as const };
    assert.deepEqual(await pairGrid(segments, [absent], models, { units, seed }), []);
  });
});

describe("wholeModels", () => {
  it("asked which of two, name one of the two, and are right where they were right freely", async () => {
    const wholes = await wholeModels(segments, pairs, models, { units, seed });
    for (const { by, model, pairs: restricted } of wholes) {
      for (const { pair, free, asked } of restricted) {
        assert.ok(asked.predicted.every((genre) => pair.genres.includes(String(genre))));
        free.actual.forEach((genre, row) => {
          if (free.predicted[row] === genre) assert.equal(asked.predicted[row], genre);
        });
        const binary = cells.find((cell) => cell.by === by && cell.model.id === model.id && cell.pair.id === pair.id)!;
        assert.deepEqual(asked.actual, binary.test.actual);
        assert.deepEqual(asked.track, binary.test.track);
      }
    }
  });
});

describe("pairComparison", () => {
  it("compares both kinds of models on the same rows", async () => {
    const comparisons = await pairComparison(segments, pairs, models, { units, seed });
    assert.equal(comparisons.length, models.length * units.length);
    for (const { by, model, genres: count, asked, binary, gain } of comparisons) {
      assert.equal(count, 4);
      const own = cells.filter((cell) => cell.by === by && cell.model.id === model.id).map(({ test }) => test);
      const pooled = accuracy(
        own.flatMap(({ actual }) => actual),
        own.flatMap(({ predicted }) => predicted),
      );
      assert.equal(binary.accuracy, pooled);
      assert.ok(Math.abs(gain.gain - (binary.accuracy - asked.accuracy)) < 1e-12);
    }
  });
});

describe("pairMap", () => {
  it("scores every pair, the easiest first, a small table on several splits", async () => {
    const { scores, splits } = await pairMap(segments, genres, models[0]!, { by: "track", seed });
    assert.equal(splits, 20);
    assert.equal(scores.length, 6);
    for (let i = 1; i < scores.length; i++) assert.ok(scores[i - 1]!.testAccuracy >= scores[i]!.testAccuracy);
    const { pair, testAccuracy } = scores[0]!;
    const accuracies: number[] = [];
    for (let i = 0; i < splits; i++) {
      const options = { units: ["track"] as const, seed: seed + 2 * i };
      const [cell] = await pairGrid(segments, [pair], models.slice(0, 1), options);
      if (cell) accuracies.push(accuracy(cell.test.actual, cell.test.predicted));
    }
    assert.ok(Math.abs(accuracies.reduce((sum, value) => sum + value, 0) / accuracies.length - testAccuracy) < 1e-12);
  });
});

describe("bestPairScores", () => {
  it("has the best score of KNN for each way to split", async () => {
    const found = await bestPairScores(segments, cells, { k: 3, easiest: pairs[0]!, seed });
    const [test, train] = found as [(typeof found)[number], (typeof found)[number]];
    const knn = cells.filter(({ model, by }) => model.id === "knn" && by === "track");
    const best = Math.max(...knn.map((cell) => accuracy(cell.test.actual, cell.test.predicted)));
    assert.equal(test.scores.find(({ by }) => by === "track")!.value, best);
    assert.equal(train.part, "train");
    assert.deepEqual(
      found.map(({ scores }) => scores.length),
      [2, 2, 2, 2],
    );
  });
});
