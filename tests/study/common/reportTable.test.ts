import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { genresOf, reportTables, sourceLine } from "../../../src/study/common/reportTable.ts";
import { randomSourceTables } from "../../support/reportSource.ts";

const options = { genres: ["b", "a"], tracksPerGenre: 4 };

describe("reportTables", () => {
  it("drops the variances and says what is shown", () => {
    const { clips, segments, all } = reportTables(randomSourceTables(options));
    assert.deepEqual(clips!.table.features, ["rms_mean", "tempo", "mfcc1_mean", "mfcc2_mean"]);
    assert.equal(segments!.source, "Data: Random & tables, 40 segments");
    assert.equal(sourceLine(all), "Data: Random & tables, 8 clips and 40 segments");
    assert.deepEqual(genresOf(all), ["a", "b"]);
  });

  it("takes a sample of a table that is too large, and says so", () => {
    const { clips, segments } = reportTables(randomSourceTables(options), { maxRows: 20 });
    assert.equal(clips!.table.X.rows, 8);
    assert.equal(segments!.table.X.rows, 20);
    assert.equal(segments!.source, "Data: Random & tables, 20 of 40 segments");
  });

  it("does with one table only", () => {
    const { clips, segments, all } = reportTables(randomSourceTables(options, ["segments"]));
    assert.equal(clips, undefined);
    assert.deepEqual(all, [segments]);
  });
});
