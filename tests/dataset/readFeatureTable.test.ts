import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { parseFeatureTable } from "../../src/dataset/parseFeatureTable.ts";
import { readFeatureTable } from "../../src/dataset/readFeatureTable.ts";
import { FEATURES } from "../../src/schema.ts";
import { runPython, skipWithoutPython } from "../support/python.ts";
import { SHARED_DATA, skipWithoutSharedData } from "../support/sharedData.ts";

const SAMPLE = "data/fma-sample/features_3s.csv";

describe("readFeatureTable", () => {
  const folder = mkdtempSync(join(tmpdir(), "read-table-"));
  after(() => rmSync(folder, { recursive: true }));

  /** Writes a table and reads it; its path is the error's beginning. */
  const written = (content: string | Uint8Array): string => {
    const path = join(folder, "table.csv");
    writeFileSync(path, content);
    return path;
  };

  it("reads the sample: 960 segments of 96 tracks, 57 features, 8 genres", async () => {
    const table = await readFeatureTable(SAMPLE);
    assert.deepEqual([table.X.rows, table.X.columns, table.X.data.length], [960, 57, 960 * 57]);
    assert.deepEqual(table.features, FEATURES);
    assert.equal(new Set(table.label).size, 8);
    assert.equal(new Set(table.track).size, 96);
    assert.ok(table.segment.every((segment, row) => segment === (row % 10) + 1));
    assert.equal(table.sha256, createHash("sha256").update(readFileSync(SAMPLE)).digest("hex"));
  });

  it("reads a file of many windows as it reads the same bytes in one", async () => {
    const header = "filename,tempo,rms_mean,label\n";
    const rows = Array.from({ length: 60_000 }, (_, i) => `song ${i}.mp3,${1 / (i + 1)},${i * Math.PI},${i % 3}\n`);
    const path = written(header + rows.join(""));
    assert.ok(readFileSync(path).length > 3 << 20);
    const { sha256, ...table } = await readFeatureTable(path);
    assert.deepEqual(table, parseFeatureTable(path, readFileSync(path)));
    assert.equal(sha256, createHash("sha256").update(readFileSync(path)).digest("hex"));
  });

  it("reads a file of several megabytes with quotes, without line feeds, and with a cut end", async () => {
    const rows = Array.from(
      { length: 60_000 },
      (_, i) => `"song ${i},\nlive",${1 / (i + 1)},${i * Math.PI},${i % 3}\r`,
    );
    const path = written(`filename,tempo,rms_mean,label\r${rows.join("")}`);
    const table = await readFeatureTable(path);
    assert.equal(table.X.rows, 60_000);
    assert.equal(table.filename.at(-1), "song 59999,\nlive");
    writeFileSync(path, `filename,tempo,rms_mean,label\n${rows.join("").replaceAll("\r", "\n").slice(0, -4)}`);
    await assert.rejects(
      readFeatureTable(path),
      /^TableError: .*table\.csv:120001:\d+: .*expected 4 as in the header; the file seems to be cut off/,
    );
  });

  it("names the line of an error far behind the first window", async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => `song ${i}.mp3,${1 / (i + 1)},${i * Math.PI},${i % 3}\n`);
    const path = written(`filename,tempo,rms_mean,label\n${rows.join("")}last.mp3,1,loud,0\n`);
    await assert.rejects(readFeatureTable(path), {
      name: "TableError",
      message: `${path}:60002:12: column "rms_mean": expected a number, found "loud"`,
      line: 60_002,
      column: 12,
    });
  });

  it("refuses an empty file, a missing one and a folder in one clear line", async () => {
    const path = written("");
    await assert.rejects(readFeatureTable(path), { message: `${path}:1:1: the file is empty; expected a header line` });
    await assert.rejects(readFeatureTable(join(folder, "no.csv")), {
      message: `${join(folder, "no.csv")}: no such file`,
    });
    await assert.rejects(readFeatureTable(folder), { message: `${folder}: this is a folder; expected a CSV file` });
  });

  for (const name of ["segments-3s/features_3s.csv", "gtzan/features_30_sec.csv"]) {
    const skip = skipWithoutSharedData(name) || skipWithoutPython("numpy");
    it(`reads every number of ${name} as Python's float() does`, { skip }, async () => {
      const path = join(SHARED_DATA, name);
      const table = await readFeatureTable(path);
      const theirs = runPython(
        `import csv, hashlib, json, sys, numpy as np
columns = json.load(sys.stdin)
rows = list(csv.DictReader(open(sys.argv[1], newline="")))
X = np.array([[float(row[column]) for column in columns] for row in rows], dtype="<f8")
print(json.dumps({"rows": len(rows), "sha256": hashlib.sha256(X.tobytes()).hexdigest(), "labels": [r["label"] for r in rows]}))`,
        table.features,
        [path],
      ) as { rows: number; sha256: string; labels: string[] };
      const { data, rows } = table.X;
      const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      assert.equal(rows, theirs.rows);
      assert.equal(createHash("sha256").update(bytes).digest("hex"), theirs.sha256);
      assert.deepEqual(table.label, theirs.labels);
    });
  }
});
