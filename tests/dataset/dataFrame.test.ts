import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { dataFrame } from "../../src/dataset/dataFrame.ts";
import { parseFeatureTable } from "../../src/dataset/readFeatureTable.ts";

const CSV = `filename,rms_mean,tempo,label
1-a.mp3,1,10,x
2-a.mp3,2,20,x
1-b.mp3,6,60,y
`;
const table = { ...parseFeatureTable("t.csv", Buffer.from(CSV), "segment"), sha256: "" };

describe("dataFrame", () => {
  it("shows filename, features, label, track and segment as columns", async () => {
    const frame = await dataFrame(table);
    assert.deepEqual(frame.columns, ["filename", "rms_mean", "tempo", "label", "track", "segment"]);
    assert.deepEqual(frame.shape, [3, 6]);
    assert.deepEqual(frame.dtypes, ["string", "float32", "float32", "string", "string", "int32"]);
    assert.deepEqual(frame.head(2).values, [
      ["1-a.mp3", 1, 10, "x", "a", 1],
      ["2-a.mp3", 2, 20, "x", "a", 2],
    ]);
  });

  it("holds the first rows only, where that is asked for", async () => {
    const frame = await dataFrame(table, { rows: 2 });
    assert.deepEqual(frame.column("filename").values, ["1-a.mp3", "2-a.mp3"]);
  });

  it("is described and grouped", async () => {
    const frame = await dataFrame(table);
    const description = frame.describe();
    assert.deepEqual(description.column("rms_mean").values.slice(0, 2), [3, 3]);
    const means = frame.groupby(["label"]).col(["tempo"]).mean();
    assert.deepEqual(means.values, [
      ["x", 15],
      ["y", 60],
    ]);
  });
});
