import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { accuracyInterval } from "../../../src/models/selection/accuracyInterval.ts";
import { bootstrapMean } from "../../../src/models/selection/bootstrapMean.ts";
import { bootstrapStatistic } from "../../../src/models/selection/bootstrapStatistic.ts";
import { percentileInterval } from "../../../src/models/selection/groupDraws.ts";
import { normalQuantile } from "../../../src/models/selection/normalDistribution.ts";
import { studentQuantile } from "../../../src/models/selection/studentDistribution.ts";
import { type Interval, wilsonInterval } from "../../../src/models/selection/wilsonInterval.ts";
import { randomSource } from "../../support/randomData.ts";

describe("wilsonInterval", () => {
  it("gives the values of the formula", () => {
    // statsmodels.stats.proportion.proportion_confint(count, nobs, method="wilson"), computed by hand for 8 of 10 and 0 of 5.
    const { low, high } = wilsonInterval(8, 10);
    assert.ok(Math.abs(low - 0.4901624715) < 1e-9 && Math.abs(high - 0.9433178485) < 1e-9, `${low} ${high}`);
    const none = wilsonInterval(0, 5);
    assert.ok(none.low === 0 && Math.abs(none.high - 0.434482) < 1e-5);
  });

  it("refuses hits that are no part of the trials", () => {
    assert.throws(() => wilsonInterval(3, 2), { message: "3 hits of 2 trials" });
    assert.throws(() => wilsonInterval(0, 0), RangeError);
  });
});

describe("bootstrapMean", () => {
  it("draws the same groups for the same seed, however many were drawn in between", () => {
    const values = Array.from({ length: 30 }, (_, row) => (row * 7) % 11);
    const of = (seed: number, rows = 30, draws = 200) =>
      bootstrapMean(values.slice(0, rows), [...values.slice(0, rows).keys()], { seed, draws });
    const first = of(1);
    for (const seed of [2, 3, 4, 5]) of(seed);
    assert.deepEqual(of(1), first);
    assert.deepEqual(of(1), first);
    assert.notDeepEqual(of(2), first);
    assert.notDeepEqual(of(1, 29), first);
    assert.notDeepEqual(of(1, 30, 20), first);
  });

  it("gives the interval of means over drawn groups, kept or too many to keep", () => {
    const values = Array.from({ length: 9000 }, (_, row) => (row * 31) % 17);
    const groups = values.map((_, row) => Math.floor(row / 2));
    for (const [rows, draws] of [
      [60, 100],
      [9000, 1900],
    ] as const) {
      const random = xoroshiro128plus(6);
      const means = Array.from({ length: draws }, () => {
        let sum = 0;
        for (let rest = rows / 2; rest > 0; rest--) {
          const group = uniformInt(random, 0, rows / 2 - 1);
          sum += values[2 * group]! + values[2 * group + 1]!;
        }
        return sum / rows;
      }).sort((a, b) => a - b);
      const tail = Math.floor(0.025 * draws + 1e-9);
      assert.deepEqual(bootstrapMean(values.slice(0, rows), groups.slice(0, rows), { seed: 6, draws }), {
        low: means[tail],
        high: means[draws - 1 - tail],
      });
    }
  });
});

describe("studentQuantile", () => {
  it("is scipy.stats.t.ppf", () => {
    for (const [share, freedom, expected] of [
      [0.975, 1, 12.706204736432095],
      [0.975, 2, 4.302652729911275],
      [0.9, 5, 1.4758840488244818],
      [0.999, 10, 4.143700494046589],
      [0.025, 28, -2.048407141795244],
    ] as const)
      assert.ok(Math.abs(studentQuantile(share, freedom) - expected) < 1e-8, `${share}, ${freedom}`);
  });
});

describe("percentileInterval", () => {
  it("is expanded for few groups, and says nothing of one", () => {
    const found = (): Float64Array => Float64Array.from({ length: 10_001 }, (_, draw) => draw / 10_000);
    const at = (groups: number) => percentileInterval(found(), { groups, confidence: 0.95 });
    assert.deepEqual(at(30), { low: 0.025, high: 0.975 });
    // scipy.stats.norm.cdf(-sqrt(10 / 9) * scipy.stats.t.ppf(0.975, 9))
    assert.ok(Math.abs(at(10).low - 0.00856) < 1e-4 && Math.abs(1 - at(10).high - at(10).low) < 1e-9);
    assert.deepEqual(at(1), { low: -Infinity, high: Infinity });
    const bounds = { low: -1, high: 1 };
    assert.equal(percentileInterval(found(), { groups: 1, confidence: 0.95, bounds }), bounds);
  });
});

describe("bootstrapStatistic", () => {
  it("gives for a mean what bootstrapMean does, whole groups at a time", () => {
    const { uniform } = randomSource(8);
    const values = Array.from({ length: 1200 }, uniform);
    const groups = values.map((_, row) => Math.floor(Math.sqrt(row)));
    const weighted = (times: ArrayLike<number>): number => {
      const rows = values.reduce((sum, _, row) => sum + times[row]!, 0);
      return values.reduce((sum, value, row) => sum + times[row]! * value, 0) / rows;
    };
    const options = { seed: 2, confidence: 0.9 };
    const [one, other] = [bootstrapStatistic(groups, weighted, options), bootstrapMean(values, groups, options)];
    assert.ok(Math.abs(one.low - other.low) < 1e-12 && Math.abs(one.high - other.high) < 1e-12);
    assert.throws(() => bootstrapStatistic([], weighted, options), RangeError);
  });
});

describe("accuracyInterval", () => {
  it("is about Wilson's where every row is a group of its own", () => {
    const correct = Array.from({ length: 400 }, (_, i) => i % 4 !== 0);
    const interval = accuracyInterval(correct, [...correct.keys()], { seed: 1 });
    const wilson = wilsonInterval(300, 400);
    assert.ok(Math.abs(interval.low - wilson.low) < 0.01 && Math.abs(interval.high - wilson.high) < 0.01);
  });

  it("is wider where rows of a group go together", () => {
    const { uniform } = randomSource(2);
    const tracks = Array.from({ length: 40 }, () => uniform() < 0.75);
    const correct = tracks.flatMap((hit) => new Array<boolean>(10).fill(hit));
    const groups = correct.map((_, row) => Math.floor(row / 10));
    const grouped = accuracyInterval(correct, groups, { seed: 3 });
    const wilson = wilsonInterval(correct.filter(Boolean).length, 400);
    assert.ok(grouped.high - grouped.low > 2 * (wilson.high - wilson.low));
  });

  it("has a width where everything is right, or nothing: Wilson's of as many trials as there are groups", () => {
    const tracks = Array.from({ length: 90 }, (_, row) => Math.floor(row / 3));
    const near = (one: Interval, other: Interval): void =>
      assert.ok(Math.abs(one.low - other.low) < 1e-9 && Math.abs(one.high - other.high) < 1e-9, JSON.stringify(one));
    near(accuracyInterval(Array(90).fill(true), tracks, { seed: 1 }), wilsonInterval(30, 30));
    near(accuracyInterval(Array(90).fill(false), tracks, { seed: 1 }), wilsonInterval(0, 30));
    // scipy.stats.t.ppf(0.975, 9)
    const ten = wilsonInterval(10, 10, 2.2621571628540993);
    near(accuracyInterval(Array(30).fill(true), tracks.slice(0, 30), { seed: 1 }), ten);
    assert.ok(ten.low < 0.7);
  });

  it("of few groups is Wilson's, of as many trials as would have the groups' error, with Student's quantile", () => {
    // Five groups of four: 4, 3, 1, 0 and 2 right. Each counts as one draw: variance (2² + 1 + 1 + 2² + 0) 5/4 / 20², so 8 trials.
    const correct = [4, 3, 1, 0, 2].flatMap((right) => [0, 1, 2, 3].map((row) => row < right));
    const groups = correct.map((_, row) => Math.floor(row / 4));
    const trials = (0.5 * 0.5) / ((10 * 1.25) / 400);
    assert.equal(trials, 8);
    // scipy.stats.t.ppf(0.975, 4)
    const expected = wilsonInterval(4, 8, 2.7764451051977934);
    const { low, high } = accuracyInterval(correct, groups, { seed: 1 });
    assert.ok(Math.abs(low - expected.low) < 1e-9 && Math.abs(high - expected.high) < 1e-9);
    // Groups that happen to be alike don't count for more trials than there are rows.
    const even = correct.map((_, row) => row % 4 < 2);
    const rows = wilsonInterval(10, 20, 2.7764451051977934);
    assert.ok(Math.abs(accuracyInterval(even, groups, { seed: 1 }).low - rows.low) < 1e-9);
    assert.deepEqual(accuracyInterval([true, true], ["one", "one"], { seed: 1 }), { low: 0, high: 1 });
  });

  it("is wider the surer one wants to be, where all draws are alike too", () => {
    const tracks = Array.from({ length: 80 }, (_, row) => Math.floor(row / 2));
    const right = tracks.map(() => true);
    const [less, more] = [0.8, 0.99].map((confidence) => accuracyInterval(right, tracks, { seed: 1, confidence }));
    assert.ok(less!.low > wilsonInterval(40, 40).low && more!.low < wilsonInterval(40, 40).low);
    // scipy.stats.norm.ppf(0.995)
    assert.ok(Math.abs(normalQuantile(0.995) - 2.5758293035489004) < 1e-11);
    assert.deepEqual(more, wilsonInterval(40, 40, normalQuantile(0.995)));
  });

  it("refuses groups that are not one a row", () => {
    assert.throws(() => accuracyInterval([true], [], { seed: 0 }), RangeError);
    assert.throws(() => accuracyInterval([], [], { seed: 0 }), RangeError);
  });
});
