import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  correlatedGroups,
  forestImportances,
  meanImportance,
} from "../../../src/study/optimization/forestImportances.ts";
import { effectiveNumber, importanceSummary } from "../../../src/study/optimization/importanceSummary.ts";
import { featureDropping, fewestFeatures } from "../../../src/study/optimization/featureDropping.ts";
import { reportModels } from "../../../src/models/reportModels.ts";
import { scalingComparison } from "../../support/scalingComparison.ts";
import { varianceShares } from "../../../src/study/optimization/varianceShares.ts";
import { reportTables } from "../../../src/study/common/reportTable.ts";
import { randomSourceTables } from "../../support/reportSource.ts";

const seed = 1;
const segments = reportTables(
  randomSourceTables({ genres: ["Folk", "Pop", "Rock"], tracksPerGenre: 8, artists: true }),
).segments!;

describe("effectiveNumber", () => {
  it("counts equal parts, and less the more unequal they are", () => {
    assert.ok(Math.abs(effectiveNumber([2, 2, 2, 2]) - 4) < 1e-12);
    assert.equal(effectiveNumber([0, 7, 0]), 1);
    const uneven = effectiveNumber([8, 1, 1, 1]);
    assert.ok(uneven > 1 && uneven < 4);
  });

  it("takes no notice of scale, nor of parts below zero", () => {
    assert.ok(Math.abs(effectiveNumber([1, 2, 3]) - effectiveNumber([10, 20, 30, -5])) < 1e-12);
    assert.ok(Number.isNaN(effectiveNumber([0, -1])));
  });
});

describe("correlatedGroups", () => {
  const matrix = (pairs: readonly (readonly [number, number, number])[], size: number): number[][] => {
    const cells = Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => Number(i === j)));
    for (const [i, j, value] of pairs) cells[i]![j] = cells[j]![i] = value;
    return cells;
  };

  it("joins features only where each correlates with each, whatever the sign", () => {
    const chain = matrix(
      [
        [0, 2, -0.9],
        [2, 3, 0.8],
        [0, 3, 0.1],
      ],
      4,
    );
    assert.deepEqual(correlatedGroups(chain, 0.7), [[0, 2], [1], [3]]);
    const closed = matrix(
      [
        [0, 2, -0.9],
        [2, 3, 0.8],
        [0, 3, 0.7],
      ],
      4,
    );
    assert.deepEqual(correlatedGroups(closed, 0.7), [[0, 2, 3], [1]]);
  });
});

describe("varianceShares", () => {
  it("gives the share of each feature in unscaled squared distances, the largest first", () => {
    const { table } = segments;
    const data = table.X.data.map((value, i) => (i % table.X.columns === 1 ? value * 1000 : value));
    const shares = varianceShares({ ...table, X: { ...table.X, data } });
    assert.equal(shares[0]!.feature, table.features[1]);
    assert.ok(shares[0]!.share > 0.99 && shares[0]!.share < 1);
    assert.ok(Math.abs(shares.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-12);
  });
});

describe("scalingComparison", () => {
  it("compares on the same rows, for every model and way to split, and a forest is no other for it", async () => {
    const cells = await scalingComparison(segments, reportModels({ seed }), { seed });
    assert.deepEqual(
      cells.map(({ by, model }) => `${model.id} ${by}`),
      ["row", "track", "artist"].flatMap((by) => ["lr", "knn", "rf"].map((model) => `${model} ${by}`)),
    );
    for (const { model, unscaled, scaled, gain } of cells) {
      assert.deepEqual(unscaled.actual, scaled.actual);
      assert.ok(Math.abs(gain.gain - (scaled.testAccuracy - unscaled.testAccuracy)) < 1e-12);
      assert.ok(gain.interval.low <= gain.gain && gain.gain <= gain.interval.high);
      if (model.id === "rf") assert.ok(Math.abs(gain.gain) < 0.05);
    }
  });
});

describe("importances", async () => {
  const importances = await forestImportances(segments, { units: ["row", "track"], forests: 2, seed });

  it("are a list for each forest and kind, impurity in shares", () => {
    for (const { features, impurity, permutation } of importances) {
      assert.deepEqual([impurity.length, permutation.length], [2, 2]);
      for (const list of impurity) {
        assert.equal(list.length, features.length);
        assert.ok(Math.abs(list.reduce((sum, value) => sum + value, 0) - 1) < 1e-9);
      }
      for (const list of permutation) assert.equal(list.length, features.length);
      assert.notDeepEqual(impurity[0], impurity[1]);
    }
  });

  it("are summed up as means with their range, and as the number of features near the equal share", () => {
    const { ranked, effective, nearEqual } = importanceSummary(
      ["a", "b", "c", "d"],
      [
        [0.2, 0.3, 0.45, 0.05],
        [0.3, 0.2, 0.45, 0.05],
      ],
    );
    assert.deepEqual(
      ranked.map(({ feature }) => feature),
      ["c", "a", "b", "d"],
    );
    assert.deepEqual(ranked[1], { feature: "a", mean: 0.25, low: 0.2, high: 0.3 });
    assert.equal(nearEqual, 3);
    assert.ok(effective > 3 && effective < 4);
  });

  it("decide what is dropped first, and all features come before fewer", async () => {
    const droppings = await featureDropping(segments, importances, { shares: [0.5, 0.25], seed });
    for (const { by, ranking, steps } of droppings) {
      const means = meanImportance(importances.find((one) => one.by === by)!.impurity);
      const ranked = [...segments.table.features].sort(
        (a, b) => means[segments.table.features.indexOf(b)]! - means[segments.table.features.indexOf(a)]!,
      );
      assert.deepEqual(ranking, ranked);
      assert.deepEqual(
        steps.map(({ kept }) => kept),
        [4, 2, 1],
      );
      assert.deepEqual(steps[0]!.gain, { gain: 0, interval: { low: 0, high: 0 } });
      assert.deepEqual(
        steps.flatMap(({ dropped }) => dropped),
        [...ranking.slice(1)].reverse(),
      );
      assert.ok(
        steps.slice(1).every(({ gain, ofAll }) => ofAll.low <= gain.interval.low && gain.interval.high <= ofAll.high),
        "the interval that counts how many sets were tried is the wider",
      );
      assert.ok(
        steps.every(({ gain, testAccuracy }) => Math.abs(steps[0]!.testAccuracy + gain.gain - testAccuracy) < 1e-9),
      );
    }
  });

  it("fewestFeatures takes the smallest set shown to lose less than 2 points, whatever the test part is too small to show", () => {
    const step = (kept: number, low: number) => ({
      kept,
      dropped: [],
      testAccuracy: 0.5,
      gain: { gain: low + 0.02, interval: { low: low + 0.005, high: low + 0.035 } },
      ofAll: { low, high: low + 0.04 },
    });
    const steps = [step(29, 0), step(15, -0.01), step(6, -0.05), step(3, -0.01)];
    assert.equal(fewestFeatures({ by: "row", ranking: [], steps }).kept, 15);
    assert.equal(fewestFeatures({ by: "row", ranking: [], steps: [step(29, 0), step(15, -0.3)] }).kept, 29);
    assert.equal(fewestFeatures({ by: "row", ranking: [], steps: steps.slice(0, 2) }).kept, 15);
  });
});
