import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { permuteLabels } from "../../src/dataset/permuteLabels.ts";
import { randomTable } from "../support/reportSource.ts";

describe("permuteLabels", { timeout: 10_000 }, () => {
  const table = randomTable({ genres: ["Folk", "Pop"], tracksPerGenre: 6, segmentsPerTrack: 3 });
  const dealt = permuteLabels(table, 1);

  it("gives each track one label, and each genre as many tracks as before", () => {
    const labels = new Map(table.track.map((track, row) => [track, dealt[row]]));
    assert.ok(table.track.every((track, row) => labels.get(track) === dealt[row]));
    assert.deepEqual([...labels.values()].sort(), [...Array<string>(6).fill("Folk"), ...Array<string>(6).fill("Pop")]);
  });

  it("deals otherwise than before, and the same with the same seed", () => {
    assert.notDeepEqual(dealt, table.label);
    assert.deepEqual(permuteLabels(table, 1), dealt);
    assert.notDeepEqual(permuteLabels(table, 2), dealt);
  });
});
