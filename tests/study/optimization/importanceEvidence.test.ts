import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { importanceEvidence } from "../../../src/study/optimization/importanceEvidence.ts";
import { randomSource } from "../../support/randomData.ts";

const { uniform } = randomSource(3);
const ROWS = 2000;
/** One drop a row: shuffling costs the answer in this share of rows, and brings it in a third as many. */
const costs = (share: number): Float64Array =>
  Float64Array.from({ length: ROWS }, () => {
    const drawn = uniform();
    return drawn < share ? 1 : drawn < (4 / 3) * share ? -1 : 0;
  });
const artists = (count: number): string[] => Array.from({ length: ROWS }, (_, row) => `artist ${row % count}`);

describe("importanceEvidence", () => {
  it("shows many artists' features to have about the equal share, to be far from it, and to be the first", () => {
    const drops = [costs(0.3), costs(0.1), costs(0.1), costs(0.1), costs(0.01)];
    const { near, far, firstShown } = importanceEvidence(drops, artists(500), { seed: 1 });
    assert.deepEqual({ near, far, firstShown }, { near: 3, far: 2, firstShown: true });
  });

  it("shows nothing of features whose order, or share, may be the artists' chance", () => {
    const drops = Array.from({ length: 8 }, () => costs(0.01));
    const found = importanceEvidence(drops, artists(30), { seed: 1 });
    assert.deepEqual(found, { near: 0, far: 0, firstShown: false });
  });

  it("shows nothing of features that change no answer here: others might", () => {
    const nothing = Array.from({ length: 3 }, () => new Float64Array(ROWS));
    assert.deepEqual(importanceEvidence(nothing, artists(40), { seed: 1 }), { near: 0, far: 0, firstShown: false });
  });
});
