/**
 * The 57 features beside published rows and beside librosa's, on real recordings. The published rows decide: librosa's
 * own distance from them is that of MP3 decoders.
 *
 * FULL_PARITY=1 compares all 96 clips and their 960 segments (half a minute) instead of every sixth.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { extractFeatures } from "../../src/audio/extractFeatures.ts";
import { load } from "../../src/audio/load.ts";
import { segments } from "../../src/audio/segments.ts";
import { parseTextTable } from "../../src/dataset/parseTextTable.ts";
import { FEATURES } from "../../src/schema.ts";
import { SHARED_DATA, skipWithoutSharedData } from "../support/sharedData.ts";

const TOLERANCE = 1e-3;
/** Means of signals that swing about zero: what is left is rounding, theirs as well as ours. */
const LOOSE = new Map([
  ["harmony_mean", 1e-2],
  ["perceptr_mean", 1e-2],
]);
const WORST_SHOWN = 5;
const step = process.env.FULL_PARITY === "1" ? 1 : 6;

type Rows = ReadonlyMap<string, ArrayLike<number>>;

function readRows(file: string): Rows {
  const path = join(SHARED_DATA, file);
  const { columns, rows } = parseTextTable(path, readFileSync(path));
  const places = FEATURES.map((name) => columns.indexOf(name));
  const name = columns.indexOf("filename");
  return new Map(rows.map((row) => [row[name]!, places.map((place) => Number(row[place]))]));
}

function deviations(rows: Rows): number[] {
  return FEATURES.map((_, i) => {
    const values = [...rows.values()].map((row) => row[i]!);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  });
}

interface Comparison {
  readonly values: number;
  readonly outside: readonly string[];
  readonly tempoDiffers: readonly string[];
}

/** Compares all rows of ours, prints the worst features, and gives what lies outside the tolerance. */
function compare(title: string, ours: Rows, theirs: Rows, spread: readonly number[]): Comparison {
  const outside: string[] = [];
  const tempoDiffers: string[] = [];
  const worst = FEATURES.map((feature) => ({ feature, error: 0, text: "" }));
  for (const [name, row] of ours) {
    const reference = theirs.get(name);
    assert.ok(reference, `${name} is missing from the reference`);
    FEATURES.forEach((feature, i) => {
      const distance = Math.abs(row[i]! - reference[i]!);
      const error = Math.min(distance / Math.abs(reference[i]!), distance / spread[i]!);
      const text = `${feature} of ${name}: ${row[i]} instead of ${reference[i]}`;
      if (feature === "tempo") {
        if (!(distance < 1e-6)) tempoDiffers.push(text);
        return;
      }
      if (!(error <= (LOOSE.get(feature) ?? TOLERANCE))) outside.push(text);
      if (!(error <= worst[i]!.error)) worst[i] = { feature, error, text };
    });
  }
  const values = ours.size * FEATURES.length;
  console.log(
    `${title}: ${ours.size} rows, ${values} values, ${outside.length} outside, ${tempoDiffers.length} tempos differ`,
  );
  for (const { error, text } of worst.sort((a, b) => b.error - a.error).slice(0, WORST_SHOWN)) {
    console.log(`  ${error.toExponential(1)} ${text}`);
  }
  return { values, outside, tempoDiffers };
}

function assertAllWithin({ outside, tempoDiffers }: Comparison): void {
  assert.deepEqual([...outside, ...tempoDiffers], []);
}

describe("features beside the published tables", { skip: skipWithoutSharedData("gtzan/clips") }, () => {
  it("equal GTZAN's rows, which are of WAV files and have the tempo of median onsets", async () => {
    const published = readRows("gtzan/features_30_sec.csv");
    const folder = join(SHARED_DATA, "gtzan/clips");
    const ours = new Map<string, Float64Array>();
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".wav"))) {
      ours.set(file, extractFeatures(await load(join(folder, file)), { tempo: "median" }));
    }
    assert.ok(ours.size > 0);
    assertAllWithin(compare("GTZAN, published", ours, published, deviations(published)));
  });

  it("equal FMA's rows, which are of MP3 files and have the tempo of mean onsets", async () => {
    const folder = join(SHARED_DATA, "fma-small/reference_clips");
    const spread = deviations(readRows("fma-small/librosa_30s.csv"));
    const whole = new Map<string, Float64Array>();
    const parts = new Map<string, Float64Array>();
    for (const file of readdirSync(folder)) {
      const y = await load(join(folder, file));
      whole.set(file, extractFeatures(y));
      segments(y, 3).forEach((part, i) => parts.set(`${i + 1}-${file}`, extractFeatures(part)));
    }
    assertAllWithin(compare("FMA, published", whole, readRows("fma-small/reference_rows_30s.csv"), spread));
    assertAllWithin(compare("FMA, librosa", whole, readRows("fma-small/reference_librosa_30s.csv"), spread));
    const segmentRows = readRows("fma-small/reference_librosa_3s.csv");
    assertAllWithin(compare("FMA segments, librosa", parts, segmentRows, deviations(segmentRows)));
  });
});

describe("features beside librosa's", { skip: skipWithoutSharedData("fma-small/clips") }, () => {
  it(`agree on every ${step === 1 ? "" : `${step}th `}clip of the sample and on its segments`, async () => {
    const clips = readRows("fma-small/librosa_30s.csv");
    const parts = readRows("fma-small/librosa_3s.csv");
    const ours = { clips: new Map<string, Float64Array>(), parts: new Map<string, Float64Array>() };
    for (const file of [...clips.keys()].filter((_, i) => i % step === 0)) {
      const y = await load(join(SHARED_DATA, "fma-small/clips", file));
      ours.clips.set(file, extractFeatures(y));
      segments(y, 3).forEach((part, i) => ours.parts.set(`${i + 1}-${file}`, extractFeatures(part)));
    }
    assertAllWithin(compare("96 clips, librosa", ours.clips, clips, deviations(clips)));
    assertAllWithin(compare("960 segments, librosa", ours.parts, parts, deviations(parts)));
  });
});
