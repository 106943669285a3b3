import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { accuracy } from "../../src/models/accuracy.ts";

describe("accuracy", () => {
  it("is the share of predictions that are right", () => {
    assert.equal(accuracy(["a", "b", "c", "d"], ["a", "b", "x", "d"]), 0.75);
    assert.equal(accuracy([1], [1]), 1);
  });

  it("refuses lists that are empty or differ in length", () => {
    assert.throws(() => accuracy([], []), RangeError);
    assert.throws(() => accuracy(["a"], ["a", "b"]), /1 labels and 2 predictions/);
  });
});
