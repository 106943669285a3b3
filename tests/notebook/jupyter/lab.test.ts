import assert from "node:assert/strict";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Browser, Locator, Page } from "playwright-core";
import { Kernel } from "../../../src/notebook/kernel.ts";
import { injectParameters } from "../../../src/notebook/parameters.ts";
import { readNotebook } from "../../../src/notebook/readNotebook.ts";
import { runNotebook } from "../../../src/notebook/runNotebook.ts";
import { writeNotebook } from "../../../src/notebook/writeNotebook.ts";
import { launchChromium, skipWithoutChromium } from "../../support/chromium.ts";
import { JUPYTER, type JupyterHome, jupyterHome } from "../../support/jupyter.ts";
import { codeCell, notebookOf } from "../../support/notebook.ts";
import { skipWithoutPython } from "../../support/python.ts";
import { ROOT } from "../../support/session.ts";
import { until } from "../../support/until.ts";

/** A machine that does other things too may need long: nothing here is about speed. */
const PATIENCE = 180_000;

/** With SCREENSHOTS=1 the pictures of docs/first-session.md are made anew. */
const PICTURES = process.env.SCREENSHOTS === undefined ? undefined : join(ROOT, "docs", "images");

const skip = skipWithoutPython("jupyterlab") || skipWithoutChromium();

describe("JupyterLab, opened by npm run lab", { skip }, () => {
  let home: JupyterHome;
  let server: ChildProcess;
  let address: string;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  before(async () => {
    home = await jupyterHome();
    const port = await freePort();
    const options = ["--no-browser", "--allow-root", `--port=${port}`, "--IdentityProvider.token=secret"];
    // Its own folder: JupyterLab saves what it runs.
    options.push(`--ServerApp.root_dir=${home.notebooks}`);
    server = spawn(process.execPath, ["--import", "tsx", "src/cli/lab.ts", ...options], {
      cwd: ROOT,
      env: home.env,
      stdio: ["ignore", "inherit", "pipe"],
    });
    address = `http://127.0.0.1:${port}`;
    await untilItSays(server, "is running at:");
    browser = await launchChromium();
    page = await browser.newPage({ viewport: { width: 1100, height: 760 } });
    page.setDefaultTimeout(PATIENCE);
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith("http") && url.host !== `127.0.0.1:${port}`) problems.push(`asks ${url.host}`);
    });
  });
  after(async () => {
    await browser.close();
    server.kill("SIGTERM");
    await once(server, "close");
    home.close();
  });

  const open = async (name: string): Promise<void> => {
    await page.goto(`${address}/lab/tree/${name}?token=secret&reset`);
    await page.waitForSelector(".jp-CodeCell .jp-InputArea-editor .cm-content");
    await page.waitForSelector('.jp-Notebook-ExecutionIndicator[data-status="idle"]');
    await page.locator(".jp-CodeCell .cm-content").first().click();
  };
  /** Chooses an item of a menu; it is disabled until JupyterLab has made the notebook its current one. */
  const menu = async (name: string, item: string): Promise<void> => {
    const enabled = page.locator(".lm-Menu-item:not(.lm-mod-disabled)", { has: page.getByText(item, { exact: true }) });
    await until(async () => {
      await page.locator(".lm-MenuBar-item", { has: page.getByText(name, { exact: true }) }).click();
      // JupyterLab closes a menu when it moves the focus, and a click on an open one closes it too.
      await page.waitForTimeout(500);
      if ((await enabled.count()) > 0) return true;
      await page.keyboard.press("Escape");
      return false;
    }, `the menu item ${item}`);
    await enabled.click();
  };
  const runAll = async (): Promise<void> => {
    await menu("Run", "Run All Cells");
    const prompts = page.locator(".jp-CodeCell .jp-InputPrompt");
    await until(async () => {
      const texts = await prompts.allTextContents();
      return texts.length > 0 && texts.every((text) => /^\[\d+\]:$/.test(text));
    }, "all cells");
  };
  const picture = async (name: string, of: Page | Locator = page): Promise<void> => {
    if (!PICTURES) return;
    mkdirSync(PICTURES, { recursive: true });
    await of.screenshot({ path: join(PICTURES, `${name}.png`) });
  };

  it("runs 02-model-testing with its charts drawn, without a Python package beside Jupyter", async () => {
    const name = "02-model-testing.ipynb";
    const notebook = injectParameters(await readNotebook(join(ROOT, "notebooks", name)), { data: "sample" });
    await writeNotebook(join(home.notebooks, name), notebook);
    await open(name);
    await runAll();
    assert.equal(await page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count(), 0);
    // JupyterLab draws what is in view; each chart is brought there.
    const charts = page.locator("[role=img][aria-label]:not(svg)");
    const count = await charts.count();
    assert.ok(count >= 5, `${count} charts`);
    for (let i = 0; i < count; i++) {
      await charts.nth(i).scrollIntoViewIfNeeded();
      await charts.nth(i).locator(".main-svg").first().waitFor();
      assert.equal(await charts.nth(i).getAttribute("data-failed"), null);
    }
    await charts.first().scrollIntoViewIfNeeded();
    await picture("02-charts");
    // Charts take on the colours of JupyterLab's theme.
    const texts = charts.first().locator(".main-svg text");
    const colours = (): Promise<string> =>
      texts.evaluateAll((elements) => elements.map((element) => getComputedStyle(element).fill).join());
    const light = await colours();
    await page.locator("body").evaluate((body) => body.setAttribute("data-jp-theme-light", "false"));
    await until(async () => (await colours()) !== light, "the colours of the dark theme");
    assert.deepEqual(problems, []);
  });

  it("completes and inspects what a cell imports, shows a type error in the cell and interrupts it", async () => {
    const name = "first.ipynb";
    const code =
      'import { FEATURES } from "../src/schema.ts";\nimport { plot, table } from "../src/notebook/author.ts";\nFEATURES.length';
    const cells = ["one", "two", "three"].map((id) => codeCell(id, id === "one" ? code : ""));
    await writeNotebook(join(home.notebooks, name), notebookOf(...cells));
    await open(name);
    const cell = (i: number): Locator => page.locator(".jp-CodeCell").nth(i);
    // JupyterLab hears no shortcut until it has made the notebook its current one.
    const run = async (i: number): Promise<void> => {
      await until(async () => {
        await cell(i).locator(".cm-content").click();
        await page.keyboard.press("Control+Enter");
        await page.waitForTimeout(1000);
        return /^\[(\*|\d+)\]:$/.test(await cell(i).locator(".jp-InputPrompt").innerText());
      }, `cell ${i} to run`);
    };
    await run(0);
    await cell(0).locator(".jp-OutputArea-output", { hasText: "57" }).waitFor();

    await cell(1).locator(".cm-content").click();
    await page.keyboard.type("FEATURES.fi");
    await page.keyboard.press("Tab");
    await page.locator(".jp-Completer-item", { hasText: "findLast" }).first().waitFor();
    await picture("first-completion");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("plot(");
    await page.keyboard.press("Shift+Tab");
    await page.locator(".jp-Tooltip", { hasText: "A chart of one or several traces" }).waitFor();
    await picture("first-inspection");
    await page.keyboard.press("Escape");

    await cell(1).locator(".cm-content").click();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText("const wide: string = FEATURES.length;");
    await page.keyboard.press("Control+Enter");
    await cell(1).locator(".jp-OutputArea-output", { hasText: "TS2322" }).waitFor();
    await picture("first-type-error");

    await cell(2).locator(".cm-content").click();
    await page.keyboard.insertText("while (true) {}");
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector('.jp-Notebook-ExecutionIndicator[data-status="busy"]');
    await menu("Kernel", "Interrupt Kernel");
    await cell(2).locator(".jp-OutputArea-output", { hasText: "InterruptError" }).waitFor();
    assert.deepEqual(problems, []);
  });

  it("asks the reader in a box below the cell", async () => {
    const name = "asks.ipynb";
    const ask = codeCell("ask", 'const name = prompt("Which genre?");\n`You said ${name}.`');
    await writeNotebook(join(home.notebooks, name), notebookOf(ask));
    await open(name);
    await menu("Run", "Run All Cells");
    const box = page.locator(".jp-Stdin-input");
    await box.fill("Folk");
    await box.press("Enter");
    await page.locator(".jp-OutputArea-output", { hasText: "You said Folk." }).waitFor();
    assert.deepEqual(problems, []);
  });

  const withWidgets = skipWithoutPython("jupyterlab_widgets");
  it("moves a progress bar, and tells a cell where the reader moves a slider", { skip: withWidgets }, async () => {
    const name = "widgets.ipynb";
    const bar = `import { display, progressBar, slider } from "../src/notebook/author.ts";
const bar = progressBar({ max: 5, description: "Folds" });
await display(bar);
for (const fold of [1, 2, 3, 4]) {
  await new Promise((resolve) => setTimeout(resolve, 100));
  bar.value = fold;
}`;
    const choose = `slider({ min: 1, max: 15, value: 3, description: "k" }, (k) =>
  display(\`\${k} neighbours\`, { id: "k" }),
)`;
    await writeNotebook(join(home.notebooks, name), notebookOf(codeCell("bar", bar), codeCell("slider", choose)));
    await open(name);
    await runAll();
    const fill = page.locator(".jupyter-widgets.widget-hprogress .progress-bar");
    await until(async () => (await fill.getAttribute("style"))?.includes("width: 80%") === true, "the bar at 4 of 5");
    const handle = page.locator(".jupyter-widgets.widget-slider .noUi-handle");
    await handle.focus();
    for (let step = 0; step < 4; step++) await page.keyboard.press("ArrowRight");
    await page.locator(".jp-OutputArea-output", { hasText: "7 neighbours" }).waitFor();
    await picture("first-widgets");
    // A page that is loaded anew finds them again.
    await menu("File", "Save Notebook");
    await page.reload();
    await page.locator(".jupyter-widgets.widget-slider .widget-readout", { hasText: "7" }).waitFor();
    assert.deepEqual(problems, []);
  });

  it("shows the widgets of a headless run as they stood at its end", { skip: withWidgets }, async () => {
    const code = `import { display, progressBar, slider } from "../src/notebook/author.ts";
const bar = progressBar({ max: 5, description: "Folds" });
await display(bar);
bar.value = 3;
slider({ min: 1, max: 15, value: 9, description: "k" })`;
    const kernel = new Kernel({ root: ROOT, directory: home.notebooks });
    const { notebook, failure } = await runNotebook(notebookOf(codeCell("widgets", code)), { kernel });
    assert.equal(failure, undefined);
    const path = join(home.notebooks, "executed.ipynb");
    await writeNotebook(path, notebook);
    // JupyterLab shows no widgets of a notebook that its reader hasn't trusted.
    execFileSync(JUPYTER, ["trust", path], { env: home.env });
    await open("executed.ipynb");
    const fill = page.locator(".jupyter-widgets.widget-hprogress .progress-bar");
    await until(async () => (await fill.getAttribute("style"))?.includes("width: 60%") === true, "the bar at 3 of 5");
    await page.locator(".jupyter-widgets.widget-slider .widget-readout", { hasText: "9" }).waitFor();
    assert.deepEqual(problems, []);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

/** Waits for words on the standard error of a process, and hears the rest. */
function untilItSays(child: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr!.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (said.includes(words)) resolve();
    });
    child.once("close", () => reject(new Error(`Jupyter did not start:\n${said}`)));
  });
}
