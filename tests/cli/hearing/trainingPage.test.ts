import assert from "node:assert/strict";
import { it } from "node:test";
import { trainingPage } from "../../../src/cli/hearing/trainingPage.ts";
import { launchChromium, skipWithoutChromium } from "../../support/chromium.ts";

it(
  "the page of a trained model has eight genres and how many are right in sight on a phone",
  { skip: skipWithoutChromium(), timeout: 120_000 },
  async () => {
    const genres = ["Electronic", "Experimental", "Folk", "Hip-Hop", "Instrumental", "International", "Pop", "Rock"];
    const rates = { accuracy: 0.5, interval: { low: 0.4, high: 0.6 }, calibrationError: 0.05, refused: 0.03 };
    const model = {
      genres,
      learntFrom: { songs: 160, apart: "artist", groups: 145, sha256: "" } as const,
      heldOut: { ...rates, confusion: genres.map((_, i) => genres.map((_, k) => (i === k ? 10 : 1))) },
    };
    const html = trainingPage({ name: "my.model", model, report: ["A", "B"], credits: "", warnings: [], skipped: [] });
    const browser = await launchChromium();
    try {
      const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
      await page.setContent(html);
      const hidden = await page.locator(".scroller").evaluate((box) => box.scrollWidth - box.clientWidth);
      assert.ok(hidden <= 0, `the table is ${hidden} px too wide`);
    } finally {
      await browser.close();
    }
  },
);
