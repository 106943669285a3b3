import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { launchChromium, skipWithoutChromium } from "../support/chromium.ts";
import { randomTable } from "../support/reportSource.ts";
import { ROOT } from "../support/session.ts";
import { writeFeatureTable } from "../support/writeFeatureTable.ts";

const GENRES = ["<img src=x onerror=alert(1)>", "<unknown>", "*NSYNC*", "$x$"];
const FOLDER = "<img src=y onerror=alert(2)> $y$ *b*";
const NOTEBOOKS = ["01-exploration", "02-model-testing", "04-binary-pairing"];

describe("names that could be taken for markup", { timeout: 900_000, skip: skipWithoutChromium() }, () => {
  let folder: string;
  let browser: Browser;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "hostile-names-"));
    const data = join(folder, FOLDER);
    mkdirSync(data);
    for (const [name, segmentsPerTrack] of [
      ["t_30s.csv", 1],
      ["t_3s.csv", 5],
    ] as const) {
      writeFeatureTable(join(data, name), randomTable({ genres: GENRES, tracksPerGenre: 16, segmentsPerTrack }));
    }
    const tracks = GENRES.flatMap((_, g) => Array.from({ length: 16 }, (_, t) => `${g}${String(t).padStart(4, "0")}`));
    const artists = tracks.map((track, i) => `${track},<svg onload=alert(3)> ${i >> 1}`);
    writeFileSync(join(data, "tracks.csv"), `track,artist\n${artists.join("\n")}\n`);
    const args = ["--data", data, "--only", "01,02,04", "--out", join(folder, "out")];
    execFileSync("npm", ["run", "-s", "reproduce", "--", ...args], { cwd: ROOT, stdio: "pipe" });
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  for (const name of [...NOTEBOOKS, "index"]) {
    it(`run no script on the page ${name} and are shown as they are, in prose, tables, charts and their words`, async () => {
      const context = await browser.newContext({ offline: true });
      const page = await context.newPage();
      const problems: string[] = [];
      page.on("dialog", (dialog) => {
        problems.push(`dialog ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on("console", (message) => {
        if (message.type() === "error") problems.push(message.text());
      });
      page.on("pageerror", (error) => problems.push(String(error)));
      await page.goto(pathToFileURL(join(folder, "out", `${name}.html`)).href);
      // Charts are drawn when they come into view.
      for (const chart of await page.locator(".plot:visible").all()) await chart.scrollIntoViewIfNeeded();
      await page.waitForTimeout(500);
      assert.deepEqual(problems, []);
      assert.equal(await page.locator("[onerror], [onload], img[src=x], img[src=y], unknown").count(), 0);

      const labels = await page
        .locator("[aria-label], [title], svg text")
        .evaluateAll((all) =>
          all.map((one) => [one.getAttribute("aria-label"), one.getAttribute("title"), one.textContent].join(" ")),
        );
      const words = `${await page.locator("main").innerText()} ${labels.join(" ")}`;
      for (const shown of [FOLDER, ...GENRES]) assert.ok(words.includes(shown), shown);
      assert.doesNotMatch(words, /&lt;|&amp;|\\[*$<]/);
      assert.equal(await page.locator(".katex").count(), 0);
      await context.close();
    });
  }
});
