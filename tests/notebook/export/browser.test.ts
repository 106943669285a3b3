import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { exportNotebook } from "../../../src/notebook/export/exportNotebook.ts";
import { readNotebook } from "../../../src/notebook/readNotebook.ts";
import { writeAssets } from "../../../src/notebook/export/assetFiles.ts";
import type { Cell, CodeCell, JsonValue, MimeBundle, Notebook } from "../../../src/notebook/nbformat.ts";
import { launchChromium, skipWithoutChromium } from "../../support/chromium.ts";
import { INPUT, snapshotPages } from "./snapshotPages.ts";

/** Charts on the report page, which has still pictures of them; one more, which only Plotly can draw, is in a folded output. */
const CHARTS = 5;
const PLOTLY = "application/vnd.plotly.v1+json";

const FIXTURE = `
  const count = (selector) => document.querySelectorAll(selector).length;
  const stills = () => [...document.querySelectorAll(".plot[data-still]")].filter((plot) => plot.checkVisibility());
  const shown = (plot) => [...plot.querySelectorAll("svg.still")].filter((still) => still.checkVisibility());
  const drawn = () => count(".plot[data-drawn]");
  const scrolls = () => document.documentElement.scrollWidth > document.documentElement.clientWidth;
  const colour = (selector) => getComputedStyle(document.querySelector(selector)).color;
  const ground = () => getComputedStyle(document.body).backgroundColor;
  const visible = (selector) => document.querySelector(selector).checkVisibility();
`;

/** The output with a figure that has a template of its own. */
function withTemplate<Output extends { data: MimeBundle }>(output: Output): Output {
  const figure = output.data[PLOTLY] as { layout: Record<string, unknown> } | undefined;
  if (!figure) return output;
  const layout = { template: {}, ...figure.layout } as unknown as JsonValue;
  return { ...output, data: { ...output.data, [PLOTLY]: { ...figure, layout } } };
}

describe("pages in a browser without a network", { skip: skipWithoutChromium() }, () => {
  let browser: Browser;
  let folder: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "pages-"));
    await writeAssets(join(folder, "assets"));
    for (const [name, page] of await snapshotPages()) writeFileSync(join(folder, name), page);
    const standalone = (await snapshotPages({ standalone: true })).get("report.html")!;
    writeFileSync(join(folder, "standalone.html"), standalone);
    writeFileSync(join(folder, "live.html"), await reportPage("live"));
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  /** Opens a page of the folder from disk, does something with it, and checks that nothing went wrong meanwhile. */
  async function visit(
    name: string,
    options: BrowserContextOptions,
    work: (page: Page, evaluate: (expression: string) => Promise<unknown>) => Promise<void>,
  ): Promise<void> {
    const context = await browser.newContext({ offline: true, viewport: { width: 1280, height: 900 }, ...options });
    const problems: string[] = [];
    await context.route(/^(?!file:|data:|blob:)/, (route) => {
      problems.push(`request of ${route.request().url()}`);
      return route.abort();
    });
    const page = await context.newPage();
    page.on("pageerror", ({ message }) => problems.push(message));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
    });
    await page.goto(new URL(name, pathToFileURL(`${folder}/`)).href);
    const evaluate = (expression: string): Promise<unknown> =>
      page.evaluate(`(() => { ${FIXTURE}; return ${expression}; })()`);
    try {
      await work(page, evaluate);
    } finally {
      await context.close();
    }
    assert.deepEqual(problems, []);
  }

  /** The report page: with figures that only Plotly can draw, as they have a template, or with none of these. */
  async function reportPage(kind: "live" | "still", standalone = false): Promise<string> {
    const notebook = await readNotebook(join(INPUT, "report.ipynb"));
    const cells = notebook.cells.flatMap((cell): Cell[] => {
      if (cell.cell_type !== "code") return [cell];
      if (kind === "still") return cell.id === "own" ? [] : [cell];
      return [{ ...cell, outputs: cell.outputs.map((output) => ("data" in output ? withTemplate(output) : output)) }];
    });
    return exportNotebook(
      { ...notebook, cells },
      {
        fileName: "report.ipynb",
        next: { title: "Plain", href: "plain.html" },
        standalone,
      },
    );
  }

  /** Scrolls through the page as a reader does, then waits for the charts that came near. */
  async function read(page: Page, charts = CHARTS): Promise<void> {
    await page.evaluate(`(async () => {
      for (let y = 0; y < document.body.scrollHeight; y += 500) {
        scrollTo(0, y);
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      }
      scrollTo(0, 0);
    })()`);
    await page.waitForFunction(`document.querySelectorAll(".plot[data-drawn]:has(.main-svg)").length >= ${charts}`);
  }

  for (const name of ["report.html", "live.html", "standalone.html"]) {
    for (const width of [1280, 390]) {
      for (const colorScheme of ["light", "dark"] as const) {
        // The standalone page differs by where its scripts come from alone.
        if (name === "standalone.html" && (width === 390) !== (colorScheme === "dark")) continue;
        it(`${name} draws every chart and fits ${width} px, ${colorScheme}`, async () => {
          await visit(name, { colorScheme, viewport: { width, height: 900 } }, async (page, evaluate) => {
            const live = name === "live.html" ? CHARTS : 0;
            await read(page, live);
            assert.equal(await evaluate("drawn()"), live);
            assert.equal(await evaluate("stills().length"), CHARTS - live);
            assert.equal(await evaluate("scrolls()"), false);
            await evaluate(`document.querySelectorAll("details").forEach((fold) => { fold.open = true; })`);
            await read(page, live + 1);
            assert.equal(await evaluate("drawn()"), live + 1);
            assert.equal(await evaluate("stills().every((plot) => shown(plot).length === 1)"), true);
            assert.equal(await evaluate("scrolls()"), false);
            assert.equal(await evaluate(`count(".plot[data-failed]")`), 0);
          });
        });
      }
    }
  }

  it("draws only the charts that come near, where only Plotly can draw them", async () => {
    await visit("live.html", {}, async (page, evaluate) => {
      await page.waitForFunction(`document.readyState === "complete"`);
      assert.equal(await evaluate("drawn()"), 0);
      await evaluate(`document.querySelector(".plot").scrollIntoView()`);
      await page.waitForFunction(`document.querySelector(".plot[data-drawn]")`);
      assert.ok(((await evaluate("drawn()")) as number) < CHARTS);
    });
  });

  it("names each chart for those who can't see it", async () => {
    await visit("live.html", {}, async (page) => {
      assert.equal(await page.getByRole("group", { name: "Grouped bars: KNN falls from 83 %" }).count(), 1);
      assert.equal(await page.getByRole("group", { name: "First two principal components" }).count(), 1);
    });
  });

  it("lays charts out anew when the window changes", async () => {
    await visit("live.html", {}, async (page, evaluate) => {
      await read(page);
      await page.setViewportSize({ width: 390, height: 900 });
      await page.waitForFunction(
        `[...document.querySelectorAll(".plot[data-drawn]")].every((plot) => plot.layout.width < 390)`,
      );
      assert.equal(await evaluate("scrolls()"), false);
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.waitForFunction(`document.querySelector(".plot[data-drawn]").layout.width > 600`);
    });
  });

  it("switches between light and dark with its charts, but for colours a figure has itself, and keeps the choice", async () => {
    await visit("live.html", { colorScheme: "light" }, async (page, evaluate) => {
      await evaluate(`document.querySelector("details.output-fold").open = true`);
      await read(page, CHARTS + 1);
      const text = (index: number): Promise<unknown> =>
        evaluate(`document.querySelectorAll(".plot")[${index}].querySelector(".gtitle").style.fill`);
      const [charts, own] = [await text(0), await text(CHARTS)];
      assert.equal(await evaluate("ground()"), "rgb(255, 255, 255)");
      await page.getByRole("button", { name: "Switch to dark colours" }).click();
      await page.waitForFunction(`document.querySelector(".plot .gtitle").style.fill !== ${JSON.stringify(charts)}`);
      assert.equal(await evaluate("ground()"), "rgb(20, 23, 28)");
      assert.equal(await text(CHARTS), own);
      assert.equal(
        await evaluate(`document.querySelectorAll(".plot")[${CHARTS}].querySelector(".main-svg").style.background`),
        "rgb(255, 247, 230)",
      );
      await page.reload();
      assert.equal(await evaluate("ground()"), "rgb(20, 23, 28)");
      await page.getByRole("button", { name: "Switch to light colours" }).click();
      assert.equal(await evaluate(`localStorage.getItem("notebook.theme")`), null);
    });
  });

  it("follows the system's colours while the reader has not chosen", async () => {
    await visit("index.html", { colorScheme: "dark" }, async (page, evaluate) => {
      assert.equal(await evaluate("ground()"), "rgb(20, 23, 28)");
      await page.emulateMedia({ colorScheme: "light" });
      assert.equal(await evaluate("ground()"), "rgb(255, 255, 255)");
    });
  });

  it("folds code at first; one switch opens all but what its author hid, and is remembered", async () => {
    await visit("report.html", {}, async (page, evaluate) => {
      const folds = await evaluate(`count("details.code:not(.hidden-code)")`);
      assert.equal(await evaluate(`count("details.code[open]")`), 0);
      await page.getByRole("button", { name: "Show all code" }).click();
      assert.equal(await evaluate(`count("details.code[open]")`), folds);
      assert.equal(await evaluate(`count("details.hidden-code[open]")`), 0);
      await page.reload();
      assert.equal(await evaluate(`count("details.code[open]")`), folds);
      await page.getByRole("button", { name: "Hide all code" }).click();
      assert.equal(await evaluate(`count("details.code[open]")`), 0);
    });
  });

  it("works where the browser keeps nothing", async () => {
    await visit("plain.html", {}, async (page, evaluate) => {
      await page.addInitScript(
        `Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } });`,
      );
      await page.reload();
      await page.getByRole("button", { name: "Show all code" }).click();
      await page.getByRole("button", { name: "Switch to dark colours" }).click();
      assert.equal(await evaluate(`count("details.code[open]")`), 1);
      assert.equal(await evaluate("ground()"), "rgb(20, 23, 28)");
    });
  });

  it("opens the fold that hides the target of a link", async () => {
    await visit("report.html#cell-hc", {}, async (page, evaluate) => {
      assert.equal(await evaluate(`document.querySelector("#cell-hc details.cell-fold").open`), false);
      await evaluate(`document.querySelector("#cell-hc .outputs").id = "inside"`);
      await evaluate(`location.hash = "inside"`);
      await page.waitForFunction(`document.querySelector("#cell-hc details.cell-fold").open`);
    });
  });

  it("can be used with the keyboard alone", async () => {
    await visit("report.html", {}, async (page, evaluate) => {
      await page.keyboard.press("Tab");
      assert.equal(await evaluate(`document.activeElement.textContent`), "Skip to content");
      await page.keyboard.press("Enter");
      assert.equal(await evaluate(`document.activeElement.id`), "page");
      await evaluate(`document.querySelector("details.code summary").focus()`);
      await page.keyboard.press("Enter");
      assert.equal(await evaluate(`count("details.code[open]")`), 1);
      const table = `document.querySelector(".html.table-scroll")`;
      await page.waitForFunction(`${table}.tabIndex === 0`);
      await evaluate(`${table}.focus()`);
      await page.keyboard.press("ArrowRight");
      await page.waitForFunction(`${table}.scrollLeft > 0`);
    });
  });

  it("marks the section in view, and folds its contents on a phone", async () => {
    await visit("report.html", {}, async (page, evaluate) => {
      await evaluate(`document.getElementById("Results").scrollIntoView()`);
      await page.waitForFunction(`document.querySelector(".contents [aria-current]")?.hash === "#Results"`);
      await page.setViewportSize({ width: 390, height: 800 });
      await page.waitForFunction(`!document.querySelector(".contents details").open`);
      await page.locator(".contents summary").click();
      await page.getByRole("link", { name: "What it means" }).click();
      await page.waitForFunction(`!document.querySelector(".contents details").open`);
    });
  });

  it("prints light, whole, with all charts and without what only works on a screen", async () => {
    await visit("live.html", { colorScheme: "dark" }, async (page, evaluate) => {
      await page.emulateMedia({ media: "print" });
      await page.waitForFunction(`document.querySelectorAll(".plot[data-drawn]").length === ${CHARTS}`);
      assert.equal(await evaluate("ground()"), "rgb(255, 255, 255)");
      assert.equal(await evaluate(`document.querySelector(".plot .gtitle").style.fill`), "rgb(29, 35, 43)");
      assert.equal(
        await evaluate(`[...document.querySelectorAll(".plot[data-drawn]")].every((plot) => plot.layout.width <= 660)`),
        true,
      );
      for (const gone of [".bar", ".contents", ".pager", ".cell-link", "details.code"]) {
        assert.equal(await evaluate(`visible("${gone}")`), false, gone);
      }
      await page.emulateMedia({ media: "screen" });
      await page.waitForFunction(`document.querySelector(".plot .gtitle").style.fill === "rgb(228, 232, 237)"`);
      assert.equal(await evaluate("ground()"), "rgb(20, 23, 28)");
    });
  });

  it("draws charts that were never scrolled to when it is printed", async () => {
    await visit("live.html", {}, async (page, evaluate) => {
      assert.equal(await evaluate("drawn()"), 0);
      await page.pdf({ format: "A4" });
      assert.equal(await evaluate("drawn()"), CHARTS);
    });
  });

  it("shows its charts in still pictures that follow theme, width and paper without a script", async () => {
    await visit("report.html", { javaScriptEnabled: false, colorScheme: "dark" }, async (page) => {
      const still = page.locator(".plot[data-still] svg.still:visible").first();
      const ink = (): Promise<string> => still.evaluate((svg) => getComputedStyle(svg.querySelector("text")!).fill);
      const width = async (): Promise<number> => Number(await still.getAttribute("width"));
      assert.match((await still.locator("text").allTextContents()).join(" "), /100% .*accuracy.* KNN/);
      assert.deepEqual([await ink(), await width()], ["rgb(228, 232, 237)", 930]);
      await page.emulateMedia({ colorScheme: "light" });
      assert.equal(await ink(), "rgb(29, 35, 43)");
      await page.setViewportSize({ width: 390, height: 900 });
      assert.equal(await width(), 350);
      assert.equal(await still.evaluate((svg) => svg.getBoundingClientRect().width), 350);
      await page.setViewportSize({ width: 700, height: 900 });
      assert.equal(await width(), 670);
      await page.emulateMedia({ colorScheme: "dark", media: "print" });
      assert.equal(await ink(), "rgb(29, 35, 43)");
    });
  });

  for (const name of ["calm.html", "calm-standalone.html"]) {
    it(`${name} loads Plotly when the reader asks for it, and puts the live chart in the place of the still one`, async () => {
      writeFileSync(join(folder, name), await reportPage("still", name === "calm-standalone.html"));
      await visit(name, {}, async (page, evaluate) => {
        const requests: string[] = [];
        page.on("request", (request) => requests.push(new URL(request.url()).pathname.split("/").at(-1)!));
        await page.reload();
        await read(page, 0);
        assert.equal(await evaluate("typeof Plotly"), "undefined");
        assert.ok(!requests.includes("plotly.js"));
        const plot = page.locator(".plot").first();
        const figure = page.locator("figure.chart").first();
        assert.equal(await page.getByRole("img", { name: "Grouped bars: KNN falls from 83 %" }).count(), 1);
        assert.equal(await page.locator("[role=img] button, [role=img] a, [role=img] [tabindex]").count(), 0);
        const before = (await plot.boundingBox())!;
        const button = figure.getByRole("button", { name: /^Interact/ });
        await button.focus();
        await page.keyboard.press("Enter");
        await page.waitForSelector(".plot[data-drawn] .main-svg");
        assert.equal(requests.includes("plotly.js"), name === "calm.html");
        const after = (await plot.boundingBox())!;
        assert.ok(Math.abs(after.height - before.height) < 1 && after.width === before.width);
        assert.equal(await evaluate(`shown(document.querySelector(".plot")).length`), 0);
        assert.equal(await plot.getAttribute("role"), "group");
        assert.equal(await button.getAttribute("aria-pressed"), "true");
        await page
          .locator(".plot .nsewdrag")
          .first()
          .hover({ position: { x: 40, y: 300 } });
        await page.waitForSelector(".plot .hovertext");
        // Back, and the next one by a click on it.
        await button.press("Enter");
        assert.equal(await evaluate("drawn()"), 0);
        assert.equal(await evaluate(`shown(document.querySelector(".plot")).length`), 1);
        assert.equal(await plot.getAttribute("role"), "img");
        await page.locator(".plot").nth(1).click();
        await page.waitForFunction(`document.querySelectorAll(".plot")[1].dataset.drawn`);
      });
    });
  }

  it("tells a mark's values to who points at it in a still chart, and puts nothing in the keyboard's way", async () => {
    await visit("report.html", {}, async (_page, evaluate) => {
      const told = (await evaluate(`stills().flatMap((plot) => {
        const still = shown(plot)[0];
        still.scrollIntoView();
        const tips = [...still.querySelectorAll("title")].map((title) => title.parentElement);
        return tips.map((tip) => {
          const { left, top, width, height } = tip.getBoundingClientRect();
          const found = document.elementFromPoint(left + width / 2, top + height / 2);
          return [tip.textContent, found?.querySelector("title")?.textContent];
        });
      })`)) as [string, string | undefined][];
      // Where marks lie on one another, the uppermost speaks.
      const right = told.filter(([own, found]) => own === found);
      assert.ok(told.length > 10 && right.length > 0.7 * told.length, JSON.stringify(told));
      assert.equal(await evaluate(`count(".plot[data-still] :is([tabindex], a, button, [focusable])")`), 0);
    });
  });

  it("saves a still chart as SVG and PNG, in the colours it has", async () => {
    await visit("report.html", { colorScheme: "dark" }, async (page) => {
      const save = async (kind: string): Promise<Buffer> => {
        const button = page
          .locator("figure.chart")
          .first()
          .getByRole("button", { name: `Save as ${kind}` });
        const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
        return readFileSync(await download.path());
      };
      const svg = (await save("SVG")).toString();
      assert.match(svg, /^<svg [^>]*width="930"[^]*<title>Grouped bars: KNN falls from 83 %[^]*fill="#14171c"/);
      assert.match(svg, /fill:#e4e8ed/);
      assert.doesNotMatch(svg, /var\(|light-dark/);
      const png = await save("PNG");
      assert.deepEqual([png.toString("latin1", 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)], ["PNG", 1860, 900]);
    });
  });

  it("can be read without scripts", async () => {
    await visit("report.html", { javaScriptEnabled: false }, async (page) => {
      await page.locator("details.output-fold summary").first().click();
      assert.match(await page.locator(".chart noscript").first().innerText(), /Chart: A figure with colours/);
      assert.equal(await page.locator("#code-switch").isVisible(), false);
      assert.equal(await page.locator("#theme-switch").isVisible(), false);
      assert.equal(await page.locator(".contents a").first().isVisible(), true);
      await page.locator("details.code summary").first().click();
      assert.equal(await page.locator("pre.source").first().isVisible(), true);
    });
  });

  it("lets text be read on any ground that a figure has, and says which charts it can't draw", async () => {
    const figures = {
      white: { data: [{ y: [1, 2] }], layout: { title: "white", paper_bgcolor: "#fff" } },
      template: {
        data: [{ y: [1, 2] }],
        layout: { title: "template", template: { layout: { paper_bgcolor: "white" } } },
      },
      clear: { data: [{ y: [1, 2] }], layout: { title: "clear", paper_bgcolor: "rgba(255, 255, 255, 0)" } },
      map: { data: [{ type: "scattergeo", lat: [48], lon: [2] }], layout: { title: "map" } },
    };
    const cells = Object.entries(figures).map(([id, figure]): CodeCell => ({
      cell_type: "code",
      id,
      metadata: {},
      source: id,
      execution_count: 1,
      outputs: [{ output_type: "display_data", data: { "application/vnd.plotly.v1+json": figure }, metadata: {} }],
    }));
    const notebook: Notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells };
    writeFileSync(join(folder, "grounds.html"), await exportNotebook(notebook, { fileName: "grounds.ipynb" }));
    await visit("grounds.html", { colorScheme: "dark" }, async (page, evaluate) => {
      await read(page, 1);
      const ink = (cell: string): Promise<unknown> =>
        evaluate(`getComputedStyle(document.querySelector("#cell-${cell} :is(.gtitle, svg.still.wide)")).fill`);
      assert.equal(await ink("white"), "rgb(29, 35, 43)");
      assert.equal(await ink("template"), "rgb(29, 35, 43)");
      assert.equal(await ink("clear"), "rgb(228, 232, 237)");
      assert.match(await page.locator("#cell-map .plot").innerText(), /can't be drawn: its map .* map$/);
    });
  });

  it("keeps its still charts, and says so, where its copy of Plotly is missing", async () => {
    const alone = mkdtempSync(join(tmpdir(), "alone-"));
    const page = await browser.newPage();
    try {
      await writeAssets(join(alone, "assets"));
      rmSync(join(alone, "assets", "plotly.js"));
      writeFileSync(join(alone, "live.html"), await reportPage("live"));
      await page.goto(pathToFileURL(join(alone, "live.html")).href);
      await page.evaluate(`document.querySelector(".plot").scrollIntoView()`);
      await page.waitForFunction(`document.querySelector(".plot[data-failed]")`);
      assert.match(await page.locator(".plot").first().innerText(), /plotly\.js is not beside this page.*KNN falls/);
      writeFileSync(join(alone, "still.html"), await reportPage("still"));
      await page.goto(pathToFileURL(join(alone, "still.html")).href);
      const button = page.getByRole("button", { name: /^Interact/ }).first();
      await button.click();
      await page.waitForFunction(`document.querySelector(".interact").textContent.includes("can't be loaded")`);
      assert.equal(await page.locator(".plot svg.still:visible").count(), CHARTS);
      assert.equal(await button.isEnabled(), true);
    } finally {
      await page.close();
      rmSync(alone, { recursive: true });
    }
  });

  for (const colorScheme of ["light", "dark"] as const) {
    it(`has text that contrasts with its ground by 4.5 to 1 at least, ${colorScheme}`, async () => {
      await visit("report.html", { colorScheme }, async (_page, evaluate) => {
        await evaluate(`document.querySelectorAll("details").forEach((fold) => { fold.open = true; })`);
        const weak = (await evaluate(WEAK_TEXT)) as string[];
        assert.deepEqual(weak, []);
      });
      await visit("failed.html", { colorScheme }, async (_page, evaluate) => {
        assert.deepEqual(await evaluate(WEAK_TEXT), []);
      });
      await visit("index.html", { colorScheme }, async (_page, evaluate) => {
        assert.deepEqual(await evaluate(WEAK_TEXT), []);
      });
    });
  }
});

/** Every text whose contrast with its ground is below WCAG's 4.5 (level AA); colours that the text itself chose aside. */
const WEAK_TEXT = `(() => {
  const parse = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const luminance = ([r, g, b]) =>
    [r, g, b]
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
      .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
  const groundOf = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const weak = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.closest("script, noscript, style, .katex-mathml, .plot, [style*=rgb]")) continue;
    if (!element.checkVisibility()) continue;
    const [light, dark] = [luminance(parse(getComputedStyle(element).color)), luminance(groundOf(element))].sort((a, b) => b - a);
    const contrast = (light + 0.05) / (dark + 0.05);
    if (contrast < 4.5) weak.add(element.className + " " + element.tagName + " " + contrast.toFixed(2));
  }
  return [...weak];
})()`;
