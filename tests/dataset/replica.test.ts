import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import type { FeatureTable } from "../../src/dataset/featureTable.ts";
import { loadSource } from "../../src/dataset/loadSource.ts";
import { drawReplica, readReplica, redrawClips } from "../../src/dataset/replica.ts";
import { fitReplica } from "../../tools/replica/fitReplica.ts";
import { parseReplicaModel } from "../../src/dataset/replica/replicaModel.ts";
import { resolveSource } from "../../src/dataset/resolveSource.ts";
import { selectFeatures } from "../../src/dataset/selectFeatures.ts";
import { FEATURES } from "../../src/schema.ts";

const MODEL = "data/replica.json";

describe("the replica", () => {
  it("has the size and layout of the report's tables, and says that it is no music", async () => {
    const source = resolveSource("replica");
    const { clips, segments } = await loadSource(source);
    assert.match(source.description, /^Not music/);
    assert.deepEqual(clips!.features, FEATURES);
    assert.equal(clips!.X.rows, 8000);
    assert.ok(segments!.X.rows > 79_800 && segments!.X.rows < 80_000, `${segments!.X.rows} segments`);
    const genres = [...new Set(clips!.label)];
    assert.equal(genres.length, 8);
    for (const genre of genres) assert.equal(clips!.label.filter((label) => label === genre).length, 1000);
    assert.deepEqual([clips!.filename[0], segments!.filename[0]], ["900001.mp3", "1-900001.mp3"]);
    assert.deepEqual(new Set(segments!.track), new Set(clips!.track));
    assert.ok(segments!.X.data.every(Number.isFinite) && clips!.X.data.every(Number.isFinite));
    const counts = new Map<string, number>();
    for (const track of segments!.track) counts.set(track, (counts.get(track) ?? 0) + 1);
    assert.ok([...counts.values()].some((count) => count < 10) && Math.max(...counts.values()) === 10);
  });

  it("is the same to the last bit for the same seed, and another for another", async () => {
    const draw = (seed: number) => readReplica(MODEL, { seed, tracksPerGenre: 20 });
    const [one, same, other] = await Promise.all([draw(5), draw(5), draw(6)]);
    assert.deepEqual(one, same);
    assert.notEqual(one.segments.sha256, other.segments.sha256);
  });

  it("has segments that make up their clip", async () => {
    const { clips, segments } = await readReplica(MODEL, { tracksPerGenre: 30 });
    const descriptors = FEATURES.filter((name) => name.endsWith("_mean")).map((name) => name.slice(0, -5));
    for (const descriptor of descriptors) {
      const [mean, variance] = [`${descriptor}_mean`, `${descriptor}_var`];
      clips.track.forEach((track, row) => {
        const own = [...segments.track.keys()].filter((segment) => segments.track[segment] === track);
        const means = own.map((segment) => valueAt(segments, segment, mean));
        const within = average(own.map((segment) => valueAt(segments, segment, variance)));
        const centre = average(means);
        const between = average(means.map((value) => (value - centre) ** 2));
        const clipVariance = valueAt(clips, row, variance);
        assert.ok(Math.abs(centre - valueAt(clips, row, mean)) < 1e-9 * (Math.abs(centre) + Math.sqrt(clipVariance)));
        assert.ok(Math.abs(within + between - clipVariance) < 1e-9 * clipVariance, `${track} ${descriptor}`);
      });
    }
  });

  it("draws real clips' other features and segments anew, and keeps the features that it knows for many tracks", async () => {
    const { clips } = await loadSource(resolveSource("sample"));
    const model = parseReplicaModel(MODEL, await readFile(MODEL, "utf8"));
    const [one, same, other] = [5, 5, 6].map((seed) => redrawClips(model, clips!, seed));
    assert.deepEqual(one, same);
    assert.notEqual(one!.segments.sha256, other!.segments.sha256);
    assert.deepEqual(one!.clips.label, clips!.label);
    for (const name of model.core) assert.deepEqual(columnOf(one!.clips, name), columnOf(clips!, name), name);
    assert.notDeepEqual(columnOf(one!.clips, "rms_mean"), columnOf(clips!, "rms_mean"));
    const kept = one!.clips.track.map((track) =>
      average(
        [...one!.segments.track.keys()]
          .filter((row) => one!.segments.track[row] === track)
          .map((row) => valueAt(one!.segments, row, "mfcc2_mean")),
      ),
    );
    columnOf(clips!, "mfcc2_mean").forEach((mean, row) => assert.ok(Math.abs(mean - kept[row]!) < 1e-6));
    const places = new Map(clips!.artist!.map((artist, row) => [artist, one!.clips.artist![row]]));
    assert.equal(new Set(places.values()).size, places.size);
    clips!.artist!.forEach((artist, row) => assert.equal(one!.clips.artist![row], places.get(artist)));
  });

  it("holds values that the features can have", async () => {
    for (const table of Object.values(await readReplica(MODEL, { tracksPerGenre: 100, seed: 3 }))) {
      for (const name of FEATURES) {
        const values = columnOf(table, name);
        if (!/^(mfcc\d+|harmony|perceptr)_mean$/.test(name)) assert.ok(Math.min(...values) > 0, name);
        if (/^(chroma_stft|rms|zero_crossing_rate)_mean$/.test(name)) assert.ok(Math.max(...values) <= 1, name);
        if (/^(spectral_\w+|rolloff)_mean$/.test(name)) assert.ok(Math.max(...values) <= 11_025, name);
      }
      for (const tempo of columnOf(table, "tempo")) {
        const lag = (60 * 22_050) / 512 / tempo;
        assert.ok(Math.abs(lag - Math.round(lag)) < 1e-9, `${tempo} beats a minute are no whole lag`);
      }
    }
  });

  it("has artists whose tracks resemble each other", async () => {
    const { clips } = await readReplica(MODEL, { tracksPerGenre: 200 });
    const { X } = standardised(clips);
    const distance = (a: number, b: number): number => {
      let sum = 0;
      for (let i = 0; i < X.columns; i++) sum += (X.data[a * X.columns + i]! - X.data[b * X.columns + i]!) ** 2;
      return sum;
    };
    const [same, others]: [number[], number[]] = [[], []];
    for (let a = 0; a < X.rows; a++) {
      for (let b = 0; b < a; b++) {
        if (clips.label[a] === clips.label[b])
          (clips.artist![a] === clips.artist![b] ? same : others).push(distance(a, b));
      }
    }
    assert.ok(average(same) < 0.8 * average(others), `${average(same)} and ${average(others)}`);
  });

  it("can be fitted again to what was drawn from it", async () => {
    const sample = await loadSource(resolveSource("sample"));
    const { clips } = await readReplica(MODEL, { tracksPerGenre: 150 });
    const model = parseReplicaModel(MODEL, JSON.stringify(fitReplica(fitData(clips, sample.clips!, sample.segments!))));
    assert.equal(model.core.length, 25);
    assert.equal(model.genres.length, 8);
    const again = drawReplica(model, { tracksPerGenre: 150 }).clips;
    for (const name of model.core) {
      const [before, after] = [columnOf(clips, name), columnOf(again, name)].map((values) =>
        values.sort((a, b) => a - b),
      );
      const spread = before![900]! - before![300]!;
      assert.ok(Math.abs(before![600]! - after![600]!) < 0.2 * spread, name);
    }
  });

  it("goes on without a feature that its statistics don't know", async () => {
    const sample = await loadSource(resolveSource("sample"));
    const { clips } = await readReplica(MODEL, { tracksPerGenre: 60 });
    const known = FEATURES.filter((name) => !name.startsWith("rms_"));
    const [fewer, segments] = [sample.clips!, sample.segments!].map((table) => selectFeatures(table, known));
    const drawn = drawReplica(fitReplica(fitData(clips, fewer!, segments!)), { tracksPerGenre: 5 });
    for (const { features, X } of [drawn.clips, drawn.segments]) {
      assert.deepEqual(features, known);
      assert.equal(X.columns, 55);
      assert.ok(X.data.length === X.rows * 55 && X.data.every(Number.isFinite));
    }
    const halves = selectFeatures(sample.clips!, [...known, "rms_mean"]);
    assert.throws(() => fitReplica(fitData(clips, halves, sample.segments!)), {
      message: "clips and segments need rms_var too",
    });
  });

  it("refuses statistics that are not whole", async () => {
    const refused = (change: (model: Record<string, unknown>) => void, message: RegExp): void => {
      const model = JSON.parse(JSON.stringify(whole)) as Record<string, unknown>;
      change(model);
      assert.throws(() => parseReplicaModel("r.json", JSON.stringify(model)), { name: "TableError", message });
    };
    const sample = await loadSource(resolveSource("sample"));
    const { clips } = await readReplica(MODEL, { tracksPerGenre: 60 });
    const whole = fitReplica(fitData(clips, sample.clips!, sample.segments!));
    refused((model) => (model.schemaVersion = 1), /^r\.json: is no replica of version 2/);
    refused((model) => delete model.artists, /parts of the replica are missing/);
    refused((model) => ((model.artists as { kinds: unknown[][] }).kinds[1] = []), /artists\.kinds/);
    assert.throws(() => parseReplicaModel("r.json", JSON.stringify(whole).slice(0, 5000)), {
      name: "TableError",
      message: /^r\.json: is no JSON/,
    });
    await assert.rejects(readReplica("data/nowhere.json"), { name: "TableError", message: /no such file/ });
  });
});

/** The 25 means of drawn clips as a table of many tracks, with the sample's clips and segments. */
function fitData(clips: FeatureTable, sampleClips: FeatureTable, segments: FeatureTable) {
  const features = FEATURES.filter((name) => /^(chroma|spectral|rolloff|zero|mfcc)\w*_mean$/.test(name));
  const { X } = selectFeatures(clips, features);
  const rows = clips.track.map((_, row) => X.data.slice(row * X.columns, (row + 1) * X.columns));
  return {
    tracks: { features, rows, label: clips.label, artist: clips.artist!.map((name) => name ?? undefined) },
    clips: sampleClips,
    segments,
  };
}

function standardised(table: FeatureTable): FeatureTable {
  const { X } = table;
  const data = X.data.slice();
  for (let i = 0; i < X.columns; i++) {
    const values = columnOf(table, table.features[i]!);
    const mean = average(values);
    const deviation = Math.sqrt(average(values.map((value) => (value - mean) ** 2)));
    values.forEach((value, row) => (data[row * X.columns + i] = (value - mean) / deviation));
  }
  return { ...table, X: { ...X, data } };
}

function valueAt({ X, features }: FeatureTable, row: number, name: string): number {
  return X.data[row * X.columns + features.indexOf(name)]!;
}

function columnOf(table: FeatureTable, name: string): number[] {
  return Array.from({ length: table.X.rows }, (_, row) => valueAt(table, row, name));
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
