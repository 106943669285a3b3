import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cohenKappa, kappaOfCounts } from "../../src/models/cohenKappa.ts";
import { randomLabels } from "../support/randomLabels.ts";

describe("cohenKappa", () => {
  it("is what scikit-learn's cohen_kappa_score gives", () => {
    const near = (actual: number, expected: number): void => assert.ok(Math.abs(actual - expected) < 1e-12);
    near(cohenKappa([..."aabbccab"], [..."abbbcaab"]), 0.6097560975609756);
    near(cohenKappa([0, 0, 1, 1, 1], [0, 1, 1, 1, 1]), 0.5454545454545454);
    near(cohenKappa(["a", "b"], ["b", "a"]), -1);
  });

  it("is 1 for right predictions, 0 for one and the same guess, and never more than 1", () => {
    assert.equal(cohenKappa(["a", "b", "c"], ["a", "b", "c"]), 1);
    assert.equal(cohenKappa(["a", "b", "b"], ["b", "b", "b"]), 0);
    assert.equal(cohenKappa(["a", "a"], ["a", "a"]), 0);
    for (let seed = 1; seed <= 200; seed++) {
      const { actual, predicted } = randomLabels(seed);
      const kappa = cohenKappa(actual, predicted);
      assert.ok(kappa <= 1 + 1e-12 && kappa >= -1 - 1e-12, `${kappa} for seed ${seed}`);
    }
  });

  it("is that of the counts, whatever their scale", () => {
    assert.equal(kappaOfCounts([2, 0, 1, 3], 2), cohenKappa([..."aabbbb"], [..."aaabbb"]));
    assert.ok(Math.abs(kappaOfCounts([0.2, 0, 0.1, 0.3], 2) - kappaOfCounts([2, 0, 1, 3], 2)) < 1e-12);
  });

  it("refuses lists of different lengths", () => {
    assert.throws(() => cohenKappa(["a"], []), RangeError);
  });
});
