import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkTables } from "../../src/dataset/checkTables.ts";
import type { FeatureTable } from "../../src/dataset/featureTable.ts";
import { takeRows } from "../../src/dataset/takeRows.ts";
import { randomSourceTables } from "../support/reportSource.ts";

const tables = randomSourceTables({ genres: ["x", "y"], tracksPerGenre: 20 });
const clips = tables.clips!;
const segments = tables.segments!;
const first = (table: FeatureTable, rows: number): FeatureTable =>
  takeRows(
    table,
    Array.from({ length: rows }, (_, i) => i),
  );

describe("checkTables", () => {
  it("finds nothing wrong with tables that belong together, nor with one alone", () => {
    assert.deepEqual(checkTables(tables), []);
    assert.deepEqual(checkTables({ source: tables.source, clips }), []);
  });

  it("notices half of a table by the other", () => {
    assert.deepEqual(checkTables({ ...tables, segments: first(segments, 100) }), [
      "random.csv: no segments of 20 of the 40 clips, such as 10000; it seems to be cut off, or of other music",
    ]);
    assert.deepEqual(checkTables({ ...tables, clips: first(clips, 20) }), [
      "random.csv: no clip of 20 of the 40 tracks that have segments, such as 10000; it seems to be cut off, or of other music",
    ]);
  });

  it("notices a genre that differs, and many rows left out", () => {
    const label = segments.label.map((genre, row) => (row === 3 ? "y" : genre));
    assert.deepEqual(checkTables({ ...tables, segments: { ...segments, label } }), [
      "random.csv: track 00000 is y here and x in random.csv",
    ]);
    const dropped = [{ line: 2, filename: "a.mp3", columns: ["tempo"] }];
    assert.deepEqual(checkTables({ ...tables, clips: { ...clips, dropped } }), [
      "random.csv: 1 of 41 rows lack a value and are left out",
    ]);
  });

  it("knows how large the report's tables are", () => {
    const [problem, ...others] = checkTables({ source: { ...tables.source, kind: "report" }, clips });
    assert.equal(
      problem,
      "random.csv: 40 rows; the published table has more than 7,900: it seems to be cut off, fetch it again",
    );
    assert.deepEqual(others, []);
  });
});
