import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { loadSource } from "../../src/dataset/loadSource.ts";
import { readReplica, redrawClips } from "../../src/dataset/replica.ts";
import { parseReplicaModel } from "../../src/dataset/replica/replicaModel.ts";
import { selectFeatures } from "../../src/dataset/selectFeatures.ts";
import { fewTracksFidelity } from "../../tools/replica/fewTracksFidelity.ts";
import { readTrackMeans } from "../../tools/replica/readTrackMeans.ts";
import { resolveSource } from "../../src/dataset/resolveSource.ts";
import {
  clipFidelity,
  type FidelityFigure,
  kolmogorovSmirnov,
  redrawnFidelity,
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

  it("gives the sample's own clips segments that are as alike as theirs, and as hard by track", async () => {
    const { clips, segments } = await loadSource(resolveSource("sample"));
    const model = parseReplicaModel("data/replica.json", await readFile("data/replica.json", "utf8"));
    const redrawn = Array.from({ length: 20 }, (_, i) => redrawClips(model, clips!, i + 1));
    const figures = await redrawnFidelity(segments!, redrawn, 8);
    assert.equal(figures.length, 2);
    for (const figure of figures) assertReached(figure);
  });

  it(
    "is as hard as real music where only so many tracks are known as in the sample, with artists kept apart",
    { skip: skipWithoutSharedData(TRACKS) || skipWithoutSharedData(ARTISTS) },
    async () => {
      const replicas = [];
      for (const seed of [1, 2, 3, 4, 5]) replicas.push((await readReplica("data/replica.json", { seed })).clips);
      const real = await manyTracks(replicas[0]!.label);
      const drawn = replicas.map((clips) => ({ ...selectFeatures(clips, real.features), artist: clips.artist! }));
      const figures = await fewTracksFidelity(real, drawn, { tracksPerGenre: 20, draws: 60 });
      assert.equal(figures.length, 3);
      for (const figure of figures) {
        assertReached(figure);
        const [low, high] = figure.realRange!;
        assert.ok(low < figure.real! && figure.real! < high, figure.name);
      }
    },
  );

  it(
    "has clips that classify and correlate as 7,993 real ones do, with artists kept apart too",
    { skip: skipWithoutSharedData(TRACKS) || skipWithoutSharedData(ARTISTS) },
    async () => {
      const { clips } = await readReplica("data/replica.json");
      const figures = await clipFidelity(await manyTracks(clips.label), [clips], 1);
      assert.equal(figures.filter(({ name }) => name.endsWith("artists kept apart")).length, 3);
      for (const figure of figures) assertReached(figure);
    },
  );
});

/** The many real tracks, of the genres of these labels. */
async function manyTracks(label: readonly string[]) {
  const tracks = await readTrackMeans(join(SHARED_DATA, TRACKS), join(SHARED_DATA, ARTISTS), [...new Set(label)]);
  const data = Float64Array.from(tracks.rows.flatMap((row) => [...row]));
  return { ...tracks, X: { data, rows: tracks.rows.length, columns: tracks.features.length } };
}

function assertReached({ name, real = 0, replica, allowed }: FidelityFigure): void {
  assert.ok(Math.abs(replica - real) <= allowed, `${name}: real ${real}, replica ${replica}`);
}
