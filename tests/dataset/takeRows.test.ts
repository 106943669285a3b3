import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseFeatureTable } from "../../src/dataset/readFeatureTable.ts";
import { dropVariances, selectFeatures } from "../../src/dataset/selectFeatures.ts";
import { takeRows, takeSplit } from "../../src/dataset/takeRows.ts";

const CSV = `filename,artist,rms_mean,rms_var,tempo,label
1-a.mp3,Ann,1,2,3,x
2-a.mp3,Ann,4,5,6,x
1-b.mp3,,7,8,9,y
`;
const table = { ...parseFeatureTable("t.csv", Buffer.from(CSV), "segment"), sha256: "" };

describe("takeRows", () => {
  it("takes rows in the order of the indices, all columns alike", () => {
    const taken = takeRows(table, Uint32Array.of(2, 0));
    assert.deepEqual([...taken.X.data], [7, 8, 9, 1, 2, 3]);
    assert.deepEqual(taken.filename, ["1-b.mp3", "1-a.mp3"]);
    assert.deepEqual(
      [taken.track, taken.segment],
      [
        ["b", "a"],
        [1, 1],
      ],
    );
    assert.deepEqual(
      [taken.label, taken.artist],
      [
        ["y", "x"],
        [null, "Ann"],
      ],
    );
    assert.equal(table.X.rows, 3);
  });

  it("refuses an index outside the table", () => {
    assert.throws(() => takeRows(table, [3]), /no row 3; rows go from 0 to 2/);
    assert.throws(() => takeRows(table, [0.5]), RangeError);
  });
});

describe("takeSplit", () => {
  it("gives features and labels of each part", () => {
    const parts = takeSplit(table, { train: [0, 2], test: Uint32Array.of(1) });
    assert.deepEqual(parts.train, {
      X: { data: Float64Array.of(1, 2, 3, 7, 8, 9), rows: 2, columns: 3 },
      y: ["x", "y"],
    });
    assert.deepEqual(parts.test.y, ["x"]);
  });
});

describe("selectFeatures", () => {
  it("takes the features named, in the order named", () => {
    const { features, X } = selectFeatures(table, ["tempo", "rms_mean"]);
    assert.deepEqual(features, ["tempo", "rms_mean"]);
    assert.deepEqual(X, { data: Float64Array.of(3, 1, 6, 4, 9, 7), rows: 3, columns: 2 });
  });

  it("refuses a feature that is not there, and none", () => {
    assert.throws(
      () => selectFeatures(table, ["mfcc1_mean"]),
      /^RangeError: t\.csv: no feature "mfcc1_mean"; there are rms_mean/,
    );
    assert.throws(() => selectFeatures(table, []), /no feature is left/);
  });
});

describe("dropVariances", () => {
  it("leaves means and tempo", () => {
    assert.deepEqual(dropVariances(table).features, ["rms_mean", "tempo"]);
  });
});
