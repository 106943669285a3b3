import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { sampleTracks } from "../../src/dataset/sampleTracks.ts";
import { randomTable } from "../support/reportSource.ts";

const table = randomTable({ genres: ["a", "b", "c"], tracksPerGenre: 6, segmentsPerTrack: 5 });

describe("sampleTracks", () => {
  it("returns a small table as it is", () => {
    assert.equal(sampleTracks(table, 90, 1), table);
  });

  it("takes whole tracks, as many of each genre, in the order of the table", () => {
    const sample = sampleTracks(table, 62, 1);
    assert.equal(sample.X.rows, 60);
    for (const track of new Set(sample.track)) {
      assert.equal(sample.track.filter((name) => name === track).length, 5, track);
    }
    for (const genre of ["a", "b", "c"]) assert.equal(sample.label.filter((name) => name === genre).length, 20);
    assert.deepEqual(
      sample.filename,
      table.filename.filter((name) => sample.filename.includes(name)),
    );
  });

  it("draws the same tracks with the same seed and others with another", () => {
    assert.deepEqual(sampleTracks(table, 30, 4).track, sampleTracks(table, 30, 4).track);
    assert.notDeepEqual(sampleTracks(table, 30, 4).track, sampleTracks(table, 30, 5).track);
  });

  it("refuses where not one track fits", () => {
    assert.throws(() => sampleTracks(table, 4, 1), /random\.csv: no track has as few as 4 rows/);
  });
});
