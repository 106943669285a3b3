import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { renameOver } from "../../src/ground/index.ts";

describe("renaming over a file", () => {
  const folder = mkdtempSync(join(tmpdir(), "rename-"));
  after(() => rmSync(folder, { recursive: true }));

  /** Files to rename, and a renaming that is refused a number of times before it succeeds. */
  const setUp = (code: string, refusals: number) => {
    const [from, to] = [join(folder, "from"), join(folder, "to")];
    writeFileSync(from, "new");
    writeFileSync(to, "old");
    let calls = 0;
    const attempt = (source: string, target: string): void => {
      calls++;
      if (calls <= refusals) throw Object.assign(new Error(`${code}: rename`), { code });
      renameSync(source, target);
    };
    return { from, to, attempt, calls: () => calls };
  };

  for (const code of ["EPERM", "EACCES", "EBUSY"]) {
    it(`is tried again on Windows after ${code}`, () => {
      const { from, to, attempt, calls } = setUp(code, 2);
      renameOver(from, to, attempt, "win32");
      assert.equal(readFileSync(to, "utf8"), "new");
      assert.equal(calls(), 3);
    });
  }

  it("is given up on Windows where the file stays open, and the old content stays", () => {
    const { from, to, attempt, calls } = setUp("EBUSY", Infinity);
    assert.throws(() => renameOver(from, to, attempt, "win32"), /EBUSY/);
    assert.ok(calls() > 3);
    assert.equal(readFileSync(to, "utf8"), "old");
  });

  it("is tried once elsewhere, and once on Windows after another refusal", () => {
    for (const [code, platform] of [
      ["EACCES", "linux"],
      ["ENOENT", "win32"],
    ] as const) {
      const { from, to, attempt, calls } = setUp(code, 1);
      assert.throws(() => renameOver(from, to, attempt, platform), { code });
      assert.equal(calls(), 1);
    }
  });
});
