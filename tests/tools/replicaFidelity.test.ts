import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "node:test";
import { loadSource } from "../../src/dataset/loadSource.ts";
import { readReplica } from "../../src/dataset/readReplica.ts";
import { neighbouringTracks } from "../../tools/replica/neighbouringTracks.ts";
import { readTrackMeans } from "../../tools/replica/readTrackMeans.ts";
import { resolveSource } from "../../src/dataset/resolveSource.ts";
import {
  clipFidelity,
  type FidelityFigure,
  kolmogorovSmirnov,
  segmentFidelity,
} from "../../tools/replica/replicaFidelity.ts";
import { SHARED_DATA, skipWithoutSharedData } from "../support/sharedData.ts";

const TRACKS = "fma-small/features_30s_25means.csv";

describe("kolmogorovSmirnov", () => {
  it("is the largest gap between two distributions", () => {
    assert.equal(kolmogorovSmirnov(Float64Array.of(1, 2, 3), Float64Array.of(3, 2, 1)), 0);
    assert.equal(kolmogorovSmirnov(Float64Array.of(1, 2), Float64Array.of(5, 6)), 1);
    assert.equal(kolmogorovSmirnov(Float64Array.of(1, 2, 3, 4), Float64Array.of(1, 2, 9, 9)), 0.5);
  });
});

describe("the replica beside real music", () => {
  it("has segments that are as alike as those of the sample", async () => {
    const { segments } = await loadSource(resolveSource("sample"));
    const figures = await segmentFidelity(segments!, await readReplica("data/replica.json"), 20, 8);
    assert.equal(figures.length, 2);
    for (const figure of figures) assertReached(figure);
  });

  it(
    "has clips that classify and correlate as 7,993 real ones do",
    { skip: skipWithoutSharedData(TRACKS) },
    async () => {
      const { clips } = await readReplica("data/replica.json");
      const tracks = await readTrackMeans(join(SHARED_DATA, TRACKS), [...new Set(clips.label)]);
      const X = {
        data: Float64Array.from(tracks.rows.flatMap((row) => [...row])),
        rows: tracks.rows.length,
        columns: tracks.features.length,
      };
      const real = { ...tracks, X, track: tracks.id.map(String), artist: neighbouringTracks(tracks) };
      for (const figure of await clipFidelity(real, [clips], 1))
        if (figure.allowed !== undefined) assertReached(figure);
    },
  );
});

function assertReached({ name, real = 0, replica, allowed }: FidelityFigure): void {
  assert.ok(Math.abs(replica - real) <= allowed!, `${name}: real ${real}, replica ${replica}`);
}
