import assert from "node:assert/strict";
import { it } from "node:test";
import { mean } from "../../src/ground/index.ts";

it("the mean is the sum by the count, and of nothing it is not a number", { timeout: 10_000 }, () => {
  assert.equal(mean([1, 2, 6]), 3);
  assert.equal(mean([]), NaN);
});
