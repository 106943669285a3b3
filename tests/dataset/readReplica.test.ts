import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { loadSource } from "../../src/dataset/loadSource.ts";
import { readReplica } from "../../src/dataset/readReplica.ts";
import type { ReplicaTables } from "../../src/dataset/replica.ts";
import { resolveSource } from "../../src/dataset/resolveSource.ts";
import { CacheFolder, markEntry } from "../support/cacheFolder.ts";
import { ROOT } from "../support/session.ts";

const MODEL = join(ROOT, "data/replica.json");
const MARK = 12_345.5;
const few = { tracksPerGenre: 5 };

describe("readReplica with a cache", () => {
  let folder: CacheFolder;
  beforeEach(() => (folder = new CacheFolder()));
  afterEach(() => folder.remove());

  it("gives what is drawn without it, at full size and to the last bit", async () => {
    const drawn = await readReplica(MODEL);
    assertSame(await readReplica(MODEL, {}, folder.cache()), drawn);
    assertSame(await readReplica(MODEL, {}, folder.cache()), drawn);
    folder.file();
  });

  it("draws once what has the same statistics, seed, size and code", async () => {
    await readReplica(MODEL, few, folder.cache());
    markEntry(folder.file(), MARK);
    const first = async (options: object, code = "code"): Promise<number> =>
      (await readReplica(MODEL, options, folder.cache({ code }))).clips.X.data[0]!;
    assert.equal(await first(few), MARK);
    assert.notEqual(await first({ ...few, seed: 2 }), MARK);
    assert.notEqual(await first({ tracksPerGenre: 6 }), MARK);
    assert.notEqual(await first(few, "edited"), MARK);
    assert.equal(await first(few), MARK);
    assert.equal(folder.files().length, 4);
  });

  it("draws anew where the statistics have changed, and refuses bad ones as ever", async () => {
    const path = join(folder.root, "replica.json");
    const text = readFileSync(MODEL, "utf8");
    writeFileSync(path, text);
    const before = await readReplica(path, few, folder.cache());
    assert.equal(before.clips.path, `${path} (30-second clips)`);
    markEntry(folder.file(), MARK);
    writeFileSync(path, `${text}\n`);
    const after = await readReplica(path, few, folder.cache());
    assert.deepStrictEqual(after, before);
    writeFileSync(path, text.slice(0, 1000));
    await assert.rejects(readReplica(path, few, folder.cache()), { name: "TableError", message: /is no JSON/ });
    writeFileSync(path, text);
    assert.equal((await readReplica(path, few, folder.cache())).clips.X.data[0], MARK);
  });

  it("is what loadSource does, unless it is told to draw anew", async () => {
    mkdirSync(join(folder.root, "data"));
    cpSync(MODEL, join(folder.root, "data/replica.json"));
    const source = resolveSource("replica", folder.root);
    const anew = await loadSource(source, { cache: null });
    assert.equal(existsSync(folder.folder), false);
    assertSame(await loadSource(source, { cache: folder.cache() }), anew);
    markEntry(folder.file(), MARK);
    assert.equal((await loadSource(source, { cache: folder.cache() })).clips!.X.data[0], MARK);
    assertSame(await loadSource(source, { cache: null }), anew);
  });
});

/** What `deepStrictEqual` says of tables; for millions of values that takes seconds. */
function assertSame(actual: Partial<ReplicaTables>, expected: Partial<ReplicaTables>): void {
  for (const name of ["clips", "segments"] as const) {
    const [{ X, ...rest }, { X: expectedX, ...expectedRest }] = [actual[name]!, expected[name]!];
    assert.equal(inWords(rest), inWords(expectedRest), name);
    assert.deepEqual([X.rows, X.columns], [expectedX.rows, expectedX.columns]);
    assert.ok(bytesOf(X.data).equals(bytesOf(expectedX.data)), name);
  }
}

/** The lists of texts and whole numbers, in the order of their names. */
function inWords(lists: object): string {
  return JSON.stringify(Object.entries(lists).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function bytesOf({ buffer, byteOffset, byteLength }: Float64Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
