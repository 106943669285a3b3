import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { parseFeatureTable, readFeatureTable } from "../../src/dataset/readFeatureTable.ts";
import { FEATURES } from "../../src/schema.ts";
import { randomSource } from "../support/randomData.ts";
import { runPython, skipWithoutPython } from "../support/python.ts";
import { SHARED_DATA, skipWithoutSharedData } from "../support/sharedData.ts";

const SAMPLE = "data/fma-sample/features_3s.csv";

const bytesOf = (data: Float64Array): Buffer => Buffer.from(data.buffer, data.byteOffset, data.byteLength);

describe("readFeatureTable", () => {
  const folder = mkdtempSync(join(tmpdir(), "read-table-"));
  after(() => rmSync(folder, { recursive: true }));

  /** Writes a table and reads it; its path is the error's beginning. */
  const written = (content: string | Uint8Array): string => {
    const path = join(folder, "table.csv");
    writeFileSync(path, content);
    return path;
  };

  it("reads the sample: 1,600 segments of 160 tracks, 57 features, 8 genres", async () => {
    const table = await readFeatureTable(SAMPLE, "segment");
    assert.deepEqual([table.X.rows, table.X.columns, table.X.data.length], [1600, 57, 1600 * 57]);
    assert.deepEqual(table.features, FEATURES);
    assert.equal(new Set(table.label).size, 8);
    assert.equal(new Set(table.track).size, 160);
    assert.ok(table.segment.every((segment, row) => segment === (row % 10) + 1));
    assert.equal(table.sha256, createHash("sha256").update(readFileSync(SAMPLE)).digest("hex"));
  });

  it("reads a file of many windows as it reads the same bytes in one", async () => {
    const header = "filename,tempo,rms_mean,label\n";
    const rows = Array.from({ length: 60_000 }, (_, i) => `song ${i}.mp3,${1 / (i + 1)},${i * Math.PI},${i % 3}\n`);
    const path = written(header + rows.join(""));
    assert.ok(readFileSync(path).length > 3 << 20);
    const { sha256, ...table } = await readFeatureTable(path, "clip");
    assert.deepEqual(table, parseFeatureTable(path, readFileSync(path), "clip"));
    assert.equal(sha256, createHash("sha256").update(readFileSync(path)).digest("hex"));
  });

  it("reads a file of several megabytes with quotes, without line feeds, and with a cut end", async () => {
    const rows = Array.from(
      { length: 60_000 },
      (_, i) => `"song ${i},\nlive",${1 / (i + 1)},${i * Math.PI},${i % 3}\r`,
    );
    const path = written(`filename,tempo,rms_mean,label\r${rows.join("")}`);
    const table = await readFeatureTable(path, "clip");
    assert.equal(table.X.rows, 60_000);
    assert.equal(table.filename.at(-1), "song 59999,\nlive");
    writeFileSync(path, `filename,tempo,rms_mean,label\n${rows.join("").replaceAll("\r", "\n").slice(0, -4)}`);
    await assert.rejects(
      readFeatureTable(path, "clip"),
      /^TableError: .*table\.csv:120001:\d+: .*expected 4 as in the header; the file seems to be cut off/,
    );
  });

  it("names the line of an error far behind the first window", async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => `song ${i}.mp3,${1 / (i + 1)},${i * Math.PI},${i % 3}\n`);
    const path = written(`filename,tempo,rms_mean,label\n${rows.join("")}last.mp3,1,loud,0\n`);
    await assert.rejects(readFeatureTable(path, "clip"), {
      name: "TableError",
      message: `${path}:60002:12: column "rms_mean": expected a number, found "loud"`,
      line: 60_002,
      column: 12,
    });
  });

  describe("of a file of several windows", () => {
    const HEADER = "filename,tempo,label,rms_mean,rms_var\n";
    /** How a number may be written; of these, some are read by the scanner, some by `Number()`, and some are missing values. */
    const SPELLINGS: ((value: number) => string)[] = [
      String,
      (value) => value.toExponential(),
      (value) => value.toFixed(7),
      (value) => value.toPrecision(21),
      (value) => ` ${value} `,
      (value) => `+${Math.abs(value)}`,
      (value) => `${value}`.replace("0.", "."),
      (value) => `${Math.trunc(value)}.`,
      (value) => String(value * 1e-310),
    ];

    /** A table of more than 3 MB; of its rows one in a hundred lacks a value. */
    function largeTable({ seed, quote, lineEnd }: { seed: number; quote: string; lineEnd: string }): Buffer {
      const { integer, normal, uniform } = randomSource(seed);
      const number = (): string => {
        if (uniform() < 0.003) return ["", "nan", "-inf", "NA"][integer(0, 3)]!;
        const write = uniform() < 0.8 ? String : SPELLINGS[integer(0, SPELLINGS.length - 1)]!;
        return write(normal() * 10 ** integer(-5, 5));
      };
      const lines = [HEADER];
      for (let i = 0, size = 0; size < 3 << 20; i++) {
        const label = i % 3 === 0 ? `${quote}Hip-Hop${quote}` : "Électronique";
        const line = `${String(i).padStart(6, "0")}.mp3,${number()},${label},${number()},${number()}${lineEnd}`;
        size += line.length;
        lines.push(line);
      }
      return Buffer.from(lines.join(""));
    }

    const CASES = {
      "all spellings of numbers": { seed: 1, quote: "", lineEnd: "\n" },
      "lines ending in CRLF": { seed: 2, quote: "", lineEnd: "\r\n" },
      "quoted fields": { seed: 3, quote: `"`, lineEnd: "\n" },
    };
    for (const [what, options] of Object.entries(CASES)) {
      it(`reads ${what} to the same bits as in one window`, async () => {
        const content = largeTable(options);
        const path = written(content);
        const { X, sha256, ...rest } = await readFeatureTable(path, "clip");
        const { X: expected, ...expectedRest } = parseFeatureTable(path, content, "clip");
        assert.ok(rest.dropped.length > 100);
        assert.deepEqual([X.rows, X.columns], [expected.rows, expected.columns]);
        assert.equal(bytesOf(X.data).compare(bytesOf(expected.data)), 0);
        assert.deepEqual(rest, expectedRest);
        assert.equal(sha256, createHash("sha256").update(content).digest("hex"));
      });
    }

    it("names the place of an error at its end, and of a name that stands twice", async () => {
      const content = largeTable({ seed: 4, quote: "", lineEnd: "\n" }).toString();
      const line = content.split("\n").length;
      const path = written(`${content}last.mp3,1,Rock,loud,2\n`);
      await assert.rejects(readFeatureTable(path, "clip"), {
        message: `${path}:${line}:17: column "rms_mean": expected a number, found "loud"`,
      });
      const name = content.slice(HEADER.length, content.indexOf(",", HEADER.length));
      writeFileSync(path, `${content}${name},1,Rock,1,2\n`);
      await assert.rejects(readFeatureTable(path, "clip"), {
        message: `${path}:${line}:1: filename "${name}" stands on line 2 too; expected each file name once`,
      });
    });
  });

  it("refuses an empty file, a missing one and a folder in one clear line", async () => {
    const path = written("");
    await assert.rejects(readFeatureTable(path, "clip"), {
      message: `${path}:1:1: the file is empty; expected a header line`,
    });
    await assert.rejects(readFeatureTable(join(folder, "no.csv"), "clip"), {
      message: `${join(folder, "no.csv")}: no such file`,
    });
    await assert.rejects(readFeatureTable(folder, "clip"), {
      message: `${folder}: this is a folder; expected a CSV file`,
    });
  });

  for (const name of ["segments-3s/features_3s.csv", "gtzan/features_30_sec.csv"]) {
    const skip = skipWithoutSharedData(name) || skipWithoutPython("numpy");
    it(`reads every number of ${name} as Python's float() does`, { skip }, async () => {
      const path = join(SHARED_DATA, name);
      const table = await readFeatureTable(path, name.includes("3s") ? "segment" : "clip");
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
