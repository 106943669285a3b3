import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { reportSplit } from "../../../src/dataset/reportSplit.ts";
import { takeSplit } from "../../../src/dataset/takeRows.ts";
import { evaluate } from "../../../src/models/evaluate.ts";
import { KNeighborsClassifier } from "../../../src/models/kNeighborsClassifier.ts";
import { StandardScaler } from "../../../src/models/standardScaler.ts";
import { accuracyGrid, cellsOf } from "../../../src/study/models/accuracyGrid.ts";
import { nearestSiblings } from "../../../src/study/exploration/nearestSiblings.ts";
import { neighboursSweep } from "../../../src/study/models/neighboursSweep.ts";
import { reportModels } from "../../../src/models/reportModels.ts";
import { splitOverlap } from "../../../src/study/exploration/splitOverlap.ts";
import { splitUnits } from "../../../src/study/common/splitUnits.ts";
import { reportTables } from "../../../src/study/common/reportTable.ts";
import { randomSourceTables, randomTable } from "../../support/reportSource.ts";

const genres = ["Folk", "Pop", "Rock"];
const table = randomTable({ genres, tracksPerGenre: 12, segmentsPerTrack: 5, artists: true });
const knnOnly = reportModels().filter(({ id }) => id === "knn");

describe("the leak", () => {
  it("shows in the tracks that random rows put on both sides, and not by track or artist", () => {
    const random = splitOverlap(table, { by: "row", seed: 1 });
    assert.deepEqual(random.rows, { holdout: 18, train: 121, test: 41 });
    const parts = reportSplit(table, { by: "row", seed: 1 });
    const train = new Set(Array.from(parts.train, (row) => table.track[row]));
    const leaked = Array.from(parts.test).filter((row) => train.has(table.track[row]));
    assert.equal(random.leakedRows, leaked.length / parts.test.length);
    assert.equal(random.sharedTracks, new Set(leaked.map((row) => table.track[row])).size);
    assert.ok(random.sharedTracks > 0);
    for (const by of ["track", "artist"] as const) {
      const { sharedTracks, leakedRows, tracks } = splitOverlap(table, { by, seed: 1 });
      assert.deepEqual([sharedTracks, leakedRows], [0, 0]);
      assert.equal(tracks.holdout + tracks.train + tracks.test, 36);
    }
  });

  it("has its root in segments whose nearest neighbour is a sibling", async () => {
    const { rows, sameTrack, sameGenre } = await nearestSiblings(table);
    assert.equal(rows, 180);
    assert.equal(sameTrack, 1);
    assert.ok(sameGenre < 0.8);
    assert.equal((await nearestSiblings(table, { queries: 20, seed: 3 })).rows, 20);
  });

  it("finds no siblings where a track has one row", async () => {
    assert.equal((await nearestSiblings(randomTable({ genres, tracksPerGenre: 5, segmentsPerTrack: 1 }))).sameTrack, 0);
  });

  it("finds siblings and strangers as a loop over all rows does, however many rows a track has", async () => {
    for (const segmentsPerTrack of [5, 40]) {
      const { X, track, label } = randomTable({ genres, tracksPerGenre: 4, segmentsPerTrack });
      const scaled = new StandardScaler().fit(X).transform(X).data;
      const distance = (a: number, b: number): number =>
        Array.from({ length: X.columns }, (_, j) => scaled[a * X.columns + j]! - scaled[b * X.columns + j]!).reduce(
          (sum, difference) => sum + difference ** 2,
          0,
        );
      let sameTrack = 0;
      let sameGenre = 0;
      for (const query of track.keys()) {
        const others = [...track.keys()].filter((row) => row !== query);
        const nearest = (rows: number[]): number =>
          rows.reduce((best, row) => (distance(row, query) < distance(best, query) ? row : best));
        if (track[nearest(others)] === track[query]) sameTrack++;
        if (label[nearest(others.filter((row) => track[row] !== track[query]))] === label[query]) sameGenre++;
      }
      const rows = track.length;
      assert.deepEqual(await nearestSiblings({ X, track, label }), {
        rows,
        sameTrack: sameTrack / rows,
        sameGenre: sameGenre / rows,
      });
    }
    const { X, track, label } = randomTable({ genres: ["Folk"], tracksPerGenre: 1, segmentsPerTrack: 30 });
    assert.deepEqual(await nearestSiblings({ X, track, label }), { rows: 30, sameTrack: 1, sameGenre: 0 });
  });

  it("splits by track only where a track has several rows, and by artist only where artists are known", () => {
    assert.deepEqual(splitUnits(table), ["row", "track", "artist"]);
    assert.deepEqual(splitUnits({ track: ["a", "a", "b"] }), ["row", "track"]);
    assert.deepEqual(splitUnits(randomTable({ genres, tracksPerGenre: 3, segmentsPerTrack: 1 })), ["row"]);
  });
});

describe("accuracyGrid", () => {
  const source = randomSourceTables({ genres, tracksPerGenre: 12 });
  const { all, segments } = reportTables(source);

  it("has a cell for each table, model and way to split, equal to a direct evaluation", async () => {
    const grid = await accuracyGrid(all, knnOnly, { seed: 3 });
    assert.deepEqual(
      grid.map(({ table: { id }, model, by }) => `${id} ${model.id} ${by}`),
      ["30s knn row", "3s knn row", "3s knn track"],
    );
    const [random, byTrack] = cellsOf(grid, { table: "3s", model: "knn" });
    for (const cell of [random!, byTrack!]) {
      const split = reportSplit(segments!.table, { by: cell.by, seed: 3 });
      const direct = await evaluate(new KNeighborsClassifier({ nNeighbors: 3 }), takeSplit(segments!.table, split));
      assert.deepEqual(cell.evaluation.predicted, direct.predicted);
      assert.equal(cell.evaluation.trainAccuracy, direct.trainAccuracy);
    }
    assert.ok(random!.evaluation.testAccuracy > byTrack!.evaluation.testAccuracy + 0.3);
  });

  it("tries every k that the training part allows, and names the best, the smallest of several", async () => {
    const sweeps = await neighboursSweep(segments!, [1, 3, 999], { seed: 3 });
    assert.deepEqual(
      sweeps.map(({ by, points }) => [by, points.map(({ k }) => k)]),
      [
        ["row", [1, 3]],
        ["track", [1, 3]],
      ],
    );
    for (const { by, points, best } of sweeps) {
      const parts = takeSplit(segments!.table, reportSplit(segments!.table, { by, seed: 3 }));
      for (const { k, train, test } of points) {
        const direct = await evaluate(new KNeighborsClassifier({ nNeighbors: k }), parts);
        assert.deepEqual([train, test], [direct.trainAccuracy, direct.testAccuracy]);
      }
      const top = Math.max(...points.map(({ test }) => test));
      assert.deepEqual(best, { k: points.find(({ test }) => test === top)!.k, test: top });
    }
    await assert.rejects(neighboursSweep(segments!, [999], { seed: 3 }), /no k of 999/);
  });
});
