import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { jointConfidence } from "../../../src/study/common/jointConfidence.ts";

describe("jointConfidence", () => {
  it("leaves 5 in 100 to all intervals together, and asks of one what one is asked alone", () => {
    assert.ok(Math.abs(20 * (1 - jointConfidence(20)) - 0.05) < 1e-12);
    assert.equal(jointConfidence(1), 0.95);
    assert.equal(jointConfidence(0), 0.95);
  });
});
