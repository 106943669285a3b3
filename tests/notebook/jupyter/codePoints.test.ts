import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { toCodePoints, toCodeUnits } from "../../../src/notebook/jupyter/jupyterKernel.ts";

describe("codePoints", () => {
  it("counts a character beyond the Basic Multilingual Plane as one code point and two code units", () => {
    const text = "a🎵b音";
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((points) => toCodeUnits(text, points)),
      [0, 1, 3, 4, 5],
    );
    assert.deepEqual(
      [0, 1, 3, 4, 5].map((units) => toCodePoints(text, units)),
      [0, 1, 2, 3, 4],
    );
    assert.equal(toCodeUnits(text, 99), text.length);
  });
});
