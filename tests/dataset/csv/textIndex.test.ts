import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CsvCursor } from "../../../src/dataset/csv/csvCursor.ts";
import { wholeWindow } from "../../../src/dataset/csv/lineWindows.ts";
import { TextIndex } from "../../../src/dataset/csv/textIndex.ts";
import { randomSource } from "../../support/randomData.ts";

/** Reads one field a line. */
function readAll(lines: readonly string[]): { index: TextIndex; indices: number[] } {
  const cursor = new CsvCursor("names.csv", wholeWindow(Buffer.from(lines.join("\n"))));
  const index = new TextIndex();
  const indices = lines.map(() => {
    const found = index.read(cursor);
    cursor.nextLine();
    return found;
  });
  return { index, indices };
}

describe("TextIndex", () => {
  for (const [what, ending] of Object.entries({ ASCII: ".mp3", "other characters": "ü" })) {
    it(`numbers different texts of ${what} as they come, with the line of the first, as a Map does`, () => {
      const { integer } = randomSource(1);
      const texts = Array.from(
        { length: 50_000 },
        () => `${integer(1, 10)}-${integer(0, 20_000)}${integer(0, 1) ? ".wav" : ending}`,
      );
      const { index, indices } = readAll(texts);
      const first = new Map<string, { index: number; line: number }>();
      texts.forEach((text, i) => {
        if (!first.has(text)) first.set(text, { index: first.size, line: i + 1 });
        assert.equal(indices[i], first.get(text)!.index);
      });
      assert.deepEqual(index.texts(), [...first.keys()]);
      for (const [text, known] of first) {
        assert.equal(index.textOf(known.index), text);
        assert.equal(index.lineOf(known.index), known.line);
      }
    });
  }

  it("tells texts apart that have one hash", () => {
    // The FNV-1a hash of the first two is 0xe20e47d2, that of the last two 0x5e4daa9d.
    const texts = ["declinate", "macallums", "costarring", "liquid"];
    assert.deepEqual(readAll([...texts, ...texts]).indices, [0, 1, 2, 3, 0, 1, 2, 3]);
  });

  it("takes texts for one that differ in quotes and outer blanks", () => {
    const { index, indices } = readAll([
      "Rock",
      `"Rock"`,
      " Rock",
      "Rock \t",
      "\u00a0Rock",
      `" Rock"`,
      "Ro ck",
      "",
      `""`,
      " ",
    ]);
    assert.deepEqual(indices, [0, 0, 0, 0, 0, 0, 1, 2, 2, 2]);
    assert.deepEqual(index.texts(), ["Rock", "Ro ck", ""]);
    assert.equal(index.bytesOf(2), 0);
  });
});
