import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, it } from "node:test";

const ROOT = resolve(import.meta.dirname, "..");
const DECISIONS = readdirSync(join(ROOT, "docs/decisions")).map((name) => `docs/decisions/${name}`);
/** A path from the project's folder, as these pages write it: in backticks. */
const NAMED = /`((?:src|tests|tools|bench|data|docs|notebooks)\/[\w./-]+)`/g;

describe("what the documents name", { timeout: 60_000 }, () => {
  for (const page of ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md", ...DECISIONS]) {
    it(`is there: ${page}`, () => {
      const named = [...readFileSync(join(ROOT, page), "utf8").matchAll(NAMED)].map(([, path]) => path!);
      assert.deepEqual(
        named.filter((path) => !existsSync(join(ROOT, path))),
        [],
      );
    });
  }
});

describe("the list of the report's tables", { timeout: 60_000 }, () => {
  it("names cells that the notebooks have", () => {
    const rows = readFileSync(join(ROOT, "notebooks/README.md"), "utf8").matchAll(
      /^\|[^|]*\| (0\d-[\w-]+) +\|([^|]*)\|/gm,
    );
    const missing = [...rows].flatMap(([, name, cells]) => {
      const notebook = JSON.parse(readFileSync(join(ROOT, `notebooks/${name!}.ipynb`), "utf8")) as {
        cells: { id: string }[];
      };
      const ids = new Set(notebook.cells.map(({ id }) => id));
      return [...cells!.matchAll(/`([\w-]+)`/g)].flatMap(([, id]) => (ids.has(id!) ? [] : `${name!} ${id!}`));
    });
    assert.deepEqual(missing, []);
  });
});

describe("the release", { timeout: 60_000 }, () => {
  it("at the head of CHANGELOG is the version of the package", () => {
    const changelog = readFileSync(join(ROOT, "CHANGELOG.md"), "utf8");
    const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
    const [, newest, day] = /^## (\d+\.\d+\.\d+) \((\d{4}-\d\d-\d\d)\)$/m.exec(changelog)!;
    assert.equal(newest, version);
    const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
      version: string;
      packages: { "": { version: string } };
    };
    assert.deepEqual([lock.version, lock.packages[""].version], [version, version]);
    assert.ok(!Number.isNaN(Date.parse(day!)), day);
    assert.ok(changelog.indexOf("## Unreleased") < changelog.indexOf(`## ${version}`));
  });
});
