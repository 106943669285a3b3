import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, describe, it } from "node:test";
import ts from "typescript";
import { CheckedSources, SoundPrograms } from "../../src/notebook/checkedSources.ts";

describe("programs found sound", { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "sound-"));
  after(() => rmSync(folder, { recursive: true }));
  const kept = join(folder, "cache/sound");

  it("are known to the next process, the newest four thousand of them", () => {
    new SoundPrograms(kept).add(Array.from({ length: 2100 }, (_, i) => `digest ${i}`));
    new SoundPrograms(kept).add(Array.from({ length: 2000 }, (_, i) => `digest ${2100 + i}`));
    const next = new SoundPrograms(kept).read();
    assert.deepEqual([next.has("digest 99"), next.has("digest 100"), next.has("digest 4099")], [false, true, true]);
  });

  it("are none where the file can't be written", () => {
    writeFileSync(join(folder, "file"), "");
    const unwritable = new SoundPrograms(join(folder, "file/sound"));
    unwritable.add(["digest"]);
    assert.equal(unwritable.read().size, 0);
  });

  /** Checks these files in a new program and a new process, and says how many errors there are and which files were looked at. */
  function check(...names: string[]): { problems: number; looked: string[] } {
    const options = { strict: true, noLib: true, types: [], allowImportingTsExtensions: true, noEmit: true };
    const host = ts.createCompilerHost(options);
    const { getSourceFile } = host;
    host.getSourceFile = (...values) => {
      const file = getSourceFile.apply(host, values);
      return file && Object.assign(file, { version: file.text });
    };
    const program = ts.createProgram(
      names.map((name) => join(folder, name)),
      options,
      host,
    );
    const looked: string[] = [];
    const { getSemanticDiagnostics } = program;
    program.getSemanticDiagnostics = (file, ...values) => {
      looked.push(basename(file!.fileName));
      return getSemanticDiagnostics(file, ...values);
    };
    const files = program.getSourceFiles();
    return { problems: new CheckedSources(ts, new SoundPrograms(kept)).check(program, files).length, looked };
  }

  function write(name: string, text: string): void {
    writeFileSync(join(folder, name), text);
  }

  it("are not looked at again, and what changed since is", () => {
    write("source.ts", "export const one: number = 1;");
    assert.deepEqual(check("source.ts"), { problems: 0, looked: ["source.ts"] });
    assert.deepEqual(check("source.ts"), { problems: 0, looked: [] });
    write("source.ts", 'export const one: number = "1";');
    assert.deepEqual(check("source.ts"), { problems: 1, looked: ["source.ts"] });
    assert.deepEqual(check("source.ts"), { problems: 1, looked: ["source.ts"] });
  });

  it("are known file by file to other programs, until a file they import or one that applies everywhere changes", () => {
    write("base.ts", "export const base: number = 1;");
    write("middle.ts", 'import { base } from "./base.ts"; export const middle: number = base;');
    write("first.ts", 'import { middle } from "./middle.ts"; export const first: number = middle;');
    write("second.ts", 'import { base } from "./base.ts"; export const second: number = base;');
    assert.deepEqual(check("first.ts").looked, ["base.ts", "middle.ts", "first.ts"]);
    assert.deepEqual(check("second.ts").looked, ["second.ts"]);
    write("middle.ts", 'import { base } from "./base.ts"; export const middle: string = `${base}`;');
    assert.deepEqual(check("first.ts", "second.ts"), { problems: 1, looked: ["middle.ts", "first.ts"] });
    write("everywhere.d.ts", "declare const everywhere: number;");
    assert.deepEqual(check("everywhere.d.ts", "second.ts").looked, ["everywhere.d.ts", "base.ts", "second.ts"]);
    write("augments.ts", 'import "./base.ts"; declare module "./base.ts" { export interface More { more: number } }');
    assert.deepEqual(check("augments.ts", "second.ts").looked, ["base.ts", "augments.ts", "second.ts"]);
  });
});
