import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import type { AudioFile } from "../../../src/audio/table/audioFile.ts";
import { addToJournal, Journal } from "../../../src/audio/table/journal.ts";

describe("Journal", () => {
  const folder = mkdtempSync(join(tmpdir(), "journal-"));
  after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "table.journal");
  const fileOf = (i: number): AudioFile => ({
    path: `/${i}.mp3`,
    name: `Stück ${i}.mp3`,
    track: `Stück ${i}`,
    bytes: i,
    changed: i / 3,
  });
  const featuresOf = (i: number, segment: number): Float64Array =>
    Float64Array.from({ length: 57 }, (_, k) => Math.sin(i * 1000 + segment * 57 + k));
  const files = Array.from({ length: 300 }, (_, i) => fileOf(i));

  it("gives back every row to the last bit, also when it is longer than what is read at once", () => {
    new Journal(path, { tempo: "mean", segment: 3 });
    for (const [i, file] of files.entries()) {
      addToJournal(path, file, {
        rows: Array.from({ length: 10 }, (_, segment) => ({ segment, features: featuresOf(i, segment) })),
        remarks: [`remark ${i}`],
      });
    }
    assert.ok(readFileSync(path).length > 3 << 20);
    const journal = new Journal(path, { tempo: "mean", segment: 3 });
    assert.ok(files.every((file) => journal.has(file)));
    const seen = [...journal.rowsOf([...files].reverse())];
    assert.equal(seen.length, files.length);
    for (const { file, rows, remarks } of seen) {
      assert.deepEqual(remarks, [`remark ${file.bytes}`]);
      rows.forEach(([segment, ...features]) => assert.deepEqual(features, [...featuresOf(file.bytes, segment!)]));
    }
  });

  it("does not know files that are new or have changed", () => {
    const journal = new Journal(path, { tempo: "mean", segment: 3 });
    assert.ok(!journal.has(fileOf(300)));
    assert.ok(!journal.has({ ...fileOf(7), changed: 8 }));
    assert.ok(!journal.has({ ...fileOf(7), bytes: 8 }));
  });

  it("does not read a line that was left half-written, whether or not another follows on it", () => {
    const settings = { tempo: "mean", segment: 3 } as const;
    const { length } = readFileSync(path);
    appendFileSync(path, '{"name":"Stück 7.mp3","bytes":7,"rows":[[');
    assert.ok(new Journal(path, settings).has(fileOf(7)));
    assert.equal(readFileSync(path).length, length);
    appendFileSync(path, '{"name":"Stück 7.mp3","bytes":7,"rows":[[');
    addToJournal(path, { ...fileOf(8), bytes: 80 }, { rows: [], remarks: [] });
    addToJournal(path, { ...fileOf(9), bytes: 90 }, { rows: [], remarks: [] });
    const journal = new Journal(path, settings);
    assert.ok(journal.has(fileOf(7)) && journal.has(fileOf(8)));
    assert.ok(journal.has({ ...fileOf(9), bytes: 90 }));
  });

  it("is not begun anew by what is added after it was taken away", () => {
    assert.throws(() => addToJournal(join(folder, "gone"), fileOf(1), { rows: [], remarks: [] }), /ENOENT/);
  });
});
