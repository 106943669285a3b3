import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Notebook } from "../../src/notebook/nbformat.ts";
import { readNotebook } from "../../src/notebook/readNotebook.ts";
import { writeNotebook } from "../../src/notebook/writeNotebook.ts";
import { codeCell, notebookOf, printedBy } from "../support/notebook.ts";
import { runPython, skipWithoutPython } from "../support/python.ts";
import { ROOT } from "../support/session.ts";

interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe("npm run reproduce", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "reproduce-test-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  /** The command as a user calls it, from the folder of the test. */
  function reproduce(...args: string[]): Finished {
    const { status, stdout, stderr } = spawnSync("npm", ["--prefix", ROOT, "run", "-s", "reproduce", "--", ...args], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, INIT_CWD: folder },
    });
    return { status, stdout, stderr: stderr.replaceAll(/^npm warn.*\n/gm, "") };
  }

  async function write(name: string, notebook: Notebook): Promise<string> {
    const path = join(folder, name);
    await writeNotebook(path, notebook);
    return path;
  }

  it("runs any notebook by path and writes page, executed notebook, index and assets", async () => {
    await write(
      "mine.ipynb",
      notebookOf(
        { cell_type: "markdown", id: "title", metadata: {}, source: "# My own\n\nIt adds." },
        codeCell("defaults", "let k = 1;", "parameters"),
        codeCell("sum", "console.log(`k is ${k}`);\nk + 1"),
      ),
    );
    const { status, stdout, stderr } = reproduce("mine.ipynb", "--out", "out", "--param", "k=5");
    assert.deepEqual([status, stderr], [0, ""]);
    assert.match(stdout, /mine\.ipynb: ok, \d+\.\d s/);
    assert.deepEqual(readdirSync(join(folder, "out")).sort(), ["assets", "executed", "index.html", "mine.html"]);
    const executed = await readNotebook(join(folder, "out/executed/mine.ipynb"));
    assert.equal(printedBy(executed, "sum"), "k is 5\n");
    assert.match(readFileSync(join(folder, "out/mine.html"), "utf8"), /<title>My own/);
    assert.match(readFileSync(join(folder, "out/index.html"), "utf8"), /href="mine\.html"/);
  });

  it(
    "writes notebooks that Python's nbformat accepts and nbconvert renders",
    { skip: skipWithoutPython("nbformat", "nbconvert") },
    async () => {
      await write(
        "rich.ipynb",
        notebookOf(
          codeCell("all", "console.log('out');\nconsole.error('err');\n({ data: [{ y: [1] }], layout: {} })"),
          codeCell("bad", "throw new RangeError('far');", "raises-exception"),
        ),
      );
      assert.equal(reproduce("rich.ipynb", "--out", "rich").status, 0);
      const program = `
import json, sys, nbformat, nbconvert
notebook = nbformat.read(sys.argv[1], as_version=4)
nbformat.validate(notebook)
html, _ = nbconvert.HTMLExporter().from_notebook_node(notebook)
print(json.dumps({"types": [o.output_type for c in notebook.cells for o in c.outputs], "html": len(html) > 1000, "far": "far" in html}))`;
      assert.deepEqual(runPython(program, null, [join(folder, "rich/executed/rich.ipynb")]), {
        types: ["stream", "stream", "execute_result", "error"],
        html: true,
        far: true,
      });
    },
  );

  it("stops a failing notebook, runs the others, writes all pages and exits with 1", async () => {
    await write("a-bad.ipynb", notebookOf(codeCell("one", "1"), codeCell("boom", "\nthrow new TypeError('no');")));
    await write("b-good.ipynb", notebookOf(codeCell("one", "console.log('fine')")));
    const { status, stdout, stderr } = reproduce("a-bad.ipynb", "b-good.ipynb", "--out", "two");
    assert.equal(status, 1);
    assert.match(stdout, /a-bad\.ipynb: FAILED in cell boom \(In \[2\]\) after .*: TypeError: no/);
    assert.match(stdout, /b-good\.ipynb: ok/);
    assert.equal(stderr, "1 of 2 notebooks failed: a-bad.ipynb\n");
    const page = readFileSync(join(folder, "two/a-bad.html"), "utf8");
    assert.match(page, /In \[2\]: TypeError: no/);
    assert.match(page, /href="#cell-boom"/);
    assert.equal(printedBy(await readNotebook(join(folder, "two/executed/b-good.ipynb")), "one"), "fine\n");
    assert.match(readFileSync(join(folder, "two/index.html"), "utf8"), /TypeError: no/);
  });

  it("runs two notebooks at a time, the shortest last", async () => {
    const names = ["a-long.ipynb", "b-longer.ipynb", "c-short.ipynb"];
    for (const [index, name] of names.entries()) {
      const long = `await new Promise((done) => setTimeout(done, 500)); // ${"and more ".repeat(1 + index)}`;
      await write(name, notebookOf(codeCell("one", index < 2 ? long : "1")));
    }
    assert.equal(reproduce(...names, "--out", "order", "--jobs", "2").status, 0);
    const begun = names.map(async (name) => {
      const { cells } = await readNotebook(join(folder, "order/executed", name));
      return Date.parse((cells[0]!.metadata.execution as Record<string, string>)["iopub.status.busy"]!);
    });
    const [long, longer, short] = await Promise.all(begun);
    assert.ok(short! > Math.max(long!, longer!), `${short} came before one of ${long} and ${longer}`);
  });

  it("interrupts a hanging cell at its timeout", async () => {
    await write("hangs.ipynb", notebookOf(codeCell("loop", "while (true) {}")));
    const { status, stdout } = reproduce("hangs.ipynb", "--out", "hang", "--timeout", "1");
    assert.equal(status, 1);
    assert.match(stdout, /FAILED in cell loop \(In \[1\]\).*the cell took longer than 1 s/);
  });

  it("resolves a notebook's imports from its own folder", async () => {
    mkdirSync(join(folder, "sub"), { recursive: true });
    writeFileSync(join(folder, "sub/own.ts"), "export const own: number = 41;\n");
    await write(
      "sub/imports.ipynb",
      notebookOf(codeCell("use", "import { own } from './own.ts';\nconsole.log(own + 1)")),
    );
    const { status, stdout, stderr } = reproduce("sub/imports.ipynb", "--out", "imports");
    assert.deepEqual([status, stderr], [0, ""], stdout);
    assert.equal(printedBy(await readNotebook(join(folder, "imports/executed/imports.ipynb")), "use"), "42\n");
  });

  it("says on every page what the replica is, with what real music gives beside it", async () => {
    await write("of-data.ipynb", notebookOf(codeCell("defaults", 'let data = "auto";', "parameters")));
    assert.equal(reproduce("of-data.ipynb", "--data", "replica", "--out", "replica").status, 0);
    for (const name of ["of-data.html", "index.html"]) {
      const page = readFileSync(join(folder, "replica", name), "utf8");
      assert.match(page, /<p class="banner notice">Not music: a replica of the size of the report/, name);
      assert.match(page, /<p class="banner notice">Real music beside it: .* by track, where guessing gets/, name);
      assert.match(
        page,
        /Replica \(simulated, at the report.{1,5}s size\): 8,000 clips, 79,\d{3} segments, 8 genres/,
        name,
      );
    }
  });

  it("refuses what it can't run in one line, and writes nothing", async () => {
    await write("fine.ipynb", notebookOf(codeCell("one", "1")));
    writeFileSync(join(folder, "text.ipynb"), "no JSON\n");
    writeFileSync(join(folder, "old.ipynb"), JSON.stringify({ nbformat: 3, worksheets: [] }));
    writeFileSync(join(folder, "a-file"), "");
    mkdirSync(join(folder, "bad-data"));
    writeFileSync(join(folder, "bad-data/x_3s.csv"), "filename,tempo,label\n1-a.mp3,fast,Rock\n");
    const cases: [args: string[], message: RegExp][] = [
      [["text.ipynb"], /text\.ipynb:1:1/],
      [["old.ipynb"], /old\.ipynb: nbformat 3 is not supported/],
      [["absent.ipynb"], /absent\.ipynb/],
      [["--only", "99"], /--only 99: no such notebook; there are: /],
      [["fine.ipynb", "--param", "k=5"], /declares the parameter k/],
      [["fine.ipynb", "--param", "k"], /name=value/],
      ...["0.5", "1e9"].map((jobs): [string[], RegExp] => [
        ["fine.ipynb", `--jobs=${jobs}`],
        /--jobs.*whole number from 1 to 64/,
      ]),
      ...["1e9"].flatMap((time): [string[], RegExp][] => [
        [["fine.ipynb", `--timeout=${time}`], /--timeout.*number from 0\.001 to 2000000/],
        [["fine.ipynb", `--notebook-timeout=${time}`], /--notebook-timeout.*number from 0\.001 to 2000000/],
      ]),
      [["--param", "seed=0.5"], /seed=0\.5: expected a whole number/],
      [["fine.ipynb", "--out", "a-file"], /--out .*a-file/],
      [["--data", "nowhere"], /nowhere/],
      [["--data", "bad-data"], /x_3s\.csv:2:9.*fast/],
    ];
    for (const [args, message] of cases) {
      const { status, stdout, stderr } = reproduce(...args, ...(args.includes("--out") ? [] : ["--out", "untouched"]));
      assert.equal(status, 1, args.join(" "));
      assert.match(stderr, message);
      assert.deepEqual([stdout, stderr.trimEnd().split("\n").length], ["", 1], `${args.join(" ")}\n${stdout}${stderr}`);
      const left = existsSync(join(folder, "untouched")) ? readdirSync(join(folder, "untouched")) : [];
      assert.deepEqual(left, [], args.join(" "));
    }
  });
});
