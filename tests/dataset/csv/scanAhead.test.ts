import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { KernelScanner } from "../../../src/dataset/csv/kernelScanner.ts";
import { lineWindows } from "../../../src/dataset/csv/lineWindows.ts";
import { type ParsedTable, parseFeatureTable, parseLineWindows } from "../../../src/dataset/parseFeatureTable.ts";
import { ScanAhead } from "../../../src/dataset/csv/scanAhead.ts";
import { FEATURES } from "../../../src/schema.ts";
import { randomSource } from "../../support/randomData.ts";

const MEGABYTE = 1 << 20;

describe("ScanAhead", () => {
  const folder = mkdtempSync(join(tmpdir(), "scan-ahead-"));
  after(() => rmSync(folder, { recursive: true }));

  interface Reading {
    readonly table: ParsedTable;
    readonly sha256: string;
    /** How many windows came from the threads, or were scanned between them. */
    readonly ahead: number;
  }

  /** Reads a table as large files are read; `begun` is called when it is known what rows are made of. */
  async function read(
    content: Buffer,
    { threads = 1, begun }: { threads?: number; begun?: (ahead: ScanAhead, kernel: KernelScanner) => unknown } = {},
  ): Promise<Reading> {
    const path = join(folder, "table.csv");
    writeFileSync(path, content);
    const file = openSync(path, "r");
    const kernel = new KernelScanner(ScanAhead.MEMORY);
    const scans = new ScanAhead(file, content.length, kernel, threads);
    let count = 0;
    const take = (number: number, start: number): ReturnType<ScanAhead["take"]> => {
      const window = scans.take(number, start);
      if (window) count++;
      return window;
    };
    try {
      const windows = lineWindows(file, (size) => kernel.allocate(size), { ahead: { take } });
      const table = parseLineWindows(path, windows, content.length, {}, kernel, (layout) => {
        scans.begin(layout);
        begun?.(scans, kernel);
      });
      return { table, sha256: await scans.sha256(), ahead: count };
    } finally {
      await scans.stop();
      closeSync(file);
    }
  }

  /** Checks that a table is read as it is in one piece, by the thread of the test alone. @returns how many windows came from others */
  async function check(content: Buffer, options: Parameters<typeof read>[1] = {}): Promise<number> {
    const { table, sha256, ahead } = await read(content, options);
    assert.deepEqual(table, parseFeatureTable(join(folder, "table.csv"), content));
    assert.equal(sha256, createHash("sha256").update(content).digest("hex"));
    return ahead;
  }

  /** A table of about `size` bytes; `row` writes the fields of a row but its name. */
  function tableOf(
    size: number,
    features: readonly string[],
    row: (index: number) => string,
    nameOf: (index: number) => string = (index) =>
      `${(index % 10) + 1}-${String(Math.floor(index / 10)).padStart(6, "0")}.mp3`,
  ): Buffer {
    const lines = [`filename,${features.join(",")},label\n`];
    for (let i = 0, length = 0; length < size; i++) {
      const line = `${nameOf(i)},${row(i)}\n`;
      length += line.length;
      lines.push(line);
    }
    return Buffer.from(lines.join(""));
  }

  const LABELS = ["Rock", "Pop", "Hip-Hop"];
  const { normal, integer } = randomSource(1);
  const fullRow = (index: number): string => `${FEATURES.map(() => normal() * 100).join(",")},${LABELS[index % 3]!}`;

  for (const threads of [1, 3]) {
    it(`gives a table to the bit as it is read in one piece, with ${threads} threads`, async () => {
      const windows = await check(tableOf(12 * MEGABYTE, FEATURES, fullRow), { threads });
      assert.equal(windows, 11, "all full windows but the first");
    });
  }

  it("leaves the rest of a window to the reader where numbers are very short", async () => {
    const rows = tableOf(
      4 * MEGABYTE,
      FEATURES.slice(0, 9),
      (i) => `1,2,3,4,5,6,7,8,${i % 10},Rock`,
      (i) => i.toString(36),
    );
    assert.equal(await check(rows), 3);
  });

  it("leaves a window to the reader that begins in a very long line", async () => {
    const name = (i: number): string => `${i}${i % 97 === 50 ? "x".repeat(40_000) : ""}.mp3`;
    const windows = await check(tableOf(8 * MEGABYTE, FEATURES, fullRow, name));
    assert.ok(windows > 0 && windows < 7, `${windows} windows`);
  });

  it("takes rows of other kinds between the plain ones", async () => {
    const odd = ["nan", "", " 1.5 ", "1.2345678901234567890123", "1e-320"];
    const row = (i: number): string => {
      const fields = FEATURES.map(() => String(normal()));
      if (i % 50 === 7) fields[integer(0, FEATURES.length - 1)] = odd[integer(0, 4)]!;
      return `${fields.join(",")},${i % 50 === 9 ? "Électronique" : "Rock"}${i % 50 === 11 ? "\n" : ""}`;
    };
    assert.equal(await check(tableOf(5 * MEGABYTE, FEATURES, row)), 4);
  });

  it("stops at the first quotes, which may hide line ends", async () => {
    const quoted = (i: number): string => (i === 5000 ? `"live,\nin Rome"` : `${i}.mp3`);
    const windows = await check(tableOf(9 * MEGABYTE, FEATURES, fullRow, quoted));
    assert.ok(windows > 0 && windows < 8, `${windows} windows`);
  });

  it("begins where the header stands", async () => {
    const blank = Buffer.from("\n".repeat(2.5 * MEGABYTE));
    assert.equal(await check(Buffer.concat([blank, tableOf(4 * MEGABYTE, FEATURES, fullRow)])), 3);
  });

  for (const lineEnd of ["\n", ""]) {
    it(`reads a file that ends where a window ends, ${lineEnd === "" ? "inside" : "behind"} a line`, async () => {
      const rows = tableOf(3 * MEGABYTE - 10_000, FEATURES, fullRow).toString();
      const row = `.mp3,${fullRow(0)}${lineEnd}`;
      const content = Buffer.from(rows + "x".repeat(3 * MEGABYTE - rows.length - row.length) + row);
      assert.equal(content.length, 3 * MEGABYTE);
      assert.equal(await check(content), 2);
    });
  }

  it("leaves all to the reader where lines end in CR", async () => {
    const lines = tableOf(3 * MEGABYTE, FEATURES, fullRow)
      .toString()
      .replaceAll("\n", "\r");
    assert.equal(await check(Buffer.from(lines)), 0);
  });

  it("lets the reader do all where the threads are gone, the checksum too", async () => {
    const windows = await check(tableOf(6 * MEGABYTE, FEATURES, fullRow), { begun: (ahead) => ahead.stop() });
    assert.equal(windows, 5);
  });

  it("gives up where a thread has claimed windows and never comes back", async () => {
    const claim = (_: ScanAhead, kernel: KernelScanner): void => {
      const { memory, reserved } = kernel.shared;
      const NEXT = 4;
      // All that are left, so that the reader has nothing to scan while it waits.
      Atomics.add(new Int32Array(memory.buffer), reserved / 4 + NEXT, 100);
    };
    const windows = await check(tableOf(12 * MEGABYTE, FEATURES, fullRow), { begun: claim });
    // The thread may have claimed some before: at most as many as there are places.
    assert.ok(windows <= 8, `${windows} of 11 windows`);
  });

  it("names the place of an error in a window that was scanned ahead", async () => {
    const plain = tableOf(5 * MEGABYTE, FEATURES, fullRow).toString();
    const lines = plain.split("\n");
    const line = lines.length - 200;
    lines[line - 1] = lines[line - 1]!.replace(/,[^,]*,([A-Z])/, ",loud,$1");
    await assert.rejects(read(Buffer.from(lines.join("\n"))), {
      name: "TableError",
      line,
      message: new RegExp(`table\\.csv:${line}:\\d+: column "${FEATURES.at(-1)!}": expected a number, found "loud"$`),
    });
    lines[line - 1] = lines[10]!;
    await assert.rejects(read(Buffer.from(lines.join("\n"))), {
      message: /filename "10-000000\.mp3" stands on line 11 too; expected each file name once$/,
      line,
    });
  });
});
