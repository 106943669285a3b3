import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { KernelScanner } from "../../../src/dataset/csv/kernelScanner.ts";
import { wholeWindow } from "../../../src/dataset/csv/lineWindows.ts";
import { rowLayout } from "../../../src/dataset/csv/rowScanner.ts";

describe("KernelScanner.scanRows", () => {
  const kinds = ["ignored", "filename", "feature", "feature", "label"] as const;
  const scanner = new KernelScanner();

  interface Row {
    readonly values: number[];
    readonly texts: string[];
    readonly hashes: number[];
    readonly line: number;
  }

  /** What is scanned of a text up to the first row that is no plain one, and where that stands. */
  function scan(text: string): { rows: Row[]; end: number } {
    const { bytes, length } = wholeWindow(Buffer.from(text));
    const memory = scanner.allocate(bytes.length);
    memory.set(bytes);
    scanner.lookAt(memory);
    scanner.useLayout(rowLayout(kinds));
    const { rows, values, texts, end } = scanner.scanRows(0, length);
    const row = (index: number): Row => {
      const [line, ...places] = texts.subarray(7 * index, 7 * (index + 1));
      return {
        values: [...values.subarray(2 * index, 2 * (index + 1))],
        texts: [0, 3].map((at) => memory.toString("latin1", places[at], places[at + 1])),
        hashes: [places[2]!, places[5]!],
        line: line!,
      };
    };
    return { rows: Array.from({ length: rows }, (_, index) => row(index)), end };
  }

  it("gives values, and where lines and texts stand, with the texts' FNV-1a hashes", () => {
    // The hashes are those of the FNV reference implementation's test vectors for "a" and "foobar".
    const { rows, end } = scan("0,a,1.5,-2,foobar\n1,foobar,0.25,1e3,a\n");
    assert.deepEqual(rows, [
      { values: [1.5, -2], texts: ["a", "foobar"], hashes: [0xe40c292c, 0xbf9cf968], line: 0 },
      { values: [0.25, 1000], texts: ["foobar", "a"], hashes: [0xbf9cf968, 0xe40c292c], line: 18 },
    ]);
    assert.equal(end, 38);
  });

  it("takes lines that end in LF, CRLF, CR, or with the text", () => {
    for (const end of ["\n", "\r\n", "\r", ""]) {
      const text = `0,a.mp3,1,2,Rock${end}`;
      const { rows, end: behind } = scan(text);
      assert.deepEqual(
        rows.map(({ texts }) => texts),
        [["a.mp3", "Rock"]],
        JSON.stringify(end),
      );
      assert.ok(behind >= text.length);
    }
  });

  it("takes texts in quotes, with commas, without the quotes, and empty ones", () => {
    const { rows } = scan(`0,"a, b.mp3",1,2,""\n"1","",1,2,Ro"ck\n`);
    assert.deepEqual(
      rows.map(({ texts }) => texts),
      [
        ["a, b.mp3", ""],
        ["", 'Ro"ck'],
      ],
    );
  });

  it("takes some hundreds of rows at a time", () => {
    const line = "0,a.mp3,1,2,Rock\n";
    const { rows, end } = scan(line.repeat(1000));
    assert.ok(rows.length >= 100 && rows.length < 1000);
    assert.equal(end, rows.length * line.length);
  });

  const FIRST = "0,a.mp3,1,2,Rock\n";
  const OTHERS = {
    "a value that is missing": "0,b.mp3,,2,Rock",
    "a value that is not finite": "0,b.mp3,1,nan,Rock",
    "a value in quotes": `0,b.mp3,1,"2",Rock`,
    "a value with blanks": "0,b.mp3,1, 2,Rock",
    "text in place of a value": "0,b.mp3,1,loud,Rock",
    "too few fields": "0,b.mp3,1,2",
    "too many fields": "0,b.mp3,1,2,Rock,3",
    "no field": "",
    "a text that is not ASCII": "0,b.mp3,1,2,Électro",
    "a text with outer blanks": "0,b.mp3,1,2, Rock",
    "a text with outer blanks in quotes": `0,"b.mp3 ",1,2,Rock`,
    "a text with doubled quotes": `0,"b "" c",1,2,Rock`,
    "a text with more behind its quotes": `0,"b"c,1,2,Rock`,
    "a text with a line end": `0,"b\nc",1,2,Rock`,
    "a text with a control character": "0,b\tc,1,2,Rock",
    "an ignored text that is not ASCII": "é,b.mp3,1,2,Rock",
  };
  for (const [what, line] of Object.entries(OTHERS)) {
    it(`stops before a line with ${what}`, () => {
      const { rows, end } = scan(`${FIRST}${line}\n${FIRST}`);
      assert.equal(rows.length, 1);
      assert.equal(end, FIRST.length);
    });
  }
});
