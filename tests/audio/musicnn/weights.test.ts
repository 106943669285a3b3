import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { it } from "node:test";
import { readWeights } from "../../../src/audio/musicnn/weights.ts";

const FOLDER = resolve(import.meta.dirname, "../../../data/musicnn");

it("refuses weights of which a single bit is not the trained one, and says how to get them again", () => {
  const folder = mkdtempSync(join(tmpdir(), "weights-"));
  try {
    copyFileSync(join(FOLDER, "weights.json"), join(folder, "weights.json"));
    const bytes = readFileSync(join(FOLDER, "weights.bin"));
    bytes.writeUInt8(bytes.readUInt8(1000) ^ 1, 1000);
    writeFileSync(join(folder, "weights.bin"), bytes);
    assert.throws(
      () => readWeights(folder),
      /weights\.bin is damaged: get it again with git checkout -- data\/musicnn/,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
