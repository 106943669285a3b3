import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { tableCode } from "../../../src/dataset/cache/tableCode.ts";
import { settledSources } from "../../support/cacheFolder.ts";
import { ROOT } from "../../support/session.ts";

const HOUR = 3_600_000;

describe("tableCode", () => {
  let root = "";
  const write = (file: string, content: string, changedAt = Date.now() - HOUR): void => {
    const path = join(root, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    utimesSync(path, changedAt / 1000, changedAt / 1000);
  };
  const code = (): string | undefined => tableCode(root, Date.now());

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "table-code-"));
    write("src/schema.ts", "schema");
    write("src/dataset/replica.ts", "replica");
    write("src/dataset/replica/drawTracks.ts", "tracks");
    write("src/wasm/assembly/decimals.ts", "decimals");
    write("node_modules/pure-rand/package.json", '{"version":"1.0.0"}');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it("is another after any change to the code that makes tables, and the same again when it is undone", () => {
    const before = code();
    assert.match(before!, /^[0-9a-f]{64}$/);
    const codes = new Set([before]);
    const changes: [file: string, content: string, was: string][] = [
      ["src/schema.ts", "another", "schema"],
      ["src/dataset/replica.ts", "another", "replica"],
      ["src/dataset/replica/drawTracks.ts", "another", "tracks"],
      ["src/wasm/assembly/decimals.ts", "another", "decimals"],
      ["node_modules/pure-rand/package.json", '{"version":"1.0.1"}', '{"version":"1.0.0"}'],
    ];
    for (const [file, content, was] of changes) {
      write(file, content);
      codes.add(code());
      write(file, was);
      assert.equal(code(), before, file);
    }
    write("src/dataset/more.ts", "");
    codes.add(code());
    renameSync(join(root, "src/dataset/more.ts"), join(root, "src/dataset/other.ts"));
    codes.add(code());
    assert.equal(codes.size, changes.length + 3);
  });

  it("does not change with what has no part in tables", () => {
    const before = code();
    write("src/study/words.ts", "words", Date.now());
    write("src/dataset/notes.md", "notes", Date.now());
    write("package.json", "{}", Date.now());
    assert.equal(code(), before);
  });

  it("is unknown where a file was changed after the modules were loaded, or while they may have been loading", () => {
    const now = Date.now();
    for (const [changedAt, known] of [
      [now - 60_000, true],
      [now - 11_000, true],
      [now - 9_000, false],
      [now, false],
      [now + HOUR, false],
    ] as const) {
      write("src/dataset/replica.ts", "edited", changedAt);
      assert.equal(tableCode(root, now) !== undefined, known, `${changedAt - now} ms`);
    }
  });

  it("is unknown where sources or packages are missing", () => {
    rmSync(join(root, "node_modules"), { recursive: true });
    assert.equal(code(), undefined);
  });

  it("is known in this project", async () => {
    await settledSources();
    assert.match(tableCode(ROOT, Date.now())!, /^[0-9a-f]{64}$/);
  });
});
