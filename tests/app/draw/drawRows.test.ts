import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { drawRows } from "../../../src/app/draw/drawRecords.ts";

describe("drawRows", () => {
  it("draws the same rows with the same seed, others with another", () => {
    assert.deepEqual(drawRows(7995, 5, 42), drawRows(7995, 5, 42));
    assert.notDeepEqual(drawRows(7995, 5, 42), drawRows(7995, 5, 43));
    assert.notDeepEqual(drawRows(7995, 5, 0), drawRows(7995, 5, 2 ** 32 - 1));
  });

  it("draws no row twice, and all of them where more are asked for than there are", () => {
    for (let seed = 0; seed < 500; seed++) {
      const rows = drawRows(20, 7, seed);
      assert.equal(new Set(rows).size, 7);
      assert.ok(rows.every((row) => Number.isInteger(row) && row >= 0 && row < 20));
    }
    assert.deepEqual(drawRows(4, 50, 1).sort(), [0, 1, 2, 3]);
  });

  it("draws every row equally often at every place", () => {
    const draws = 30_000;
    const counts = Array.from({ length: 3 }, () => new Array<number>(6).fill(0));
    for (let seed = 0; seed < draws; seed++) drawRows(6, 3, seed).forEach((row, place) => counts[place]![row]!++);
    // Five standard deviations of a share of a sixth.
    const most = 5 * Math.sqrt((draws * 5) / 36);
    for (const count of counts.flat()) assert.ok(Math.abs(count - draws / 6) < most, String(count));
  });
});
