import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "node:test";
import { loadSource } from "../../src/dataset/loadSource.ts";
import { readReplica } from "../../src/dataset/readReplica.ts";
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
const ARTISTS = "fma-small/features_30s_27means_official_split.csv";

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
    const replicas = [];
    for (const seed of [1, 2, 3, 4]) replicas.push(await readReplica("data/replica.json", { seed }));
    const figures = await segmentFidelity(segments!, replicas, 20, 8);
    assert.equal(figures.length, 2);
    for (const figure of figures) assertReached(figure);
  });

  it(
    "has clips that classify and correlate as 7,993 real ones do, with artists kept apart too",
    { skip: skipWithoutSharedData(TRACKS) || skipWithoutSharedData(ARTISTS) },
    async () => {
      const { clips } = await readReplica("data/replica.json");
      const tracks = await readTrackMeans(join(SHARED_DATA, TRACKS), join(SHARED_DATA, ARTISTS), [
        ...new Set(clips.label),
      ]);
      const X = {
        data: Float64Array.from(tracks.rows.flatMap((row) => [...row])),
        rows: tracks.rows.length,
        columns: tracks.features.length,
      };
      const figures = await clipFidelity({ ...tracks, X }, [clips], 1);
      assert.equal(figures.filter(({ name }) => name.endsWith("artists kept apart")).length, 3);
      for (const figure of figures) assertReached(figure);
    },
  );
});

function assertReached({ name, real = 0, replica, allowed }: FidelityFigure): void {
  assert.ok(Math.abs(replica - real) <= allowed, `${name}: real ${real}, replica ${replica}`);
}
