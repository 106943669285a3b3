import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import ts from "typescript";
import { CheckedSources } from "../../src/notebook/checkedSources.ts";
import { SoundPrograms } from "../../src/notebook/soundPrograms.ts";

describe("programs found sound", { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "sound-"));
  after(() => rmSync(folder, { recursive: true }));
  const kept = join(folder, "cache/sound");

  it("are known to the next process, the newest hundred of them", () => {
    for (let i = 0; i < 120; i++) new SoundPrograms(kept).add(`digest ${i}`);
    const next = new SoundPrograms(kept);
    assert.deepEqual([next.has("digest 19"), next.has("digest 20"), next.has("digest 119")], [false, true, true]);
  });

  it("are none where the file can't be written", () => {
    writeFileSync(join(folder, "file"), "");
    const unwritable = new SoundPrograms(join(folder, "file/sound"));
    unwritable.add("digest");
    assert.equal(unwritable.has("digest"), false);
  });

  it("are not looked at again, and what changed since is", () => {
    const source = join(folder, "source.ts");
    const check = (): { problems: number; looked: number } => {
      const options = { strict: true, noLib: true, types: [] };
      const host = ts.createCompilerHost(options);
      const { getSourceFile } = host;
      host.getSourceFile = (...values) => {
        const file = getSourceFile.apply(host, values);
        return file && Object.assign(file, { version: file.text });
      };
      const program = ts.createProgram([source], options, host);
      let looked = 0;
      const { getSemanticDiagnostics } = program;
      program.getSemanticDiagnostics = (...values) => {
        looked++;
        return getSemanticDiagnostics(...values);
      };
      const files = program.getSourceFiles().filter(({ fileName }) => fileName.endsWith("source.ts"));
      return { problems: new CheckedSources(ts, new SoundPrograms(kept)).check(program, files).length, looked };
    };
    writeFileSync(source, "export const one: number = 1;");
    assert.deepEqual(
      [check(), check()],
      [
        { problems: 0, looked: 1 },
        { problems: 0, looked: 0 },
      ],
    );
    writeFileSync(source, 'export const one: number = "1";');
    assert.deepEqual(
      [check(), check()],
      [
        { problems: 1, looked: 1 },
        { problems: 1, looked: 1 },
      ],
    );
  });
});
