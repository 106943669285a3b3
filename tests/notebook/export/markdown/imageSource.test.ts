import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { imageSource } from "../../../../src/notebook/export/markdown/localHtml.ts";

describe("imageSource", () => {
  const folder = mkdtempSync(join(tmpdir(), "images-"));
  writeFileSync(join(folder, "a b.png"), "png");
  writeFileSync(join(folder, "notes.txt"), "text");
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("takes files of the notebook's folder into the page", () => {
    assert.equal(imageSource("a%20b.png?v=1", { folder }), `data:image/png;base64,${btoa("png")}`);
  });

  it("leaves alone what is missing, no picture, elsewhere or already in the page", () => {
    for (const source of [
      "none.png",
      "notes.txt",
      "https://example.org/a.png",
      "data:image/png;base64,AA==",
      "a%E0.png",
    ]) {
      assert.equal(imageSource(source, { folder }), source);
    }
    assert.equal(imageSource("a%20b.png", {}), "a%20b.png");
    assert.equal(imageSource("attachment:none.png", {}), "attachment:none.png");
  });

  it("writes SVG attachments, which are text, as base64", () => {
    const attachments = { "x.svg": { "image/svg+xml": "<svg>é</svg>" } };
    const data = Buffer.from("<svg>é</svg>").toString("base64");
    assert.equal(imageSource("attachment:x.svg", { attachments }), `data:image/svg+xml;base64,${data}`);
  });
});
