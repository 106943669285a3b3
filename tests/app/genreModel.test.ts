import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { genresOfClip, GenreModel } from "../../src/app/genreModel.ts";
import { parseFeatureTable } from "../../src/dataset/parseFeatureTable.ts";
import type { FeatureTable } from "../../src/dataset/featureTable.ts";
import { FEATURES } from "../../src/schema.ts";

/** 12 tracks x 4 segments of 3 genres that rms and tempo tell apart. */
function table(): FeatureTable {
  const rows = Array.from({ length: 48 }, (_, i) => {
    const track = Math.floor(i / 4);
    const genre = track % 3;
    const wobble = Math.sin(i * 7);
    return `${(i % 4) + 1}-${track}.mp3,${100 + 30 * genre + wobble},${0.1 * genre + 0.01 * wobble},${"abc"[genre]!}`;
  });
  const text = ["filename,tempo,rms_mean,label", ...rows].join("\n");
  return { ...parseFeatureTable("segments.csv", Buffer.from(text), "segment"), sha256: "0123" };
}

/** All 57 features, of which the table has two. */
function features(tempo: number, rms: number): Float64Array {
  return Float64Array.from(FEATURES, (name) => (name === "tempo" ? tempo : name === "rms_mean" ? rms : NaN));
}

describe("GenreModel", () => {
  it("tells genres with a confidence, from the columns that its table had", async () => {
    const model = await GenreModel.train(table());
    assert.deepEqual(model.features, ["tempo", "rms_mean"]);
    assert.deepEqual(model.trainedOn, { tracks: 12, genres: 3, sha256: "0123" });
    assert.ok(model.accuracyByTrack > 0.9);
    const [first, second] = await model.classify([features(160, 0.2), features(100, 0)]);
    assert.equal(first![0]!.genre, "c");
    assert.equal(second![0]!.genre, "a");
    for (const genres of [first!, second!]) {
      assert.equal(genres.length, 3);
      assert.ok(Math.abs(genres.reduce((sum, { confidence }) => sum + confidence, 0) - 1) < 1e-9);
      assert.ok(genres.every(({ confidence }, i) => i === 0 || confidence <= genres[i - 1]!.confidence));
    }
  });

  it("is the same after it was saved and loaded", async () => {
    const model = await GenreModel.train(table());
    const loaded = GenreModel.load(JSON.parse(JSON.stringify(model)));
    const segments = [features(131, 0.11), features(115, 0.05)];
    assert.deepEqual(await loaded.classify(segments), await model.classify(segments));
    assert.equal(loaded.accuracyByTrack, model.accuracyByTrack);
  });

  it("refuses what is no saved model", () => {
    for (const json of [null, {}, { version: 2 }, []])
      assert.throws(() => GenreModel.load(json), /no saved genre model/);
  });
});

describe("genresOfClip", () => {
  it("is the mean over the segments, the likeliest first", () => {
    const segment = (a: number, b: number) => [
      { genre: "a", confidence: a },
      { genre: "b", confidence: b },
    ];
    assert.deepEqual(genresOfClip([segment(0.25, 0.75), segment(0.5, 0.5)]), [
      { genre: "b", confidence: 0.625 },
      { genre: "a", confidence: 0.375 },
    ]);
  });
});
