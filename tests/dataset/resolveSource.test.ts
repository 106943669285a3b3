import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { SOURCE_NAMES } from "../../src/ground/index.ts";
import { resolveSource } from "../../src/dataset/resolveSource.ts";
import { TableError } from "../../src/dataset/tableError.ts";
import { SHARED_DATA, skipWithoutSharedData } from "../support/sharedData.ts";

const TABLE = "filename,tempo,label\na.mp3,1,x\n";

describe("resolveSource", () => {
  let root = "";
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), "sources-"))));
  afterEach(() => rmSync(root, { recursive: true }));

  /** Makes files in a folder of the root. */
  const files = (folder: string, ...names: string[]): void => {
    mkdirSync(join(root, folder), { recursive: true });
    for (const name of names) writeFileSync(join(root, folder, name), TABLE);
  };
  /** The names of the files that stand for clips, segments and artists. */
  const found = (name: string): (string | undefined)[] => {
    const { clips, segments, artists } = resolveSource(name, root);
    return [clips, segments, artists].map((path) => path && basename(path));
  };
  const refused = (name: string, message: string): void => {
    assert.throws(
      () => resolveSource(name, root),
      (error) => {
        assert.ok(error instanceof TableError);
        assert.equal(error.message, message);
        return true;
      },
    );
  };

  it("finds the sample in the project", () => {
    const source = resolveSource("sample");
    assert.equal(source.kind, "sample");
    assert.deepEqual(
      [source.clips, source.segments].map((path) => basename(path!)),
      ["features_30s.csv", "features_3s.csv"],
    );
    assert.match(source.description, /160 clips of FMA-small/);
  });

  it("takes auto for the report's tables where one of them is there, else for the sample with the replica beside it", () => {
    files("data/fma-sample", "features_30s.csv", "features_3s.csv");
    for (const name of ["auto", undefined]) {
      const { name: leads, beside } = resolveSource(name, root);
      assert.deepEqual([leads, beside?.name], ["sample", "replica"]);
    }
    assert.equal(resolveSource("sample", root).beside, undefined);
    files("data", "fma_3secs.csv");
    assert.equal(resolveSource("auto", root).kind, "report");
    assert.deepEqual(found("auto"), [undefined, "fma_3secs.csv", undefined]);
    files("data", "fma_30secs.csv", "tracks.csv");
    assert.deepEqual(found("auto"), ["fma_30secs.csv", "fma_3secs.csv", "tracks.csv"]);
  });

  it("tells the two tables of a folder apart by the usual names", () => {
    const pairs = [
      ["fma_30secs.csv", "fma_3secs.csv"],
      ["features_30_sec.csv", "features_3_sec.csv"],
      ["librosa_30s.csv", "librosa_3s.csv"],
      ["30.csv", "3s.CSV"],
      ["my-30-second-table.csv", "my-3-second-table.csv"],
    ];
    pairs.forEach((names, i) => {
      files(`f${i}`, ...names);
      assert.deepEqual(found(`f${i}`).slice(0, 2), names);
    });
  });

  it("takes a folder with one table, and the artists beside it", () => {
    files("one", "features_3s.csv", "clips.csv", "notes.txt");
    assert.deepEqual(found("one"), [undefined, "features_3s.csv", "clips.csv"]);
    assert.deepEqual([resolveSource("one", root).kind, resolveSource("one", root).title], ["folder", "one"]);
    files("other", "features_30s.csv");
    assert.deepEqual(found("other"), ["features_30s.csv", undefined, undefined]);
  });

  it("sets aside reference tables and, of several, those that are no feature tables", () => {
    files("many", "librosa_30s.csv", "reference_30s.csv");
    writeFileSync(join(root, "many", "means_30s.csv"), "filename,chroma_stft,label\na.mp3,1,x\n");
    assert.deepEqual(found("many"), ["librosa_30s.csv", undefined, undefined]);
  });

  it("refuses in one line what can't be told or isn't there", () => {
    const at = (folder: string): string => join(root, folder);
    files("two", "a_30s.csv", "b_30s.csv");
    refused(
      "two",
      `${at("two")}: more than one table of 30-second clips: a_30s.csv, b_30s.csv; keep one of them, or put the tables into a folder of their own`,
    );
    files("both", "cut_30_to_3s.csv");
    refused(
      "both",
      `${at("both")}: cut_30_to_3s.csv may be of clips or of segments; expected 30 or 3s in its name, not both`,
    );
    files("none", "data.csv", "features_130s.csv");
    refused(
      "none",
      `${at("none")}: no feature table; expected *30*.csv, *3s*.csv or *3sec*.csv, found data.csv, features_130s.csv`,
    );
    files("empty");
    refused("empty", `${at("empty")}: no feature table; expected *30*.csv, *3s*.csv or *3sec*.csv, found no CSV file`);
    refused(
      "nowhere",
      `${at("nowhere")}: no such folder; expected ${SOURCE_NAMES.join(", ")}, or a folder with feature tables`,
    );
    refused(
      "one_30s.csv",
      `${at("one_30s.csv")}: no such folder; expected ${SOURCE_NAMES.join(", ")}, or a folder with feature tables`,
    );
    files(".", "file_3s.csv");
    refused("file_3s.csv", `${at("file_3s.csv")}: this is a file; expected the folder that holds it`);
  });

  for (const [folder, expected] of Object.entries({
    "segments-3s": [undefined, "features_3s.csv", "tracks.csv"],
    "fma-small": ["librosa_30s.csv", "librosa_3s.csv", "clips.csv"],
    gtzan: ["features_30_sec.csv", undefined, undefined],
  })) {
    it(`knows the tables of ${folder}`, { skip: skipWithoutSharedData(folder) }, () => {
      assert.deepEqual(found(join(SHARED_DATA, folder)), expected);
    });
  }
});
