import assert from "node:assert/strict";
import { constants } from "node:buffer";
import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { checkTablePlace } from "../../../src/audio/table/checkTablePlace.ts";

describe("checkTablePlace", () => {
  const folder = mkdtempSync(join(tmpdir(), "place-"));
  after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "table.csv");
  const header = "filename,track,tempo,label";
  const files = ["a.wav", "b.wav", 'c, "d"\ne.wav'].map((name) => ({ name }));
  const check = (content: string, hasSegments = false): void => {
    writeFileSync(path, content);
    checkTablePlace(path, files, header, hasSegments);
  };

  it("reads names that hold commas, quotes and line ends, and a last line without one", () => {
    check(`${header}\n`);
    check(`${header}\nb.wav,b,1,"Rock, ""hard""\nand soft"\n"c, ""d""\ne.wav",c,1,Rock\na.wav,a,1,Folk`);
    check(`${header}\n1-b.wav,b,1,Rock\n2-b.wav,b,1,Rock\n`, true);
    assert.throws(() => check(`${header}\na.wav,a,1,Rock\nf.wav,f,1,Rock\n`), /holds rows of other files \("f\.wav"\)/);
    assert.throws(() => check(`${header}\na.wav,a,1,Rock\n\n`), /holds rows of other files \(""\)/);
    assert.throws(() => check(`${header}\n"a.wav`), /holds rows of other files/);
  });

  it("finds a foreign row wherever the pieces end in which it is read", () => {
    const row = "a.wav,a,120.5,Rock\n";
    const rows = row.repeat(Math.ceil(2 ** 20 / row.length) + 1);
    for (let shift = 0; shift < row.length; shift++) {
      const before = `${header}\nb.wav,${"b".repeat(shift + 1)},1,Rock\n${rows}`;
      check(before);
      assert.throws(() => check(`${before}f.wav,f,1,Rock\n${row}`), /holds rows of other files \("f\.wav"\)/);
    }
  });

  it("takes a table that is longer than any text", () => {
    writeFileSync(path, `${header}\na.wav,`);
    truncateSync(path, constants.MAX_STRING_LENGTH + 1);
    appendFileSync(path, "\nb.wav,b,1,Rock\n");
    checkTablePlace(path, files, header, false);
    appendFileSync(path, "f.wav,f,1,Rock\n");
    assert.throws(() => checkTablePlace(path, files, header, false), /holds rows of other files \("f\.wav"\)/);
  });

  it("ends at a quote that is never closed, and shows the beginning", () => {
    const foreign = `${header}\n"${"x".repeat(3 * 2 ** 20)}`;
    assert.throws(() => check(foreign), { message: new RegExp(`other files \\("x{200}"\\) and would be lost`) });
  });
});
