import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { calibrationError, fitTemperature, tempered } from "../../../src/app/hearing/temperature.ts";

/** 100 rows that say 90 %, of which 80 are right. */
const proba = {
  data: Float64Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? 0.9 : 0.1)),
  rows: 100,
  columns: 2,
};
const truth = Array.from({ length: 100 }, (_, row) => (row < 80 ? 0 : 1));

describe("temperature", () => {
  it("makes probabilities what they should be", () => {
    const temperature = fitTemperature(proba, truth);
    // 0.8 / 0.2 = (0.9 / 0.1) ^ (1 / temperature)
    assert.ok(Math.abs(temperature - Math.log(9) / Math.log(4)) < 1e-3);
    const fitted = tempered(proba, temperature);
    assert.ok(Math.abs(fitted.data[0]! - 0.8) < 1e-3 && Math.abs(fitted.data[0]! + fitted.data[1]! - 1) < 1e-12);
  });

  it("leaves what it is at 1, and survives zeros", () => {
    assert.ok(Math.abs(tempered(proba, 1).data[0]! - 0.9) < 1e-12);
    const sure = { data: Float64Array.from([1, 0]), rows: 1, columns: 2 };
    assert.ok(Number.isFinite(fitTemperature(sure, [1])));
  });
});

it("the calibration error is the distance between what was said and what came true", () => {
  assert.ok(Math.abs(calibrationError(proba, truth) - 0.1) < 1e-12);
});
