import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { type ParsedTable, parseFeatureTable } from "../../src/dataset/readFeatureTable.ts";
import { TableError } from "../../src/dataset/tableError.ts";
import { randomSource } from "../support/randomData.ts";
import { ROOT } from "../support/session.ts";

const SEED = 20_261_128;
const TABLES = 300;
const SAMPLE = readFileSync(join(ROOT, "data/fma-sample/features_3s.csv"))
  .toString()
  .split("\n")
  .slice(0, 41)
  .join("\n");
const whole = parse(Buffer.from(`${SAMPLE}\n`)) as ParsedTable;

/** The table, or the error; anything else that is thrown fails the test. */
function parse(content: Uint8Array): ParsedTable | TableError {
  try {
    return parseFeatureTable("t.csv", content, "segment");
  } catch (error) {
    if (error instanceof TableError) return error;
    throw error;
  }
}

/** What happens to files: bits flip, pieces are lost, doubled, or replaced. */
type Mutation = (bytes: Buffer, integer: (from: number, to: number) => number) => Buffer;
const MUTATIONS: Record<string, Mutation> = {
  "flips bits": (bytes, integer) => {
    for (let i = integer(1, 8); i > 0; i--) bytes[integer(0, bytes.length - 1)]! ^= 1 << integer(0, 7);
    return bytes;
  },
  "is cut off": (bytes, integer) => bytes.subarray(0, integer(0, bytes.length - 1)),
  "loses a piece": (bytes, integer) => {
    const at = integer(0, bytes.length - 1);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + integer(1, 3000))]);
  },
  "has a piece twice": (bytes, integer) => {
    const at = integer(0, bytes.length - 1);
    const end = Math.min(bytes.length, at + integer(1, 3000));
    return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)]);
  },
  "has other characters": (bytes, integer) => {
    const texts = [
      `"`,
      `""`,
      ",",
      "\n",
      "\r",
      "\0",
      "é",
      "\u202e",
      ";",
      "-",
      "e",
      "nan",
      "1e300",
      "\ufeff",
      "1-",
      ".5.",
    ];
    const at = integer(0, bytes.length - 1);
    return Buffer.concat([
      bytes.subarray(0, at),
      Buffer.from(texts[integer(0, texts.length - 1)]!),
      bytes.subarray(at + integer(0, 2)),
    ]);
  },
  "has random bytes": (bytes, integer) => {
    for (let i = integer(1, 40), at = integer(0, bytes.length - 50); i > 0; i--) bytes[at + i] = integer(0, 255);
    return bytes;
  },
};

/** Each row by its name: what the parser must have read, by the plainest reading there is of a line without quotes. */
function plainRows(content: Buffer): Map<string, string[]> {
  const lines = content.toString().split(/\r\n|\r|\n/);
  return new Map(
    lines.map((line) => line.split(",").map((field) => field.trim())).map((fields) => [fields[0]!, fields]),
  );
}

describe("a damaged table", () => {
  const { integer } = randomSource(SEED);
  const names = Object.keys(MUTATIONS);
  for (const name of names) {
    it(`that ${name} is refused in one line, or each of its rows is what its line says`, { timeout: 60_000 }, () => {
      for (let i = 0; i < TABLES / names.length; i++) {
        const content = MUTATIONS[name]!(Buffer.from(`${SAMPLE}\n`), integer);
        const table = parse(content);
        if (table instanceof TableError) {
          assert.match(table.message, /^t\.csv(:\d+)*: [^\p{Cc}]+$/u);
          continue;
        }
        assert.ok(table.X.rows <= whole.X.rows + 40 && table.X.data.length === table.X.rows * table.X.columns);
        if (content.includes(`"`)) continue;
        const rows = plainRows(content);
        const header = [...rows.values()]
          .find((fields) => fields.includes("filename"))!
          .map((text) => text.replace("\ufeff", ""));
        table.filename.forEach((filename, row) => {
          const fields = rows.get(filename)!;
          assert.equal(table.label[row], fields[header.indexOf("label")]);
          table.features.forEach((feature, column) => {
            const value = Number(fields[header.indexOf(feature)]);
            assert.ok(Object.is(table.X.data[row * table.X.columns + column], value), `${filename}, ${feature}`);
          });
        });
      }
    });
  }
});
