import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { exportNotebook } from "../../../src/notebook/export/exportNotebook.ts";
import { classificationReportTable, type TestedModel } from "../../../src/study/models/classificationReportTable.ts";
import { launchChromium, skipWithoutChromium } from "../../support/chromium.ts";
import { codeCell, notebookOf } from "../../support/notebook.ts";

const GENRES = ["Electronic", "Experimental", "Folk", "Hip-Hop", "Instrumental", "International", "Pop", "Rock"];
const ROWS = 18_000;

/** What a model said of as many rows as the report's test part has. */
function cell(by: TestedModel["by"]): TestedModel {
  const actual = Array.from({ length: ROWS }, (_, row) => GENRES[row % GENRES.length]!);
  const predicted = actual.map((genre, row) => (row % 3 === 0 ? GENRES[(row >> 3) % GENRES.length]! : genre));
  return { by, evaluation: { actual, predicted } };
}

describe("the table of classification reports", () => {
  const shown = classificationReportTable([cell("row"), cell("track"), cell("artist")], {
    model: "k nearest neighbours",
    genres: GENRES,
    source: "Data: FMA sample, 79,947 segments",
  });

  it("holds the four scores of each genre for each split, under the split's name", () => {
    const groups = [...shown.html.matchAll(/<th scope="colgroup" colspan="4"[^>]*>([^<]*)</g)].map(([, name]) => name);
    assert.deepEqual(groups, ["random rows", "by track", "by artist"]);
    assert.equal(shown.html.match(/<th scope="row"/g)!.length, GENRES.length + 3);
    // Two corners: the groups' headings stand there for a wide page and for a narrow one.
    assert.equal(shown.html.match(/<td/g)!.length, 2 + (GENRES.length + 3) * 12);
  });

  it("names genres without a row, which the macro averages count as 0", () => {
    const options = { model: "KNN", genres: [...GENRES, "Jazz"], source: "Data: none" };
    const { text } = classificationReportTable([cell("row")], options);
    assert.match(text, /No row, and 0 in the macro averages: random rows: Jazz\./);
    assert.doesNotMatch(shown.text, /No row/);
  });

  it(
    "fits a page of 1280 px, and names its rows on a phone however far it is scrolled",
    { skip: skipWithoutChromium() },
    async () => {
      const output = { output_type: "display_data" as const, data: { "text/html": shown.html }, metadata: {} };
      // Headings make room for the contents beside them, as on the project's pages.
      const heading = {
        cell_type: "markdown" as const,
        id: "heading",
        metadata: {},
        source: "# Title\n\n## One\n\n## Two",
      };
      const notebook = notebookOf(heading, { ...codeCell("report", "report"), outputs: [output] });
      const html = await exportNotebook(notebook, {
        fileName: "report.ipynb",
        folder: ".",
        title: "Report",
        standalone: true,
      });
      const browser = await launchChromium();
      try {
        const page = await (
          await browser.newContext({ offline: true, viewport: { width: 1280, height: 900 } })
        ).newPage();
        await page.setContent(html);
        const box = page.locator(".table-scroll");
        assert.equal(await page.locator(".contents a").count(), 2);
        const [needed, given] = await box.evaluate(
          ({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth] as const,
        );
        assert.ok(needed <= given, `${needed} px in ${given}`);

        await page.setViewportSize({ width: 390, height: 800 });
        // By track is in sight on a phone, without scrolling sideways.
        const [all, seen] = await box.evaluate(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth] as const);
        assert.ok(all <= seen, `${all} px in ${seen}`);
        await page.setViewportSize({ width: 310, height: 800 });
        const names = await box.evaluate((element) => {
          element.scrollLeft = element.scrollWidth;
          const { left } = element.getBoundingClientRect();
          return Array.from(element.querySelectorAll("tbody th"), (th) => th.getBoundingClientRect().left - left);
        });
        assert.ok(
          names.every((left) => left === 0),
          String(names),
        );
      } finally {
        await browser.close();
      }
    },
  );
});
