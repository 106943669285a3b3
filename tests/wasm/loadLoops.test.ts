import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { execFileSync } from "node:child_process";
import { describe, it } from "node:test";
import { loopNames } from "../../src/wasm/loopFiles.ts";
import { loopsModule, loadLoops } from "../../src/wasm/loadLoops.ts";
import { extendMemory, sharedMemory } from "../../src/wasm/sharedMemory.ts";

const root = resolve(import.meta.dirname, "../..");

/** What loading the loops says in a copy of the sources with another state of the build. */
function loadIn(prepare: (wasm: string) => void): string {
  const folder = mkdtempSync(join(tmpdir(), "loops-"));
  try {
    const wasm = join(folder, "src/wasm");
    mkdirSync(wasm, { recursive: true });
    cpSync(join(root, "src/wasm"), wasm, { recursive: true });
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    writeFileSync(join(folder, "package.json"), '{"type":"module"}');
    writeFileSync(
      join(folder, "load.ts"),
      `import { loopsModule } from "./src/wasm/loadLoops.ts";
       try { loopsModule("neighbors"); console.log("loaded"); } catch (error) { console.log((error as Error).message); }`,
    );
    prepare(wasm);
    const command = ["--import", "tsx", join(folder, "load.ts")];
    return execFileSync(process.execPath, command, { encoding: "utf8", cwd: folder }).trim();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("loopsModule", () => {
  it("compiles every module once", () => {
    assert.ok(loopNames().length > 0);
    for (const name of loopNames()) assert.equal(loopsModule(name), loopsModule(name));
  });

  it("names the command where the build is missing or older than the sources", () => {
    assert.equal(
      loadIn(() => undefined),
      "loaded",
    );
    assert.match(
      loadIn((wasm) => rmSync(join(wasm, "build"), { recursive: true })),
      /are not built .*: run npm run build:wasm$/,
    );
    assert.match(
      loadIn((wasm) => writeFileSync(join(wasm, "assembly/neighbors.ts"), "export function other(): void {}\n")),
      /are older than their sources: run npm run build:wasm$/,
    );
  });
});

describe("sharedMemory", () => {
  it("lays out zeroed, aligned arrays that the loops find at their offsets", () => {
    const { memory, offsets, views, end } = sharedMemory({ a: ["u8", 3], b: ["f64", 5], c: ["i32", 0] });
    assert.ok(memory.buffer instanceof SharedArrayBuffer);
    assert.ok(Object.values(offsets).every((offset) => offset % 64 === 0));
    assert.deepEqual([...views.b], [0, 0, 0, 0, 0]);
    views.b[4] = 7;
    assert.equal(new Float64Array(memory.buffer, offsets.b, 5)[4], 7);
    assert.ok(end >= offsets.b + 40);
    assert.ok(loadLoops("neighbors", memory));
  });

  it("grows for further arrays and keeps what stands before them", () => {
    const first = sharedMemory({ a: ["f64", 10] });
    first.views.a.fill(3);
    const { views } = extendMemory(first.memory, first.end, { more: ["f64", 100_000] });
    views.more.fill(1);
    assert.ok(first.views.a.every((value) => value === 3));
  });

  it("says how much is needed where WASM can't address it", () => {
    assert.throws(() => sharedMemory({ a: ["f64", 2 ** 30] }), {
      message: "the work needs 8193 MiB at once; WASM can address 4096 MiB: use fewer rows",
    });
  });

  it("can be made hundreds of times", () => {
    for (let i = 0; i < 300; i++) assert.equal(sharedMemory({ a: ["f64", 1000] }).views.a.length, 1000);
  });
});
