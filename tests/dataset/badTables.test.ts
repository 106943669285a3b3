import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { checkTables } from "../../src/dataset/checkTables.ts";
import { loadSource } from "../../src/dataset/loadSource.ts";
import { resolveSource } from "../../src/dataset/resolveSource.ts";
import { TableError } from "../../src/dataset/tableError.ts";
import { ROOT } from "../support/session.ts";

const sample = (name: string): string => readFileSync(join(ROOT, "data/fma-sample", name), "utf8");
const CLIPS = sample("features_30s.csv");
const SEGMENTS = sample("features_3s.csv");

/** The text with one line, counted from 1, changed. */
function changed(text: string, line: number, change: (line: string) => string): string {
  const lines = text.split("\n");
  lines[line - 1] = change(lines[line - 1]!);
  return lines.join("\n");
}

const firstLines = (text: string, count: number): string => text.split("\n").slice(0, count).join("\n") + "\n";

/** Where each kind of source has its tables. */
const PLACES = {
  folder: { name: "mine", folder: "mine", clips: "a_30s.csv", segments: "a_3s.csv" },
  report: { name: "auto", folder: "data", clips: "fma_30secs.csv", segments: "fma_3secs.csv" },
  sample: { name: "sample", folder: "data/fma-sample", clips: "features_30s.csv", segments: "features_3s.csv" },
} as const;

const REFUSED: Record<string, { clips?: string; segments?: string; message: RegExp }> = {
  "the two tables swapped": { clips: SEGMENTS, segments: CLIPS, message: /30.*\.csv: .*is it the other table\?\)$/ },
  "clips in place of segments": { segments: CLIPS, message: /3s\w*\.csv: .*is it the other table\?\)$/ },
  "half a download": { segments: SEGMENTS.slice(0, SEGMENTS.length / 2), message: /:802:\d+: .*to be cut off here$/ },
  "an empty file": { segments: "", message: /:1:1: the file is empty; expected a header line$/ },
  "a header alone": { segments: firstLines(SEGMENTS, 1), message: /:2:1: there are no rows/ },
  "a missing column": { segments: SEGMENTS.replace(",label", ",genre"), message: /:1:\d+: unknown column "genre"/ },
  "text for a number": {
    segments: changed(SEGMENTS, 2, (line) => line.replace(/,[^,]*/, ",fast")),
    message: /:2:14: column "chroma_stft_mean": expected a number, found "fast"$/,
  },
  "a line too long": {
    segments: changed(SEGMENTS, 6, (line) => `${line},1`),
    message: /:6:\d+: the line has 60 fields; expected 59 as in the header$/,
  },
  "no label": {
    segments: changed(SEGMENTS, 4, (line) => line.replace(/[^,]*$/, "")),
    message: /:4:\d+: empty label; expected a genre$/,
  },
  "a row twice": {
    segments: changed(SEGMENTS, 7, () => SEGMENTS.split("\n")[5]!),
    message: /:7:1: filename "5-001736\.mp3" stands on line 6 too/,
  },
  "a value in a column without a name": {
    segments: SEGMENTS.replaceAll(/\n(?=.)/g, ",\n")
      .replace(/\n$/, ",\n")
      .replace(/,\n(?=2-)/, ",7\n"),
    message: /:2:\d+: found "7" in a column without a name; name it, or leave it out with --ignore-other-columns$/,
  },
  "a genre of many lines": {
    segments: changed(SEGMENTS, 4, (line) => line.replace(/[^,]*$/, `"${"Pop\n".repeat(1200)}"`)),
    message: /:4:\d+: a label of 4799 bytes; expected at most 4096: is a quote missing, or one too many\?$/,
  },
  "very many unknown columns": {
    segments: `${Array.from({ length: 300_000 }, (_, i) => `column${i}`).join()}\n`,
    message: /:1:1: 300000 unknown columns: "column0", .*, "column19" and 299980 more; rename or remove them, or leave/,
  },
  "a spreadsheet": { segments: "PK\u0003\u0004", message: /is a zip archive or a spreadsheet/ },
};

const READ: Record<string, { segments: string; dropped: number }> = {
  "a byte order mark and CRLF": { segments: `\ufeff${SEGMENTS.replaceAll("\n", "\r\n")}`, dropped: 0 },
  "quoted names": { segments: SEGMENTS.replaceAll(/^([^,\n]+),/gm, '"$1",'), dropped: 0 },
  "a row with NaN": { segments: changed(SEGMENTS, 6, (line) => line.replace(/,[^,]*/, ",nan")), dropped: 1 },
  "a row with infinity": { segments: changed(SEGMENTS, 6, (line) => line.replace(/,[^,]*/, ",-inf")), dropped: 1 },
};

for (const [kind, place] of Object.entries(PLACES)) {
  describe(`tables of a source of kind ${kind}`, () => {
    const root = mkdtempSync(join(tmpdir(), "bad-tables-"));
    after(() => rmSync(root, { recursive: true }));
    const load = ({ clips = CLIPS, segments = SEGMENTS }) => {
      const folder = join(root, place.folder);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, place.clips), clips);
      writeFileSync(join(folder, place.segments), segments);
      return loadSource(resolveSource(place.name, root));
    };

    for (const [name, { message, ...tables }] of Object.entries(REFUSED)) {
      it(`are refused in one line with ${name}`, async () => {
        await assert.rejects(load(tables), (error) => {
          assert.ok(error instanceof TableError, String(error));
          assert.match(error.message, message);
          assert.ok(error.message.startsWith(join(root, place.folder)) && !error.message.includes("\n"));
          return true;
        });
      });
    }

    for (const [name, { segments, dropped }] of Object.entries(READ)) {
      it(`are read with ${name}`, async () => {
        const tables = await load({ segments });
        assert.equal(tables.source.kind, kind);
        assert.deepEqual([tables.segments!.X.rows, tables.segments!.dropped.length], [1600 - dropped, dropped]);
      });
    }

    it("are noticed where they end too early, at a line's end", async () => {
      const cutSegments = checkTables(await load({ segments: firstLines(SEGMENTS, 480) }));
      assert.ok(
        cutSegments.some((problem) => /3s\w*\.csv: .*seems to be cut off/.test(problem)),
        cutSegments.join("\n"),
      );
      const cutClips = checkTables(await load({ clips: firstLines(CLIPS, 48) }));
      assert.ok(
        cutClips.some((problem) => /30\w*\.csv: .*seems to be cut off/.test(problem)),
        cutClips.join("\n"),
      );
    });
  });
}

describe("the statistics of the replica", () => {
  const root = mkdtempSync(join(tmpdir(), "bad-replica-"));
  after(() => rmSync(root, { recursive: true }));
  const whole = readFileSync(join(ROOT, "data/replica.json"), "utf8");
  const cases: Record<string, { text: string; message: RegExp }> = {
    "cut off": { text: whole.slice(0, 100_000), message: /is no JSON/ },
    empty: { text: "", message: /is no JSON/ },
    "of something else": { text: "{}", message: /is no replica of version 2/ },
    "without a number": { text: whole.replace(/"ways":\s*\d+/, '"ways":null'), message: /segments\.ways/ },
    "with a hole": {
      text: whole.replace(/"factor":\s*\[/, '"factor":[null,'),
      message: /factor is not what it should be/,
    },
    "without styles": { text: whole.replace('"styles"', '"other"'), message: /parts of the replica are missing/ },
  };
  for (const [name, { text, message }] of Object.entries(cases)) {
    it(`are refused in one line where they are ${name}`, async () => {
      mkdirSync(join(root, "data"), { recursive: true });
      writeFileSync(join(root, "data/replica.json"), text);
      await assert.rejects(loadSource(resolveSource("replica", root)), (error) => {
        assert.ok(error instanceof TableError, String(error));
        assert.match(error.message, message);
        return !error.message.includes("\n");
      });
    });
  }
});
