import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { otherFile } from "../../../src/dataset/csv/otherFile.ts";

const CSV = "filename,tempo,label\na.mp3,1,x\n";
const LFS = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n";

const OTHERS: Record<string, [content: string | Uint8Array, message: RegExp]> = {
  gzip: [gzipSync(CSV), /compressed with gzip; unpack it/],
  "a spreadsheet": ["PK\u0003\u0004xl/worksheets", /a zip archive or a spreadsheet \(xlsx, ods\); .* export it as CSV/],
  "an old spreadsheet": [
    Buffer.from("d0cf11e0a1b11ae1", "hex"),
    /an Excel workbook \(xls\); export it as CSV in UTF-8/,
  ],
  Parquet: ["PAR1\u0015\u0004", /Parquet; write it as CSV \(pandas: read_parquet/],
  "a Git LFS pointer": [LFS, /a Git LFS pointer and not the file itself; fetch it: git lfs pull/],
  "a web page": ["\ufeff\n<!DOCTYPE html><html>", /a web page \(HTML or XML\) and not a table; fetch the file itself/],
  JSON: [`[{"filename":"a.mp3"}]`, /JSON; write it as CSV/],
  "UTF-16 with a mark": [Buffer.from(`\ufeff${CSV}`, "utf16le"), /UTF-16; save it as CSV in UTF-8/],
  "UTF-16 without one": [Buffer.from(CSV, "utf16le"), /UTF-16; save it as CSV in UTF-8/],
  "other bytes": ["filename\u0000\u0001", /binary; a table is CSV in UTF-8/],
};

describe("otherFile", () => {
  for (const [what, [content, message]] of Object.entries(OTHERS)) {
    it(`names ${what} for what it is`, () => assert.match(otherFile(Buffer.from(content))!, message));
  }

  it("has nothing to say of a table", () => {
    for (const text of [CSV, `\ufeff${CSV}`, "\n\n", "", `"filename",tempo\n`, "Paris.mp3,1\n", "<unknown>,1\n"]) {
      assert.equal(otherFile(Buffer.from(text)), undefined, text);
    }
  });
});
