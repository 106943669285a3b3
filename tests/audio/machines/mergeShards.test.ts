import assert from "node:assert/strict";
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { type MergeReport, mergeShards } from "../../../src/audio/machines/mergeShards.ts";
import { type ExtractOptions, extractTable } from "../../../src/audio/table/extractTable.ts";
import { findAudio } from "../../../src/audio/table/findAudio.ts";
import { encodeWav } from "../../support/encodeWav.ts";
import { testSignal } from "../../support/testSignal.ts";

describe("mergeShards", () => {
  let folder = "";
  let music = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "shards-"));
    music = join(folder, "music");
    mkdirSync(join(music, "Rock"), { recursive: true });
    // Seven files: one with commas and a line's end in its name, one broken, one cut off.
    for (const [i, name] of ["a", "b", "ö", 'd, e\n"f"', "g"].entries()) {
      writeFileSync(join(music, "Rock", `${name}.wav`), encodeWav([testSignal(1.2 + i / 4, 90 + i)]));
    }
    writeFileSync(join(music, "broken.mp3"), "no music");
    writeFileSync(join(music, "cut.wav"), encodeWav([testSignal(2)]).subarray(0, 70_000));
    writeFileSync(join(music, "other.m4a"), "");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const place = (name: string): string => join(folder, name);
  const OPTIONS = { tempo: "mean", segment: 1, labelOf: ({ folder }) => folder } as const satisfies ExtractOptions;
  const whole = (options: ExtractOptions = OPTIONS): ReturnType<typeof extractTable> =>
    extractTable(findAudio([music]).files, place("whole.csv"), options);
  const shard = (index: number, of: number, options: ExtractOptions = OPTIONS, name = `${index}.csv`) => {
    const { files, ...search } = findAudio([music]);
    return extractTable(files, place(name), { ...options, shard: { index, of, ...search } });
  };
  const merge = (...names: string[]): MergeReport => mergeShards(names.map(place), place("merged.csv"));

  it("gives, byte for byte, what one extraction does, and tells the same, in whatever order shards are named", async () => {
    const { rows, skipped, damaged } = await whole();
    for (const of of [1, 2, 3, 7, 9]) {
      for (let index = 1; index <= of; index++) await shard(index, of);
      const names = Array.from({ length: of }, (_, i) => `${of - i}.csv`);
      const report = merge(...names);
      assert.ok(readFileSync(place("merged.csv")).equals(readFileSync(place("whole.csv"))));
      assert.deepEqual(report, {
        rows,
        files: 6,
        skipped,
        damaged,
        search: { skipped: [], others: new Map([[".m4a", 1]]) },
        unlabelled: 2,
      });
      assert.ok(skipped.length === 1 && damaged.length === 1);
      for (const name of names) rmSync(place(name));
    }
    assert.deepEqual(
      readdirSync(folder).filter((name) => /journal|part|lock/.test(name)),
      [],
    );
  });

  it("gives shards that have no file in common, each with all segments of its files", async () => {
    await shard(1, 2);
    await shard(2, 2);
    const [first, second] = ["1.csv", "2.csv"].map((name) => {
      const { files } = JSON.parse(readFileSync(place(`${name}.shard.json`), "utf8")) as { files: { name: string }[] };
      return files.map((file) => file.name);
    });
    assert.equal(first!.length, 4);
    assert.equal(second!.length, 3);
    assert.equal(new Set([...first!, ...second!]).size, 7);
  });

  it("refuses shards that are missing, there twice, of other files, genres or settings, or spoiled, and writes nothing", async () => {
    await shard(1, 3);
    await shard(2, 3);
    await shard(3, 3);
    await shard(1, 2, OPTIONS, "half.csv");
    await shard(2, 3, { ...OPTIONS, segment: 2 }, "long.csv");
    await shard(2, 3, { ...OPTIONS, labelOf: () => "Folk" }, "folk.csv");
    writeFileSync(join(music, "new.wav"), encodeWav([testSignal(1)]));
    await shard(2, 3, OPTIONS, "new.csv");
    copyFileSync(place("2.csv"), place("alone.csv"));
    copyFileSync(place("2.csv"), place("spoiled.csv"));
    copyFileSync(place("2.csv.shard.json"), place("spoiled.csv.shard.json"));
    appendFileSync(place("spoiled.csv"), "\n");
    copyFileSync(place("2.csv"), place("other.csv"));
    writeFileSync(place("other.csv.shard.json"), '{"shard": 2}');

    assert.throws(() => merge("1.csv", "3.csv"), /^AudioError: shards are missing: 2\/3$/);
    assert.throws(() => merge("1.csv", "2.csv", "2.csv", "3.csv"), /2\.csv: it is shard 2\/3, as .*2\.csv is$/);
    assert.throws(() => merge("1.csv", "half.csv"), /half\.csv: it is one of 2 shards, .*1\.csv one of 3$/);
    assert.throws(
      () => merge("1.csv", "long.csv", "3.csv"),
      /long\.csv: its settings .*:2.* are not those of .*1\.csv/,
    );
    assert.throws(
      () => merge("1.csv", "folk.csv", "3.csv"),
      /folk\.csv: it is of another list of files or genres than/,
    );
    assert.throws(
      () => merge("1.csv", "new.csv", "3.csv"),
      /new\.csv: .* than .*1\.csv \(8 and 7 files\): extract both/,
    );
    assert.throws(() => merge("1.csv", "alone.csv", "3.csv"), /alone\.csv: .*alone\.csv\.shard\.json is missing/);
    assert.throws(() => merge("1.csv", "spoiled.csv", "3.csv"), /spoiled\.csv: it is not as --shard wrote it: bring/);
    assert.throws(
      () => merge("1.csv", "other.csv", "3.csv"),
      /other\.csv\.shard\.json: it is not as --shard writes it/,
    );
    assert.throws(() => merge("1.csv", "none.csv", "3.csv"), /none\.csv: .*shard\.json is missing/);
    assert.throws(() => mergeShards([], place("merged.csv")), /name the tables that --shard wrote/);
    assert.throws(
      () => mergeShards(["1.csv", "2.csv", "3.csv"].map(place), place("1.csv")),
      /1\.csv: it is one of the shards: name another file/,
    );
    assert.ok(!existsSync(place("merged.csv")));
    writeFileSync(place("merged.csv"), "something else\n");
    assert.throws(() => merge("1.csv", "2.csv", "3.csv"), /merged\.csv: it is no table of this kind and would be lost/);
    assert.equal(readFileSync(place("merged.csv"), "utf8"), "something else\n");
  });

  it("goes on where a shard was stopped, and refuses to put another shard in its place", async () => {
    await whole();
    const stop = new AbortController();
    const onProgress = (done: number): unknown => done === 3 && stop.abort();
    await assert.rejects(shard(1, 2, { ...OPTIONS, jobs: 1, signal: stop.signal, onProgress }), /abort/);
    assert.equal((await shard(1, 2)).resumed, 2);
    await assert.rejects(shard(2, 2, OPTIONS, "1.csv"), /1\.csv: it holds rows of other files/);
    await shard(2, 2);
    merge("1.csv", "2.csv");
    assert.ok(readFileSync(place("merged.csv")).equals(readFileSync(place("whole.csv"))));
  });

  it("fails as one extraction does where no shard could read a file", async () => {
    rmSync(join(music, "Rock"), { recursive: true });
    rmSync(join(music, "cut.wav"));
    await shard(1, 2);
    await shard(2, 2);
    assert.throws(() => merge("1.csv", "2.csv"), /no file could be read:\n.*broken\.mp3: it is no MP3/);
  });
});
