import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { readCachedTable } from "../../../src/dataset/cache/readCachedTable.ts";
import type { FeatureTable } from "../../../src/dataset/featureTable.ts";
import { readFeatureTable } from "../../../src/dataset/readFeatureTable.ts";
import { CacheFolder, markEntry } from "../../support/cacheFolder.ts";
import { randomSource } from "../../support/randomData.ts";

const MARK = 12_345.5;

describe("readCachedTable", () => {
  let folder: CacheFolder;
  beforeEach(() => (folder = new CacheFolder()));
  afterEach(() => folder.remove());

  const write = (name: string, content: string): string => {
    const path = join(folder.root, name);
    writeFileSync(path, content);
    return path;
  };
  /** Reads a file that may be small with the cache. */
  const read = (path: string): Promise<FeatureTable> => readCachedTable(path, folder.cache(), 0);

  it("gives what is read without it, the first time and every other time", async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const path = write(`${seed}.csv`, randomCsv(seed));
      const expected = await readFeatureTable(path);
      for (const time of [1, 2, 3]) assert.deepStrictEqual(await read(path), expected, `seed ${seed}, time ${time}`);
    }
    assert.equal(folder.files().length, 20);
  });

  it("takes the second time what it kept, under the name that the file now has", async () => {
    const path = write("a.csv", randomCsv(1));
    await read(path);
    markEntry(folder.file(), MARK);
    assert.equal((await read(path)).X.data[0], MARK);
    const renamed = join(folder.root, "b.csv");
    renameSync(path, renamed);
    const again = await read(renamed);
    assert.deepEqual([again.path, again.X.data[0]], [renamed, MARK]);
    assert.notEqual((await readCachedTable(renamed, undefined, 0)).X.data[0], MARK);
  });

  it("reads a file anew in which a single byte is another, though size, beginning and end are as before", async () => {
    const rows = Array.from({ length: 9000 }, (_, i) => `${i + 10_000}.mp3,${i},Rock`);
    const csv = ["filename,tempo,label", ...rows, ""].join("\n");
    const path = write("a.csv", csv);
    const before = await read(path);
    assert.equal(before.X.data[4500], 4500);
    write("a.csv", csv.replace(",4500,", ",4501,"));
    for (const time of ["first", "second"]) {
      const after = await read(path);
      assert.equal(after.X.data[4500], 4501, time);
      assert.notEqual(after.sha256, before.sha256);
    }
    assert.equal(folder.files().length, 1);
  });

  it("reads anew what is broken", async () => {
    const path = write("a.csv", randomCsv(1));
    const table = await read(path);
    const whole = readFileSync(folder.file());
    writeFileSync(folder.file(), whole.subarray(0, 300));
    assert.deepStrictEqual(await read(path), table);
    assert.deepEqual(readFileSync(folder.file()), whole);
  });

  it("refuses a file that is no table, each time the same, and keeps nothing of it", async () => {
    const bad = write("bad.csv", "filename,tempo,label\n1-a.mp3,fast,Rock\n");
    const cases = [bad, join(folder.root, "nowhere.csv"), folder.root, write("empty.csv", "")];
    for (const path of cases) {
      const error = await readFeatureTable(path).catch((thrown: unknown) => thrown);
      assert.ok(error instanceof Error);
      for (const time of ["first", "second"]) {
        await assert.rejects(read(path), { name: "TableError", message: error.message }, time);
      }
    }
    assert.equal(existsSync(folder.folder), false);
  });

  it("keeps nothing of a small file", async () => {
    await readCachedTable(write("a.csv", randomCsv(1)), folder.cache());
    assert.equal(existsSync(folder.folder), false);
    mkdirSync(folder.folder);
    assert.deepEqual(folder.files(), []);
  });
});

/** A table with odd labels, artists, numbers in many forms and rows without a value. */
function randomCsv(seed: number): string {
  const { integer, normal, uniform } = randomSource(seed);
  const labels = ["Rock", "Hip-Hop", '"R&B, ""Soul"""', "Chanson française", "演歌", '"two\nlines"'];
  const rows = Array.from({ length: integer(1, 200) }, (_, i) => {
    const values = [normal(), 1e-300 * normal(), integer(-5, 5), i > 0 && uniform() < 0.05 ? "" : "-0"];
    const artist = ["", "Björk", "東京事変", "🎷", "Ann"][integer(0, 4)];
    return [`${1 + (i % 10)}-${i}é.mp3`, ...values, artist, labels[integer(0, labels.length - 1)]].join(",");
  });
  return ["filename,tempo,rms_mean,mfcc1_mean,mfcc2_var,artist,label", ...rows, ""].join("\n");
}
