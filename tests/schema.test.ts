import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, it } from "node:test";
import {
  columnsOf,
  COMPUTED_FEATURES,
  descriptorOf,
  DESCRIPTORS,
  FEATURE_SETS,
  FEATURES,
  MEAN_FEATURES,
  TAGS,
  tagColumn,
} from "../src/schema.ts";

describe("schema", () => {
  it("has the 57 feature columns of the published tables, tempo after the eight descriptors", () => {
    assert.equal(FEATURES.length, 57);
    assert.equal(new Set(FEATURES).size, 57);
    assert.deepEqual(FEATURES.slice(0, 2), ["chroma_stft_mean", "chroma_stft_var"]);
    assert.equal(FEATURES[16], "tempo");
    assert.equal(FEATURES[56], "mfcc20_var");
  });

  it("has the published columns before all that were added", () => {
    assert.deepEqual(COMPUTED_FEATURES.slice(0, FEATURES.length), FEATURES);
  });

  it("keeps the report's 29 features when the variances are dropped", () => {
    assert.equal(FEATURES.filter((name) => MEAN_FEATURES.includes(name)).length, 29);
    assert.ok(MEAN_FEATURES.includes("tempo"));
  });

  it("knows of each column what it measures, in words, and of no other", () => {
    assert.deepEqual(columnsOf({ name: "rms", statistics: ["mean", "var"] }), ["rms_mean", "rms_var"]);
    assert.equal(descriptorOf("rms_var")!.title, "RMS energy");
    assert.equal(descriptorOf("tempo")!.unit, "BPM");
    assert.equal(descriptorOf("mfcc7_mean")!.title, "MFCC 7");
    assert.equal(descriptorOf("label"), undefined);
    for (const { title, meaning, heard } of DESCRIPTORS) assert.ok(title && meaning && heard);
  });

  it("names the network's outputs as its weights do", () => {
    const path = resolve(import.meta.dirname, "../data/musicnn/weights.json");
    assert.deepEqual(TAGS, (JSON.parse(readFileSync(path, "utf8")) as { tags: string[] }).tags);
    assert.equal(new Set(FEATURE_SETS.all).size, COMPUTED_FEATURES.length + 200 + 50);
    assert.equal(tagColumn("female vocalists"), "tag_female_vocalists");
  });
});
