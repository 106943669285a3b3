import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Notebook } from "../../src/notebook/nbformat.ts";
import { codeCell, notebookOf } from "../support/notebook.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const CACHE = join(ROOT, ".cache");

describe("the check of notebooks in npm run lint", () => {
  let folder = "";
  before(() => {
    mkdirSync(CACHE, { recursive: true });
    folder = mkdtempSync(join(CACHE, "check-notebooks-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  const check = (notebooks: Record<string, Notebook>, named = folder, cwd = ROOT) => {
    for (const [name, notebook] of Object.entries(notebooks)) {
      writeFileSync(join(folder, name), JSON.stringify(notebook));
    }
    const args = ["--import", "tsx", join(ROOT, "src/cli/check-notebooks.ts"), named];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: "utf8" });
    for (const name of Object.keys(notebooks)) rmSync(join(folder, name));
    const prefix = `.cache/${basename(folder)}/`;
    const lines = stderr.trimEnd().split("\n");
    return { status, stdout, lines: lines.map((line) => line.replace(prefix, "")) };
  };
  const parameters = codeCell("parameters", 'let data: string = "auto";\nlet k = 3;', "parameters");

  it("passes what a session would run: one scope, top-level await, names declared anew, modules in memory, parameters", () => {
    const first = notebookOf(
      parameters,
      codeCell(
        "import",
        'import { FEATURES } from "../../src/schema.ts";\n\nconst count: number = FEATURES.length;\ncount',
      ),
      codeCell("await", "const later = await Promise.resolve([count, k]);\nlater.map((value) => value + 1)"),
      codeCell("shape", "interface Song { title: string }\nfunction sing(song: Song): string { return song.title; }"),
      codeCell("again", 'const later = "one";\nsing({ title: later })'),
      codeCell("module", "/** @module songs */\nexport const songs = [1, 2];"),
      codeCell("of-module", 'import { songs } from "./songs";\n\nsongs.length + k'),
      codeCell("display", 'import { display } from "../../src/notebook/display.ts";\n\nawait display(later.length)'),
      codeCell("refused", "const wrong: number = data;", "raises-exception"),
      codeCell("empty", ""),
      codeCell("left-out", "nothing.of(this)", "skip-execution"),
    );
    const { status, stdout, lines } = check({ "first.ipynb": first, "second.ipynb": notebookOf(parameters) });
    assert.deepEqual(lines, [""]);
    assert.equal(status, 0);
    assert.equal(stdout, "2 notebooks: types sound, none with outputs\n");
  });

  it("tells each mistake once, in one line: notebook, cell, number, line, column and what is wrong", () => {
    const broken = notebookOf(
      parameters,
      codeCell("left-out", "nothing.of(this)", "skip-execution"),
      codeCell("renamed", 'import { FEATURE } from "../../src/schema.ts";\n\nconst count: number = FEATURE.length;'),
      codeCell("gone", 'import { FEATURES } from "../../src/scheme.ts";\n\nFEATURES.length'),
      codeCell("typo", "const doubled = count * 2;\nconst half = cuont / 2;\ndoubled"),
      codeCell("wrong-type", "const title: { text: string } = { text: k };\ntitle"),
      codeCell("syntax", "const all = [1, 2;"),
      codeCell("fine", "half + doubled + title.text.length"),
      codeCell("module", '/** @module songs */\nexport const songs: number = "none";'),
    );
    const other = notebookOf(parameters, codeCell("other", 'import { songs } from "./songs";\n\n[songs, half]'));
    const { status, lines } = check({ "broken.ipynb": broken, "other.ipynb": other });
    assert.equal(status, 1);
    const told = lines.map((line) => line.split(/ - (TS\d+)/).slice(0, 2));
    assert.deepEqual(told, [
      ["broken.ipynb: cell renamed, In [2], 1:10", "TS2724"],
      ["broken.ipynb: cell gone, In [3], 1:26", "TS2307"],
      ["broken.ipynb: cell typo, In [4], 2:14", "TS2552"],
      ["broken.ipynb: cell wrong-type, In [5], 1:35", "TS2322"],
      ["broken.ipynb: cell syntax, In [6], 1:18", "TS1005"],
      ["broken.ipynb: cell module, In [8], imports songs.ts:2:14", "TS2322"],
      ["other.ipynb: cell other, In [2], 1:23", "TS2307"],
      ["other.ipynb: cell other, In [2], 3:9", "TS2304"],
    ]);
    assert.match(lines[0]!, /no exported member named 'FEATURE'. Did you mean 'FEATURES'\?$/);
  });

  it("takes the folder from where it is called", () => {
    const own = notebookOf(
      parameters,
      codeCell("import", 'import { FEATURES } from "../../src/schema.ts";\n\nFEATURES.length'),
    );
    const { status, stdout } = check({ "own.ipynb": own }, basename(folder), CACHE);
    assert.deepEqual([status, stdout], [0, "1 notebooks: types sound, none with outputs\n"]);
  });

  it("finds what a run has left, and a notebook without parameters", () => {
    const ran = { ...codeCell("ran", "1 + 1"), execution_count: 1 };
    const { status, lines } = check({ "ran.ipynb": notebookOf(ran) });
    assert.equal(status, 1);
    assert.deepEqual(lines, [
      "ran.ipynb: cell ran has an execution count; clear the outputs before committing",
      'ran.ipynb: no cell is tagged "parameters"',
    ]);
  });
});
