import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { majorityBaseline } from "../../src/models/majorityBaseline.ts";

describe("majorityBaseline", () => {
  it("predicts the most frequent training label whatever the test rows are", () => {
    assert.deepEqual(majorityBaseline(["a", "b", "b"], ["a", "a", "b", "c"]), { label: "b", accuracy: 0.25 });
  });

  it("takes the first in sorted order of equally frequent labels", () => {
    assert.equal(majorityBaseline(["z", "a"], ["z"]).label, "a");
  });

  it("refuses to learn from nothing", () => {
    assert.throws(() => majorityBaseline([], ["a"]), /no training labels/);
  });
});
