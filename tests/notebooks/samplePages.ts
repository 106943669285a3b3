import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, describe, it } from "node:test";
import type { Browser, Locator, Page } from "playwright-core";
import type { Results } from "../../src/study/index/results.ts";
import { readNotebook } from "../../src/notebook/readNotebook.ts";
import { PUBLISHED_FIGURES } from "../../src/study/published/publishedFigures.ts";
import { launchChromium, skipWithoutChromium } from "../support/chromium.ts";
import { unreadableTexts } from "../support/unreadableTexts.ts";
import { ROOT } from "../support/session.ts";

const NOTEBOOKS = [
  "01-exploration",
  "02-model-testing",
  "03-optimization",
  "04-binary-pairing",
  "05-deployment-check",
  "06-beyond-the-report",
  "07-learned-features",
];
const CHART = "application/vnd.plotly.v1+json";

/**
 * Tests of the pages of the project's notebooks.
 * @param sampleRun the folder with those of a run on the sample
 */
export function describePages(sampleRun: () => string): void {
  describe("the pages of the project's notebooks", { skip: skipWithoutChromium() }, () => {
    let out: string;
    let browser: Browser;
    before(async () => {
      out = sampleRun();
      browser = await launchChromium();
    });
    after(() => browser.close());

    it("are listed in the index, which leads to them", async () => {
      await visit("index", { width: 1280, dark: false }, async (page) => {
        const links = await page.locator("main a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
        for (const name of NOTEBOOKS) assert.ok(links.includes(`${name}.html`), name);
        assert.match(await page.locator("main").innerText(), /FMA sample: 160 clips, 1,600 segments, 8 genres/);
        await page.locator(`a[href="${NOTEBOOKS[0]}.html"]`).first().click();
        await page.locator("h1").waitFor();
      });
    });

    it("come with results in which every published figure has a verdict, and those of these notebooks their place", () => {
      const { figures } = JSON.parse(readFileSync(join(out, "results.json"), "utf8")) as Results;
      const judged = new Map(figures.map((figure) => [figure.id, figure]));
      const measured = figures.filter(({ note }) => !note.includes("Not measured in this run")).map(({ id }) => id);
      for (const { id, notebook, restsOn, noClaim } of PUBLISHED_FIGURES) {
        // The sample has the report's layout because it was made so.
        assert.ok(judged.get(id)?.verdict || restsOn !== "music" || noClaim !== undefined, id);
        if (NOTEBOOKS.includes(notebook)) assert.ok(measured.includes(id), `${id} is not measured by ${notebook}`);
      }
      const index = readFileSync(join(out, "index.html"), "utf8");
      for (const [, page, cell] of index.matchAll(/href="([\w-]+)\.html#(cell-[\w-]+)"/g)) {
        assert.ok(readFileSync(join(out, `${page}.html`), "utf8").includes(`id="${cell}"`), `${page} ${cell}`);
      }
    });

    for (const width of [1280, 768, 390]) {
      it(`tell the story on the index, ${width} px wide, and filter its figures without a script`, async () => {
        await visit("index", { width, dark: false }, async (page) => {
          assert.equal(await page.locator(".plot[data-still] svg.still:visible").count(), 1);
          const rows = page.locator(".figure-list tbody tr:visible");
          const all = await rows.count();
          assert.ok(all >= PUBLISHED_FIGURES.length);
          await page.locator('label[for="verdict-contradicted-in-source"]').click();
          const contradicted = await rows.count();
          assert.ok(contradicted > 0 && contradicted < all);
          await page.locator('label[for="notebook-01-exploration"]').click();
          assert.ok((await rows.count()) < contradicted);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
          // By track and by artist are the point: they are in sight without sideways scrolling.
          const hidden = await page.locator(".headlines").evaluate((box) => box.scrollWidth - box.clientWidth);
          assert.ok(hidden <= 0, `the headline table is ${hidden} px too wide`);
          await page.locator('label[for="verdict-all"]').click();
          await page.locator('label[for="notebook-all"]').click();
          assert.deepEqual(await tooWideTables(page), []);
        });
      });
    }

    for (const name of NOTEBOOKS) {
      for (const width of [1280, 768, 390]) {
        for (const dark of [false, true]) {
          it(`draw every chart of ${name} without a network, ${width} px wide, ${dark ? "dark" : "light"}`, async () => {
            const executed = await readNotebook(join(out, "executed", `${name}.ipynb`));
            const outputs = executed.cells.flatMap((cell) => (cell.cell_type === "code" ? cell.outputs : []));
            const charts = outputs.filter((output) => "data" in output && CHART in output.data).length;
            assert.ok(charts > 0);
            await visit(name, { width, dark }, async (page) => {
              assert.equal(await page.locator(".plot").count(), charts);
              // All are drawn ahead: none needs Plotly.
              const stills = page.locator(".plot[data-still] svg.still:visible");
              assert.equal(await stills.count(), charts);
              assert.equal(await page.evaluate("typeof Plotly"), "undefined");
              const empty = await stills.evaluateAll(
                (drawings) => drawings.filter((drawing) => drawing.querySelectorAll("path, text").length < 5).length,
              );
              assert.equal(empty, 0, "a chart has no marks");
              assert.deepEqual(await unreadableTexts(page), []);
              const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
              assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
              assert.deepEqual(await captionsOutOfSight(page), []);
              assert.deepEqual(await tooWideTables(page), []);
            });
          });
        }
      }
    }

    it("print with no table cut off and no small one torn apart", async () => {
      for (const name of ["index", ...NOTEBOOKS]) {
        // The room between the margins of A4.
        await visit(name, { width: 680, dark: false }, async (page) => {
          await page.emulateMedia({ media: "print" });
          const found = await page
            .locator(".table-scroll")
            .evaluateAll((boxes) =>
              boxes
                .filter((box) => box.checkVisibility())
                .flatMap((box) => [
                  ...(box.scrollWidth > box.clientWidth ? [`cut: ${box.textContent.slice(0, 80)}`] : []),
                  ...(box.querySelectorAll("tbody tr").length < 16 && getComputedStyle(box).breakInside !== "avoid"
                    ? [`torn: ${box.textContent.slice(0, 80)}`]
                    : []),
                ]),
            );
          assert.deepEqual(found, [], name);
          const near = await page.locator(".html.table-scroll table:not(.dataframe)").evaluateAll((tables) =>
            tables
              .filter(
                (table) => table.checkVisibility() && table.querySelectorAll("thead tr:last-child > *").length < 10,
              )
              .flatMap((table) => [...table.querySelectorAll("tbody td")])
              .filter((cell) => parseFloat(getComputedStyle(cell).paddingLeft) < 5)
              .map((cell) => cell.closest("table")!.textContent.slice(0, 80)),
          );
          assert.deepEqual([...new Set(near)], [], `${name}: numbers run into each other`);
          const torn = await page
            .locator(".verdicts li")
            .evaluateAll((cards) => cards.filter((card) => getComputedStyle(card).breakInside !== "avoid").length);
          assert.equal(torn, 0, `${name}: cards are torn apart`);
        });
      }
    });

    it("name no address outside of their folder", () => {
      for (const name of ["index", ...NOTEBOOKS]) {
        const page = readFileSync(join(out, `${name}.html`), "utf8");
        const loaded = [...page.matchAll(/<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)="([^"]+)"/g)].map(
          ([, url]) => url!,
        );
        assert.deepEqual(
          loaded.filter((url) => /^(?:https?:)?\/\//.test(url)),
          [],
        );
      }
    });

    it("name no place of the machine that made them", () => {
      for (const name of ["index", ...NOTEBOOKS]) {
        const page = readFileSync(join(out, `${name}.html`), "utf8");
        for (const place of [ROOT, out, homedir()]) assert.ok(!page.includes(`${place}/`), `${name}: ${place}`);
      }
    });

    it("say where they come from: data, report, seed, day and software, with the executed notebook and all figures", async () => {
      await visit("02-model-testing", { width: 390, dark: false }, async (page) => {
        const facts = await page.locator(".facts").innerText();
        const hashes = /SHA-256\s+[0-9a-f]{12}, [0-9a-f]{12}/;
        const report = /The report\s+Music Genre Classification, by Hinda Filali and Andriy Khalik \(undated\)/;
        const run = /Seed\s+1\s+Run\s+20\d\d-\d\d-\d\d/;
        assert.match(facts, new RegExp([hashes, report, run].map(({ source }) => source).join("\\s+")));
        const links = await page
          .locator(".files a")
          .evaluateAll((all) => all.map((link) => link.getAttribute("href")!));
        assert.deepEqual(links, ["executed/02-model-testing.ipynb", "results.json", "#about-run"]);
        for (const link of links.slice(0, 2)) assert.ok(existsSync(join(out, link)), link);
      });
    });

    it("search, sort and filter all figures, with counts that follow and the choice in the address", async () => {
      await visit("index", { width: 1280, dark: false }, async (page) => {
        const rows = page.locator(".figure-list tbody tr:visible");
        await page.locator('.figure-list input[type="search"]').fill("hip-hop");
        const found = await rows.count();
        assert.ok(found > 0 && (await rows.allInnerTexts()).every((text) => /hip-hop/i.test(text)));
        assert.equal(await page.locator('label[for="verdict-all"] span').innerText(), String(found));
        await page.locator('label[for="verdict-contradicted-in-source"]').click();
        await page.locator(".figure-list thead th", { hasText: "measured" }).locator("button").click();
        const values = (await rows.locator("td:nth-of-type(2)").allInnerTexts()).map((text) => parseFloat(text));
        assert.deepEqual(
          values,
          [...values].sort((a, b) => a - b),
        );
        const address = page.url();
        assert.match(address, /#figures&q=hip-hop&verdict=contradicted-in-source&sort=2$/);
        const shown = await rows.allInnerTexts();
        await page.goto("about:blank");
        await page.goto(address);
        assert.deepEqual(await rows.allInnerTexts(), shown);
      });
    });

    it("save a table as CSV, and a chart as PNG, SVG and CSV", async () => {
      await visit("02-model-testing", { width: 1280, dark: false }, async (page) => {
        await page.locator(".plot").first().scrollIntoViewIfNeeded();
        const save = async (button: Locator): Promise<string> => {
          const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
          return readFileSync(await download.path(), "latin1");
        };
        const shown = page.locator(".table-scroll", { hasText: "The tables, variances dropped" });
        const table = shown.locator("+ .downloads button");
        // A folded table takes its button with it.
        const folded = page.locator(".outputs details .downloads");
        assert.ok((await folded.count()) > 0 && !(await folded.first().isVisible()));
        assert.match(await save(table), /^table,rows,tracks,features,genres\n30-second table,160,160,29,8\n/);
        const chart = page.locator("figure.chart .downloads").first();
        assert.match(await save(chart.getByText("PNG")), /^\x89PNG/);
        assert.match(await save(chart.getByText("SVG")), /<svg/);
        assert.match(await save(chart.getByText("CSV")), /^series,x,y,value or label\npublished,0\.47,/);
      });
    });

    /** The captions of tables that can't be read whole when their table is scrolled to its right end. */
    function captionsOutOfSight(page: Page): Promise<string[]> {
      return page.locator(".table-scroll:has(caption)").evaluateAll((boxes) =>
        boxes.flatMap((box) => {
          box.scrollLeft = box.scrollWidth;
          const caption = box.querySelector("caption")!;
          const [outer, inner] = [box.getBoundingClientRect(), caption.getBoundingClientRect()];
          return inner.left < outer.left - 1 || inner.right > outer.right + 1 ? [caption.textContent] : [];
        }),
      );
    }

    /** The tables that must be scrolled sideways, but for frames: these hold as many columns as the data. */
    function tooWideTables(page: Page): Promise<string[]> {
      return page
        .locator(".table-scroll:not(:has(.dataframe))")
        .evaluateAll((boxes) =>
          boxes.filter((box) => box.scrollWidth > box.clientWidth).map((box) => box.textContent.slice(0, 80)),
        );
    }

    /** Opens a page with the network off and fails on any request to it and on any error in the console. */
    async function visit(
      name: string,
      { width, dark }: { width: number; dark: boolean },
      look: (page: Page) => Promise<void>,
    ): Promise<void> {
      const context = await browser.newContext({
        offline: true,
        viewport: { width, height: 900 },
        colorScheme: dark ? "dark" : "light",
      });
      const page = await context.newPage();
      const wrong: string[] = [];
      page.on("request", (request) => {
        if (/^https?:/.test(request.url())) wrong.push(request.url());
      });
      page.on("pageerror", (error) => wrong.push(String(error)));
      page.on("console", (message) => {
        if (message.type() === "error") wrong.push(message.text());
      });
      await page.goto(pathToFileURL(join(out, `${name}.html`)).href);
      await look(page);
      assert.deepEqual(wrong, []);
      await context.close();
    }
  });
}
