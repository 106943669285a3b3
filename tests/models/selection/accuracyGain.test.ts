import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { accuracyGain } from "../../../src/models/selection/accuracyGain.ts";
import { accuracyInterval } from "../../../src/models/selection/accuracyInterval.ts";
import { bootstrapMean } from "../../../src/models/selection/bootstrapMean.ts";
import { randomSource } from "../../support/randomData.ts";

const ROWS = 500;
const { uniform } = randomSource(4);
const actual = new Array<string>(ROWS).fill("a");
const before = actual.map(() => (uniform() < 0.6 ? "a" : "b"));
const rows = [...actual.keys()];

describe("accuracyGain", () => {
  it("is nothing between equal predictions, which doesn't show that there is none: 3 in as many as there are groups", () => {
    const { gain, interval } = accuracyGain(actual, before, before, rows, { seed: 1 });
    assert.equal(gain, 0);
    // 0.05 ** (1 / 500)
    assert.ok(Math.abs(interval.high - (1 - 0.994026)) < 1e-6 && interval.low === -interval.high);
    assert.ok(Math.abs(interval.high - 3 / ROWS) < 1e-4);
    const few = accuracyGain(
      actual,
      before,
      before,
      rows.map((row) => row % 10),
      { seed: 1, confidence: 0.99 },
    );
    assert.ok(Math.abs(few.interval.high - (1 - 0.01 ** 0.1)) < 1e-12);
  });

  it("of a model that is always right against one that never is has a width downwards", () => {
    const never = actual.map(() => "b");
    const { low, high } = accuracyGain(actual, never, actual, rows, { seed: 1 }).interval;
    assert.ok(high === 1 && low < 1 && low > 1 - 7 / ROWS);
  });

  it("of one artist says nothing, and of few no more than is possible", () => {
    const told = (groups: readonly unknown[]) => accuracyGain(actual, before, actual, groups, { seed: 1 }).interval;
    assert.deepEqual(told(rows.map(() => "one")), { low: -1, high: 1 });
    const of3 = accuracyGain(["a", "a", "a"], ["a", "b", "b"], ["a", "a", "a"], [1, 2, 3], { seed: 1 }).interval;
    assert.ok(of3.high === 1 && of3.low < 0 && of3.low >= -1);
  });

  it("is known better than the two accuracies, as rows that both get right cancel out", () => {
    const after = before.map((label, row) => (row % 20 === 0 ? "a" : label));
    const { gain, interval } = accuracyGain(actual, before, after, rows, { seed: 1 });
    assert.ok(gain > 0 && interval.low > 0 && interval.low < gain && gain < interval.high);
    const alone = accuracyInterval(
      after.map((label) => label === "a"),
      rows,
      { seed: 1 },
    );
    assert.ok(interval.high - interval.low < 0.5 * (alone.high - alone.low));
  });

  it("turns its sign with its sides, and is the same for the same seed", () => {
    const after = before.map((label, row) => (row % 7 === 0 ? "a" : label));
    const options = { seed: 3, draws: 500 };
    const there = accuracyGain(actual, before, after, rows, options);
    assert.equal(accuracyGain(actual, after, before, rows, options).gain, -there.gain);
    assert.deepEqual(accuracyGain(actual, before, after, rows, options), there);
  });

  it("refuses lists that differ in length", () => {
    assert.throws(() => accuracyGain(actual, before.slice(1), before, rows, { seed: 1 }), RangeError);
    assert.throws(() => accuracyGain(actual, before, before, rows.slice(1), { seed: 1 }), RangeError);
  });
});

describe("bootstrapMean", () => {
  it("spreads as the standard error of a mean does", () => {
    const { normal } = randomSource(9);
    const values = rows.map(() => 5 + 2 * normal());
    const { low, high } = bootstrapMean(values, rows, { seed: 2 });
    const expected = (2 * 1.96 * 2) / Math.sqrt(ROWS);
    assert.ok(low < 5.3 && high > 4.7 && Math.abs(high - low - expected) < 0.15 * expected);
  });
});
