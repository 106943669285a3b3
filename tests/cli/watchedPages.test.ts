import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { servePages } from "../../src/cli/watch/pageServer.ts";
import { exportNotebook } from "../../src/notebook/export/exportNotebook.ts";
import { launchChromium, skipWithoutChromium } from "../support/chromium.ts";
import { notebookOf } from "../support/notebook.ts";

describe("pages of a watch", { skip: skipWithoutChromium() }, () => {
  for (const sanitize of [false, true]) {
    it(`are loaded anew when they have changed: ${sanitize ? "sanitized" : "as they are"}`, async () => {
      const folder = mkdtempSync(join(tmpdir(), "pages-"));
      const server = await servePages(folder);
      const browser = await launchChromium();
      try {
        const write = async (text: string): Promise<void> => {
          const page = await exportNotebook(
            notebookOf({ cell_type: "markdown", id: "text", metadata: {}, source: text }),
            {
              fileName: "a.ipynb",
              folder,
              sanitize,
            },
          );
          writeFileSync(join(folder, "a.html"), page);
        };
        await write("before");
        const tab = await browser.newPage();
        const refused: string[] = [];
        tab.on("console", (message) => void (message.type() === "error" && refused.push(message.text())));
        await tab.goto(`${server.url}a.html`);
        await write("afterwards");
        server.reload(["a.html"]);
        await tab.getByText("afterwards", { exact: true }).waitFor();
        assert.deepEqual(
          refused.filter((text) => /Content Security Policy/.test(text)),
          [],
        );
      } finally {
        await browser.close();
        await server.close();
        rmSync(folder, { recursive: true });
      }
    });
  }
});
