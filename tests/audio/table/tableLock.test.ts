import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import fs, {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { TableLock } from "../../../src/audio/table/tableLock.ts";

function skipWithoutProc(): string | false {
  return existsSync("/proc/self/stat") ? false : "needs Linux's /proc";
}

describe("TableLock", () => {
  const folder = mkdtempSync(join(tmpdir(), "lock-"));
  after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "table.csv.lock");

  it("is held by one, and free again when released", () => {
    const lock = new TableLock(path);
    assert.throws(() => new TableLock(path), /another extraction \(process \d+ on .*\) is writing this table: wait/);
    lock.check();
    lock.release();
    new TableLock(path).release();
    assert.deepEqual(readdirSync(folder), []);
  });

  it("is taken over from a process that is no longer there, also where its number is another's now", () => {
    const mine = new TableLock(path);
    const holder = JSON.parse(readFileSync(path, "utf8")) as object;
    mine.release();
    const dead = spawnSync("true").pid;
    for (const left of [
      { ...holder, pid: dead },
      { ...holder, started: "another boot/12" },
    ]) {
      writeFileSync(path, JSON.stringify(left));
      new TableLock(path).release();
      assert.ok(!existsSync(path));
    }
  });

  it("is taken over from a process that was killed this moment", { skip: skipWithoutProc() }, async () => {
    const module = JSON.stringify(join(import.meta.dirname, "../../../src/audio/table/tableLock.ts"));
    const code = `const { TableLock } = require(${module}); new TableLock(${JSON.stringify(path)}); console.log("held"); setInterval(() => {}, 1000)`;
    const child = spawn(process.execPath, ["--require", "tsx/cjs", "--eval", code], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    assert.throws(() => new TableLock(path), new RegExp(`process ${child.pid} on`));
    child.kill("SIGKILL");
    // This process can't take notice of the end meanwhile.
    new TableLock(path).release();
    assert.deepEqual(readdirSync(folder), []);
    await once(child, "exit");
  });

  it("is put back where it was taken from a process that made it this moment, also without links", (t) => {
    const left = JSON.stringify({ pid: spawnSync("true").pid, host: "elsewhere", started: null });
    for (const hasLinks of [true, false]) {
      writeFileSync(path, left);
      utimesSync(path, 1, 1);
      const real = fs.renameSync;
      let others: TableLock | undefined;
      t.mock.method(fs, "renameSync", (from: string, to: string) => {
        if (others === undefined) {
          rmSync(path);
          others = new TableLock(path);
        }
        real(from, to);
      });
      if (!hasLinks) {
        t.mock.method(fs, "linkSync", () => {
          throw Object.assign(new Error("EPERM: operation not permitted, link"), { code: "EPERM" });
        });
      }
      syncBuiltinESMExports();
      try {
        assert.throws(() => new TableLock(path), new RegExp(`process ${process.pid} on`));
      } finally {
        t.mock.restoreAll();
        syncBuiltinESMExports();
      }
      others!.check();
      others!.release();
      assert.deepEqual(readdirSync(folder), []);
    }
  });

  it("of another machine is taken over when nobody has written it for a minute, not before", () => {
    const left = JSON.stringify({ pid: 1, host: "elsewhere", started: null });
    writeFileSync(path, left);
    const before = (seconds: number): void =>
      utimesSync(path, Date.now() / 1000 - seconds, Date.now() / 1000 - seconds);
    before(20);
    assert.throws(
      () => new TableLock(path),
      /\(process 1 on elsewhere\).*delete this file, or try again in (39|40) seconds$/,
    );
    assert.equal(readFileSync(path, "utf8"), left);
    before(61);
    const lock = new TableLock(path);
    lock.check();
    lock.release();
    assert.deepEqual(readdirSync(folder), []);
  });

  it("of a machine or container of the same name is respected while it is written, as its processes can't be seen", () => {
    const mine = new TableLock(path);
    const holder = JSON.parse(readFileSync(path, "utf8")) as object;
    mine.release();
    const left = JSON.stringify({ ...holder, machine: "another boot pid:[1]", pid: spawnSync("true").pid });
    writeFileSync(path, left);
    assert.throws(() => new TableLock(path), /\(process \d+ on .*\).*or try again in (59|60) seconds$/);
    assert.equal(readFileSync(path, "utf8"), left);
    utimesSync(path, Date.now() / 1000 - 61, Date.now() / 1000 - 61);
    new TableLock(path).release();
    assert.deepEqual(readdirSync(folder), []);
  });

  it("is no other's, even of the same process", () => {
    const [one, two] = ["one.lock", "two.lock"].map((name) => new TableLock(join(folder, name))) as [
      TableLock,
      TableLock,
    ];
    assert.notEqual(readFileSync(one.path, "utf8"), readFileSync(two.path, "utf8"));
    one.release();
    two.release();
  });

  it("is written again and again while it is held, also by a process that is busy", () => {
    const lock = new TableLock(path);
    utimesSync(path, 1, 1);
    const end = Date.now() + 120_000;
    while (statSync(path).mtimeMs < 2000 && Date.now() < end);
    assert.ok(statSync(path).mtimeMs > 2000);
    lock.check();
    lock.release();
    assert.deepEqual(readdirSync(folder), []);
  });

  it("of another machine is respected, as is one that is just being written", () => {
    writeFileSync(path, JSON.stringify({ pid: 1, host: "elsewhere", started: null }));
    assert.throws(() => new TableLock(path), /\(process 1 on elsewhere\).*where none is running, delete this file/);
    writeFileSync(path, "");
    assert.throws(() => new TableLock(path), /another extraction is writing/);
    utimesSync(path, 1, 1);
    new TableLock(path).release();
  });

  it("notices that it was taken away, and leaves another's alone", () => {
    const lock = new TableLock(path);
    writeFileSync(path, "{}");
    assert.throws(() => lock.check(), /this lock was taken away/);
    lock.release();
    assert.ok(existsSync(path));
    rmSync(path);
  });
});
