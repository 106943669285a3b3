import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  countOf,
  formatGain,
  formatPercent,
  formatPoints,
  formatScore,
  listInWords,
} from "../../../src/study/common/formatNumber.ts";

describe("formatNumber", () => {
  it("writes percentages with a space at which no line ends", () => {
    assert.equal(formatPercent(0.825, 1), "82.5\u00a0%");
    assert.equal(formatPercent(1), "100\u00a0%");
    assert.equal(formatPercent(-0.002, 1), "−0.2\u00a0%");
  });

  it("writes differences in points, one point in the singular", () => {
    assert.equal(formatPoints(-0.105, 1), "10.5 points");
    assert.equal(formatPoints(0.01), "1 point");
    assert.equal(formatPoints(0.01, 1), "1.0 points");
  });

  it("writes gains with their sign, and none for what rounds to nothing", () => {
    assert.deepEqual(
      [0.105, -0.02, 0.0002].map((gain) => formatGain(gain, 1)),
      ["+10.5", "−2.0", "±0.0"],
    );
  });

  it("writes scores with a true minus, and none for what rounds to nothing", () => {
    assert.deepEqual([0.164, -0.083, -0.001].map(formatScore), ["0.16", "−0.08", "0.00"]);
  });

  it("counts and lists as one speaks", () => {
    assert.equal(countOf(1, "track"), "1 track");
    assert.equal(countOf(22050, "segment"), "22,050 segments");
    assert.deepEqual(
      [listInWords([]), listInWords(["a"]), listInWords(["a", "b"]), listInWords(["a", "b", "c"])],
      ["", "a", "a and b", "a, b and c"],
    );
  });
});
