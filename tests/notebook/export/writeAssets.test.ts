import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { writeAssets } from "../../../src/notebook/export/assetFiles.ts";

describe("writeAssets", () => {
  const folder = mkdtempSync(join(tmpdir(), "assets-"));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("writes styles, scripts and fonts, and writes them again over themselves", async () => {
    await writeAssets(folder);
    await writeAssets(folder);
    assert.deepEqual(readdirSync(folder).sort(), ["katex", "page.css", "page.js", "plotly.js"]);
    assert.match(readFileSync(join(folder, "plotly.js"), "utf8").slice(0, 200), /plotly\.js/);
    assert.doesNotMatch(readFileSync(join(folder, "page.js"), "utf8"), /^\s*(import|export) |https?:/m);
  });

  it("writes every font that KaTeX's styles name, as woff2 only", () => {
    const css = readFileSync(join(folder, "katex", "katex.css"), "utf8");
    const named = [...css.matchAll(/url\(([^)]+)\)/g)].map(([, name]) => name!);
    assert.ok(named.length > 10);
    for (const name of named) {
      assert.match(name, /^fonts\/[\w-]+\.woff2$/);
      assert.ok(existsSync(join(folder, "katex", name)), name);
    }
  });
});
