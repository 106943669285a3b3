import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { promisify } from "node:util";
import type { TableCache } from "../../../src/dataset/cache/tableCache.ts";
import type { FeatureTable } from "../../../src/dataset/featureTable.ts";
import { CacheFolder } from "../../support/cacheFolder.ts";
import { randomSource } from "../../support/randomData.ts";
import { randomTable } from "../../support/randomTable.ts";

const PATH = "table.csv";
const SUPPORT = new URL("../../support/", import.meta.url).href;

describe("TableCache", () => {
  let folder: CacheFolder;
  beforeEach(() => (folder = new CacheFolder()));
  afterEach(() => folder.remove());

  const store = (cache: TableCache, tables: readonly FeatureTable[], ...contents: string[]): void =>
    cache.entry(...contents)!.store(PATH, tables);
  const load = (cache: TableCache, ...contents: string[]): FeatureTable[] | undefined =>
    cache.entry(...contents)!.load(PATH);

  it("gives back every table to the last bit, whatever its type allows", () => {
    for (let seed = 0; seed < 300; seed++) {
      const tables = [randomTable(seed), randomTable(seed + 1000)].slice(0, 1 + (seed % 2));
      store(folder.cache(), tables, `${seed}`);
      assert.deepStrictEqual(load(folder.cache(), `${seed}`), tables, `seed ${seed}`);
    }
    assert.equal(folder.files().length, 300);
  });

  it("gives each table values in memory of their own, as those who compute with them expect", () => {
    const table = randomTable(3);
    store(folder.cache(), [{ ...table, X: { ...table.X, data: new Float64Array([9, ...table.X.data]).subarray(1) } }]);
    const [{ X }] = load(folder.cache()) as [FeatureTable];
    assert.deepStrictEqual(X, table.X);
    assert.equal(X.data.byteOffset, 0);
    assert.ok(X.data.buffer instanceof ArrayBuffer);
    assert.equal(X.data.buffer.byteLength, X.data.byteLength);
  });

  it("names the tables after the file that they are asked for", () => {
    const table = { ...randomTable(1), path: `${PATH} (30-second clips)` };
    store(folder.cache(), [table]);
    assert.equal(folder.cache().entry()!.load("/other/name.csv")![0]!.path, "/other/name.csv (30-second clips)");
  });

  it("knows nothing of what was made from other contents, by other code, or not at all", () => {
    const [one, two] = [[randomTable(1)], [randomTable(2)]];
    store(folder.cache(), one, "ab", "c");
    store(folder.cache({ code: "new" }), two, "ab", "c");
    assert.deepStrictEqual(load(folder.cache(), "ab", "c"), one);
    assert.deepStrictEqual(load(folder.cache({ code: "new" }), "ab", "c"), two);
    for (const contents of [["a", "bc"], ["abc"], ["ab", "c", ""], []])
      assert.equal(load(folder.cache(), ...contents), undefined);
    assert.equal(load(folder.cache({ code: "newer" }), "ab", "c"), undefined);
  });

  describe("with an entry that is broken", () => {
    const tables = [randomTable(5), randomTable(6)];
    const { integer } = randomSource(1);

    /** An entry that something is done to is as good as none, and gets replaced. */
    const breaks = (damage: (file: string) => void, what: string): void => {
      store(folder.cache(), tables);
      const file = folder.file();
      const whole = readFileSync(file);
      damage(file);
      assert.equal(load(folder.cache()), undefined, what);
      store(folder.cache(), tables);
      assert.deepEqual(readFileSync(file), whole, what);
      assert.deepStrictEqual(load(folder.cache()), tables, what);
    };

    it("makes it anew where any one byte is another", () => {
      store(folder.cache(), tables);
      const { size } = statSync(folder.file());
      for (const at of [...Array(200).keys(), ...Array.from({ length: 200 }, () => integer(0, size - 1))]) {
        const flip = (file: string): void => {
          const bytes = readFileSync(file);
          bytes[at]! ^= 1 << integer(0, 7);
          writeFileSync(file, bytes);
        };
        breaks(flip, `byte ${at}`);
      }
    });

    it("makes it anew where it is empty, cut off anywhere, or has more bytes than it should", () => {
      store(folder.cache(), tables);
      const { size } = statSync(folder.file());
      for (const length of [
        0,
        1,
        15,
        16,
        17,
        200,
        size - 1,
        ...Array.from({ length: 30 }, () => integer(0, size - 1)),
      ]) {
        breaks((file) => truncateSync(file, length), `${length} bytes`);
      }
      breaks((file) => writeFileSync(file, "x", { flag: "a" }), "one byte more");
    });

    it("makes it anew where it holds something else: text, zeros, or another entry under its name", () => {
      store(folder.cache(), [randomTable(9)], "other");
      const other = join(folder.root, "other");
      renameSync(folder.file(), other);
      breaks((file) => copyFileSync(other, file), "another entry");
      breaks((file) => writeFileSync(file, "filename,tempo,label\na.mp3,1,x\n"), "a CSV");
      breaks((file) => writeFileSync(file, Buffer.alloc(statSync(file).size)), "zeros");
    });

    it("asks for no more memory than the file has bytes", () => {
      const head = Buffer.from(JSON.stringify({ about: { key: "", tables: [] }, lists: [1e15, -1e15] }));
      const start = Buffer.from("MGCTABLE\0\0\0\0\0\0\0\0");
      start.writeUInt32LE(head.length, 12);
      breaks((file) => writeFileSync(file, Buffer.concat([start, head])), "lists of a petabyte");
      start.writeUInt32LE(0xffffffff, 12);
      breaks((file) => writeFileSync(file, Buffer.concat([start, head])), "a head of 4 GB");
    });
  });

  it("goes without where a folder stands in an entry's place, or a file in the folder's", () => {
    const tables = [randomTable(1)];
    store(folder.cache(), tables);
    const file = folder.file();
    rmSync(file);
    mkdirSync(join(file, "within"), { recursive: true });
    assert.equal(load(folder.cache()), undefined);
    store(folder.cache(), tables);
    assert.equal(load(folder.cache()), undefined);
    assert.deepEqual(folder.files(), [file]);

    rmSync(folder.folder, { recursive: true });
    writeFileSync(folder.folder, "mine");
    store(folder.cache(), tables);
    assert.equal(load(folder.cache()), undefined);
    assert.equal(readFileSync(folder.folder, "utf8"), "mine");
  });

  it("takes from a folder that it may only read, and keeps nothing there", () => {
    const tables = [randomTable(1)];
    store(folder.cache(), tables, "one");
    store(folder.cache(), tables, "broken");
    const files = folder.files();
    chmodSync(folder.root, 0o755);
    chmodSync(folder.folder, 0o555);
    for (const file of files) chmodSync(file, 0o444);
    asNobody(() => {
      assert.deepStrictEqual(load(folder.cache(), "one"), tables);
      store(folder.cache(), tables, "two");
      assert.equal(load(folder.cache(), "two"), undefined);
    });
    for (const file of files) truncateSync(file, 20);
    asNobody(() => {
      assert.equal(load(folder.cache(), "broken"), undefined);
      store(folder.cache(), tables, "broken");
      assert.equal(load(folder.cache(), "broken"), undefined);
    });
    assert.deepEqual(folder.files(), files);
    chmodSync(folder.folder, 0o755);
  });

  it("goes without an entry that it may not read", () => {
    const tables = [randomTable(1)];
    store(folder.cache(), tables);
    chmodSync(folder.file(), 0);
    chmodSync(folder.root, 0o755);
    chmodSync(folder.folder, 0o755);
    asNobody(() => assert.equal(load(folder.cache()), undefined));
  });

  it("leaves nothing behind where there is no room", { skip: process.platform === "win32" && "needs ulimit" }, () => {
    const script = `
      const { CacheFolder } = await import("${SUPPORT}cacheFolder.ts");
      const { randomTable } = await import("${SUPPORT}randomTable.ts");
      const table = randomTable(1);
      const large = { ...table, X: { data: new Float64Array(4 << 20), rows: 1, columns: 4 << 20 } };
      const folder = new CacheFolder();
      folder.cache().entry().store("${PATH}", [large]);
      const { existsSync } = await import("node:fs");
      console.log(existsSync(folder.folder), folder.files().length, folder.cache().entry().load("${PATH}") === undefined);
      folder.remove();
    `;
    // No file may have more than 16,384 blocks of 512 or 1,024 bytes; the table has 32 MB.
    const { stdout, stderr } = spawnSync(
      "sh",
      [
        "-c",
        'ulimit -f 16384; exec "$0" "$@"',
        process.execPath,
        "--import",
        "tsx",
        "--input-type=module",
        "-e",
        script,
      ],
      { encoding: "utf8" },
    );
    assert.equal(stdout, "true 0 true\n", stderr);
  });

  it("keeps what was used last, removes what was used longest ago, and never more than a stated number of bytes", () => {
    const tables = [randomTable(1)];
    store(folder.cache(), tables, "0");
    const { size } = statSync(folder.file());
    const cache = folder.cache({ limit: 3 * size + 10 });
    const age = (minutes: number, file: string): void => {
      const then = new Date(Date.now() - minutes * 60_000);
      utimesSync(file, then, then);
    };
    const added = (contents: string, minutes: number): string => {
      const before = folder.files();
      store(cache, tables, contents);
      const file = folder.files().find((other) => !before.includes(other))!;
      age(minutes, file);
      return file;
    };
    age(40, folder.file());
    added("1", 30);
    added("2", 20);
    assert.deepStrictEqual(load(cache, "0"), tables, "now used last");
    writeFileSync(join(folder.folder, "of-the-user.txt"), "x".repeat(4 * size));
    const dead = join(folder.folder, `${basename(folder.files()[0]!)}.01234567-89ab-cdef-0123-456789abcdef.tmp`);
    const alive = dead.replace("0123", "4567");
    writeFileSync(dead, "left by a process that was killed");
    writeFileSync(alive, "being written");
    age(120, dead);
    store(cache, tables, "3");
    assert.deepEqual(
      ["0", "1", "2", "3"].map((contents) => load(cache, contents) !== undefined),
      [true, false, true, true],
    );
    assert.deepEqual([existsSync(dead), existsSync(alive)], [false, true]);
    assert.ok(existsSync(join(folder.folder, "of-the-user.txt")));

    store(folder.cache({ limit: size - 1 }), tables, "too large");
    assert.equal(load(cache, "too large"), undefined);
    assert.notEqual(load(cache, "3"), undefined, "is not removed for what is too large anyway");
  });

  it("lets several processes write, read and remove the same entries at the same time", async () => {
    const script = `
      const assert = (await import("node:assert/strict")).default;
      const { TableCache } = await import("${new URL("../../../src/dataset/cache/tableCache.ts", import.meta.url).href}");
      const { randomTable } = await import("${SUPPORT}randomTable.ts");
      const cache = new TableCache({ folder: process.argv[1], code: () => "code", limit: 60_000 });
      let found = 0;
      for (let round = 0; round < 150; round++) {
        // One entry is used so often that it is never the oldest; the others are more than the limit allows.
        const seed = round % 2 === 0 ? 0 : round % 12;
        const tables = Array.from({ length: 4 }, (_, i) => randomTable(100 * seed + i));
        const entry = cache.entry(String(seed));
        const kept = entry.load("${PATH}");
        if (kept) found++, assert.deepStrictEqual(kept, tables);
        if (round % 7 === 0) entry.discard();
        entry.store("${PATH}", tables);
      }
      console.log(found);
    `;
    const run = promisify(execFile);
    const args = ["--import", "tsx", "--input-type=module", "-e", script, folder.folder];
    const finished = await Promise.all([1, 2, 3].map(() => run(process.execPath, args)));
    assert.ok(
      finished.every(({ stdout }) => Number(stdout) > 0),
      "each has found something",
    );
    assert.deepEqual(
      folder.files().filter((file) => !file.endsWith(".bin")),
      [],
    );
  });
});

/** Does something as a user who is not the owner of the files, where this process may become one. */
function asNobody(work: () => void): void {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid!(65_534);
  try {
    work();
  } finally {
    if (isRoot) process.seteuid!(0);
  }
}
