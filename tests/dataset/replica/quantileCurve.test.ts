import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fitCurve } from "../../../tools/replica/fitCurve.ts";
import { normalQuantile, normalScores } from "../../../tools/replica/normalScores.ts";
import { scoreOfValue, valueAtScore } from "../../../src/dataset/replica/quantileCurve.ts";
import { randomSource } from "../../support/randomData.ts";

describe("normal scores", () => {
  it("are the quantiles of the normal distribution", () => {
    // scipy.stats.norm.ppf
    const expected = [
      [0.5, 0],
      [0.975, 1.959963984540054],
      [0.01, -2.3263478740408408],
      [1e-6, -4.753424308822899],
    ] as const;
    for (const [p, quantile] of expected) assert.ok(Math.abs(normalQuantile(p) - quantile) < 1e-8, `${p}`);
  });

  it("give equal values the middle of their ranks", () => {
    const [low, middle, same, high] = normalScores([1, 5, 5, 9]);
    assert.equal(middle, same);
    assert.ok(Math.abs(middle!) < 1e-12 && low === -high!);
  });
});

describe("quantile curves", () => {
  const { normal } = randomSource(7);
  const few = Array.from({ length: 96 }, () => Math.exp(normal()));
  const many = Array.from({ length: 5000 }, () => 10 + 2 * normal());

  it("never fall, and are undone by scoreOfValue", () => {
    for (const curve of [fitCurve(few, "log"), fitCurve(many, "linear")]) {
      let before = -Infinity;
      for (let score = -1.9; score <= 1.9; score += 0.1) {
        const value = valueAtScore(curve, score);
        assert.ok(value >= before);
        assert.ok(Math.abs(scoreOfValue(curve, value) - score) < 1e-9);
        before = value;
      }
    }
  });

  it("keep tails of both signs that span powers of ten", () => {
    const tails = few.map((value, i) => (i % 2 ? 1 : -1) * 1e-5 * value ** 4);
    const curve = fitCurve(tails, "asinh");
    assert.ok(valueAtScore(curve, 2) > 100 * valueAtScore(curve, 0.5));
    assert.ok(valueAtScore(curve, -2) < 100 * valueAtScore(curve, -0.5));
    assert.ok(Math.abs(scoreOfValue(curve, valueAtScore(curve, -1.2)) + 1.2) < 1e-9);
  });

  it("follow the values they were fitted to", () => {
    const curve = fitCurve(many, "linear");
    for (const score of [-2, -1, 0, 1, 2]) assert.ok(Math.abs(valueAtScore(curve, score) - (10 + 2 * score)) < 0.2);
  });

  it("stay within reach of their ends", () => {
    const curve = fitCurve(few, "log");
    assert.equal(valueAtScore(curve, 10), valueAtScore(curve, 5));
    assert.ok(valueAtScore(curve, -10) > 0);
  });
});
