import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { likelyColumn } from "../../src/dataset/likelyColumn.ts";

describe("likelyColumn", () => {
  const MEANT: Record<string, string> = {
    Label: "label",
    genre_top: "label",
    FILENAME: "filename",
    "file name": "filename",
    track_id: "track",
    rmse: "rms_mean",
    rmse_var: "rms_var",
    RMS_MEAN: "rms_mean",
    "Spectral Centroid": "spectral_centroid_mean",
    spectral_rolloff_var: "rolloff_var",
    zcr_avg: "zero_crossing_rate_mean",
    mfcc_1_mean: "mfcc1_mean",
    MFCC20: "mfcc20_mean",
    bpm: "tempo",
  };
  for (const [name, column] of Object.entries(MEANT)) {
    it(`takes ${name} for ${column}`, () => assert.equal(likelyColumn(name), column));
  }

  it("has no idea of other names", () => {
    for (const name of ["", "loudness", "mfcc21_mean", "tempo_var", "mean", "constructor"]) {
      assert.equal(likelyColumn(name), undefined, name);
    }
  });
});
