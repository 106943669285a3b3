import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, it } from "node:test";
import { CellPositions } from "../../src/notebook/cellPositions.ts";
import { loadTslab } from "../../src/notebook/loadTslab.ts";

/**
 * The session stands on parts of tslab that are no public interface. These tests say which, so that an update that moves one
 * fails here, with its name, and not somewhere in a notebook.
 */
describe("tslab's internals, as the session uses them", () => {
  const require = createRequire(import.meta.url);
  const source = (file: string): string => readFileSync(require.resolve(`tslab/dist/${file}`), "utf8");

  it("is the version that was read", () => {
    const { version } = require("tslab/package.json") as { version: string };
    const { dependencies } = require("../../package.json") as { dependencies: Record<string, string> };
    assert.equal(version, "1.0.22");
    assert.equal(dependencies.tslab, version, "package.json must name exactly this version");
  });

  it("exports createConverter, createExecutor, what a cell says of itself, and a place for displays", () => {
    const root = process.cwd();
    const { converter, executor, metadata, jupyter } = loadTslab(
      { root, directory: root, watch: false },
      new CellPositions(),
    );
    assert.deepEqual(metadata.getCodeMetadata("/** @module songs */\nexport {};"), { module: "songs" });
    assert.equal(typeof converter.createConverter, "function");
    assert.equal(executor.createExecutor.length, 3, "createExecutor(rootDir, convs, console)");
    assert.ok(
      "lastWriteDisplayData" in jupyter && Object.getOwnPropertyDescriptor(jupyter, "lastWriteDisplayData")!.writable,
    );
  });

  it("reaches the compiler through the module, so that wrapped entry points are taken", () => {
    const converter = source("converter.js");
    for (const call of ["ts.createWatchCompilerHost(", "ts.getPreEmitDiagnosticsOfFiles(", "ts.transpileModule("]) {
      assert.ok(converter.includes(call), call);
    }
    assert.match(converter, /host\.afterProgramCreate = function/);
    assert.match(converter, /"__tslab__\.ts"/);
    assert.match(converter, /"__prev__\.d\.ts"/);
    assert.match(converter, /locals\.forEach\(\(_, key\) => \{\s+keys\.add\(key\);/);
    assert.ok(converter.includes('"\\nexport {" + Array.from(keys).join(", ") + "}"'));
    assert.match(converter, /const srcPrefix = "export \{\};" \+ ts\.sys\.newLine;/);
  });

  it("wraps a cell in one line before its code, calls it with a global's exports and require, and breaks on SIGINT", () => {
    const executor = source("executor.js");
    assert.match(executor, /globalThis\.__tslab__ = x/);
    assert.ok(executor.includes('"(async function(exports, require) { "'));
    assert.ok(executor.includes('"\\n})(__tslab__.exports, __tslab__.require)"'));
    assert.match(executor, /breakOnSigint: true/);
    assert.ok(executor.includes("exports[converted.lastExpressionVar]"));
    assert.ok(executor.includes('new Error("Interrupted asynchronously")'));
    assert.ok(executor.includes('console.error("%s%d:%d - %s"'));
  });

  it("asks of TypeScript what the project's has, or what is added to it", () => {
    const ts = require("typescript") as Record<string, unknown>;
    assert.equal(ts.version, "6.0.3");
    const added = new Set([
      "getNullTransformationContext",
      "getDefaultTypeRoots",
      "getPreEmitDiagnosticsOfFiles",
      "getQuickInfoAtPosition",
    ]);
    const asked = new Set([...source("converter.js").matchAll(/\bts\.(\w+)/g)].map(([, name]) => name!));
    assert.deepEqual(
      [...asked].filter((name) => !(name in ts) && !added.has(name)),
      [],
    );
    for (const name of added) assert.ok(asked.has(name), `${name} is not asked for any more`);
    const { Completions, SymbolDisplay } = ts as Record<string, Record<string, unknown>>;
    assert.equal(typeof Completions!.getCompletionsAtPosition, "function");
    assert.equal(typeof SymbolDisplay!.getSymbolDisplayPartsDocumentationAndSymbolKind, "function");
    for (const name of [
      "bindSourceFile",
      "nullTransformationContext",
      "getTouchingPropertyName",
      "getContainerNode",
      "typeToDisplayParts",
    ]) {
      assert.ok(name in ts, name);
    }
  });
});
