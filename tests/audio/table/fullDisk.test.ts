import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, beforeEach, describe, it } from "node:test";
import { extractRows, type ObtainRows } from "../../../src/audio/table/extractRows.ts";
import { extractTable } from "../../../src/audio/table/extractTable.ts";
import { findAudio } from "../../../src/audio/table/findAudio.ts";
import { TableLock } from "../../../src/audio/table/tableLock.ts";
import { buildOwn } from "../../../src/dataset/build/buildOwn.ts";
import { encodeWav } from "../../support/encodeWav.ts";
import { mountSmallDisk, skipWithoutSmallDisk, type SmallDisk } from "../../support/smallDisk.ts";
import { testSignal } from "../../support/testSignal.ts";

const SEGMENTS = { tempo: "mean", segment: 1 } as const;

describe("on a full disk", { skip: skipWithoutSmallDisk() }, () => {
  const music = mkdtempSync(join(tmpdir(), "full-disk-"));
  for (let i = 0; i < 12; i++) writeFileSync(join(music, `clip ${i}.wav`), encodeWav([testSignal(10, 80 + 7 * i)]));
  const { files } = findAudio([music]);
  after(() => rmSync(music, { recursive: true }));
  let disk: SmallDisk;
  beforeEach(() => (disk = mountSmallDisk(400)));
  afterEach(() => disk.remove());

  /** Extracts all rows, and then leaves room for a part of the table only. */
  const thenFull: ObtainRows = async (...work) => {
    const report = await extractRows(...work);
    disk.fill(40);
    return report;
  };

  it("an extraction names the table that has no room and keeps its rows, which need none again", async () => {
    const [out, whole] = [join(disk.folder, "table.csv"), join(music, "whole.csv")];
    await extractTable(files, whole, SEGMENTS);
    await assert.rejects(extractTable(files, out, { ...SEGMENTS, obtain: thenFull }), {
      message: `${out}: ENOSPC: no space left on device: make room on its disk and run the command again`,
    });
    assert.deepEqual(readdirSync(disk.folder).sort(), ["ballast", "table.csv.journal"]);
    disk.free();
    assert.equal((await extractTable(files, out, SEGMENTS)).resumed, files.length);
    assert.equal(readFileSync(out, "utf8"), readFileSync(whole, "utf8"));
    rmSync(whole);
  });

  it("a build names the table that has no room, leaves neither half-written, and goes on", async () => {
    const folder = join(disk.folder, "tables");
    mkdirSync(folder);
    const built: string[] = [];
    const build = (obtain?: ObtainRows): Promise<void> =>
      buildOwn(music, folder, { obtain, log: (line) => void built.push(line) });
    await assert.rejects(build(thenFull), {
      message: `${join(folder, "features_3s.csv")}: ENOSPC: no space left on device: make room on its disk and run the command again`,
    });
    assert.deepEqual(readdirSync(folder), ["fma"]);
    assert.deepEqual(readdirSync(join(folder, "fma")), ["build.journal"]);
    disk.free();
    await build(() => Promise.resolve({ resumed: files.length, skipped: [] }));
    assert.match(built.at(-1)!, /12 clips and 36 segments; skipped: 0$/);
  });

  it("a lock is not left behind empty, where the next extraction would take it for another's", () => {
    disk.fill();
    const path = join(disk.folder, "table.csv.lock");
    assert.throws(() => new TableLock(path), { message: new RegExp(`^${path}: ENOSPC: .*: make room on its disk`) });
    assert.deepEqual(readdirSync(disk.folder), ["ballast"]);
    disk.free();
    new TableLock(path).release();
  });
});
