import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { writeNotebook } from "../../src/notebook/writeNotebook.ts";
import { launchChromium, skipWithoutChromium } from "../support/chromium.ts";
import { codeCell, notebookOf } from "../support/notebook.ts";
import { ROOT } from "../support/session.ts";
import { until } from "../support/until.ts";

/** Those of the sample. */
const TABLES = ["features_3s.csv", "features_30s.csv"] as const;

describe(
  "npm run reproduce -- --watch",
  { skip: process.platform === "win32" && "signals end a process there" },
  () => {
    let folder: string;
    let command: ChildProcess;
    let said = "";
    let address: string;

    const inside = (...names: string[]): string => join(folder, ...names);
    const page = (name: string): string => readFileSync(inside("out", `${name}.html`), "utf8");
    const write = (name: string, code: string): Promise<void> =>
      writeNotebook(inside(`${name}.ipynb`), notebookOf(codeCell("only", code)));
    /** Changes something, and waits for the run that comes of it: what the command says of it. */
    const runAfter = async (change: () => void | Promise<void>): Promise<string> => {
      const from = said.length;
      await change();
      await until(() => said.slice(from).includes("index.html: "), "a run");
      return said.slice(from);
    };

    before(async () => {
      folder = mkdtempSync(join(ROOT, "watch-test-"));
      writeFileSync(inside("helper.ts"), 'export const word = "one";\n');
      await write("alone", '"alone at first"');
      await write("importing", 'import { word } from "./helper.ts";\nword');
      await writeNotebook(
        inside("reading.ipynb"),
        notebookOf(codeCell("parameters", 'let data = "auto";', "parameters"), codeCell("only", "data.length > 0")),
      );
      for (const name of TABLES) cpSync(join(ROOT, "data/fma-sample", name), inside("tables", name));
      const args = ["alone.ipynb", "importing.ipynb", "reading.ipynb", "--data", "tables", "--watch", "--out", "out"];
      command = spawn(
        process.execPath,
        ["--require", "tsx/cjs", "--eval", "require('./src/cli/reproduce.ts')", "--", ...args],
        { cwd: ROOT, env: { ...process.env, INIT_CWD: folder }, stdio: ["ignore", "pipe", "pipe"] },
      );
      for (const stream of [command.stdout!, command.stderr!])
        stream.setEncoding("utf8").on("data", (text) => (said += text));
      await until(() => said.includes("3 notebooks"), "the first run");
      address = /http:\/\/127\.0\.0\.1:\d+\//.exec(said)![0];
    });
    after(() => {
      command.kill("SIGKILL");
      rmSync(folder, { recursive: true });
    });

    it("runs a notebook again whose cells have changed, and keeps the others in the index", async () => {
      const importing = statSync(inside("out/importing.html")).mtimeMs;
      const told = await runAfter(() => write("alone", '"alone again"'));
      assert.match(told, /alone\.ipynb has changed: alone\.ipynb\n/);
      assert.match(page("alone"), /alone again/);
      assert.equal(statSync(inside("out/importing.html")).mtimeMs, importing);
      assert.match(page("index"), /href="importing\.html"/);
    });

    it("runs those again that import a file that has changed, and none where only its time has", async () => {
      const alone = statSync(inside("out/alone.html")).mtimeMs;
      const told = await runAfter(() => {
        utimesSync(inside("alone.ipynb"), new Date(), new Date());
        writeFileSync(inside("helper.ts"), 'export const word = "two";\n');
      });
      assert.match(told, /helper\.ts has changed: importing\.ipynb\n/);
      assert.match(page("importing"), />\s*two\s*</);
      assert.equal(statSync(inside("out/alone.html")).mtimeMs, alone);
    });

    it("runs all of them again when a table has changed", async () => {
      const table = inside("tables", TABLES[0]);
      const rows = readFileSync(table, "utf8").trimEnd().split("\n");
      const told = await runAfter(() => writeFileSync(table, `${rows.slice(0, -1).join("\n")}\n`));
      assert.match(told, /features_3s\.csv has changed: alone\.ipynb, importing\.ipynb, reading\.ipynb\n/);
      assert.match(told, /reading\.ipynb: ok/);
    });

    it("shows the error of a notebook that fails, and goes on", async () => {
      const failed = await runAfter(() => write("alone", 'throw new RangeError("too far");'));
      assert.match(failed, /alone\.ipynb: FAILED in cell only \(In \[1\]\) .*RangeError: too far/);
      assert.match(page("alone"), /too far/);
      const from = said.length;
      writeFileSync(inside("alone.ipynb"), "{");
      await until(() => /alone\.ipynb:1:2: not JSON/.test(said.slice(from)), "the notebook that can't be read");
      assert.match(await runAfter(() => write("alone", '"well"')), /alone\.ipynb: ok/);
      assert.match(page("alone"), /well/);
    });

    it("serves the pages on this machine alone, and nothing beyond their folder", async () => {
      assert.match(await (await fetch(address)).text(), /EventSource/);
      assert.equal((await fetch(`${address}..%2Fhelper.ts`)).status, 404);
      assert.equal((await fetch(`${address}none.html`)).status, 404);
    });

    it("loads a page anew in the browser when it has changed", { skip: skipWithoutChromium() }, async () => {
      const browser = await launchChromium();
      try {
        const tab = await browser.newPage();
        await tab.goto(`${address}alone.html`);
        await runAfter(() => write("alone", '"seen anew"'));
        await tab.getByText("seen anew", { exact: true }).waitFor();
      } finally {
        await browser.close();
      }
    });

    it("ends with Ctrl-C, also in the middle of a run, and leaves no process", async () => {
      const endless =
        'require("node:fs").writeFileSync("pid", String(process.pid));\nawait new Promise(() => setInterval(() => {}, 1000));';
      await write("alone", endless);
      const kernel = (): number => Number(existsSync(inside("pid")) && readFileSync(inside("pid"), "utf8"));
      await until(() => kernel() > 0, "the cell to run");
      const closed = once(command, "close");
      command.kill("SIGINT");
      assert.deepEqual(await closed, [0, null]);
      await until(() => !isAlive(kernel()), "the kernel's end");
    });
  },
);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
