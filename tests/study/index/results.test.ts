import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { collectFigures, completeFigures } from "../../../src/study/index/collectFigures.ts";
import { acceptResults, checkResults, compareResults } from "../../../src/study/index/expectedResults.ts";
import { formatResults, type ResultFigure, type Results, toResults } from "../../../src/study/index/results.ts";
import type { CodeCell } from "../../../src/notebook/nbformat.ts";
import { reportFigures } from "../../../src/study/judge/reportFigures.ts";
import { DISPLAY } from "../../../src/study/common/displayable.ts";
import { PUBLISHED_FIGURES } from "../../../src/study/published/publishedFigures.ts";
import { VERDICTS } from "../../../src/study/judge/verdicts.ts";
import { codeCell, notebookOf } from "../../support/notebook.ts";
import { randomSourceTables } from "../../support/reportSource.ts";

const source = randomSourceTables({ genres: ["a", "b"], tracksPerGenre: 3 });

function run(path: string, ...cells: [id: string, figure: string][]) {
  const executed = cells.map(([id, figure]): CodeCell => {
    const data = reportFigures(source, [{ id: figure, measured: 0.5 }])[DISPLAY]() as never;
    return { ...codeCell(id, "1"), outputs: [{ output_type: "display_data", data, metadata: {} }] } as CodeCell;
  });
  return { path, run: { notebook: notebookOf(...executed), milliseconds: 1 } };
}

describe("collectFigures", () => {
  it("finds what cells show, in their order, each with its place", () => {
    const figures = collectFigures([
      run("n/01-a.ipynb", ["first", "best-k.3s"], ["second", "accuracy.3s.rf.test"]),
      run("n/02-b.ipynb", ["third", "accuracy.3s.rf.test.by-track"]),
    ]);
    assert.deepEqual(
      figures.map(({ id, notebook, href }) => [id, notebook, href]),
      [
        ["best-k.3s", "01-a", "01-a.html#cell-first"],
        ["accuracy.3s.rf.test", "01-a", "01-a.html#cell-second"],
        ["accuracy.3s.rf.test.by-track", "02-b", "02-b.html#cell-third"],
      ],
    );
  });

  it("refuses a figure that two cells show", () => {
    const twice = [run("01-a.ipynb", ["one", "best-k.3s"]), run("02-b.ipynb", ["two", "best-k.3s"])];
    assert.throws(
      () => collectFigures(twice),
      /best-k\.3s is shown twice, in cell one of 01-a and in cell two of 02-b/,
    );
  });
});

describe("completeFigures", () => {
  it("leaves no published figure without a verdict and a reason", () => {
    const figures = completeFigures(collectFigures([run("02-model-testing.ipynb", ["one", "best-k.3s"])]));
    const judged = new Map(figures.map((figure) => [figure.id, figure]));
    for (const { id, restsOn, noClaim } of PUBLISHED_FIGURES) {
      const { verdict, note } = judged.get(id) ?? {};
      assert.ok(
        verdict === null ? restsOn === "report" || noClaim !== undefined : verdict !== undefined && verdict in VERDICTS,
        id,
      );
      assert.ok(note, id);
    }
    assert.equal(judged.get("best-k.3s")!.measured, 0.5);
    assert.match(
      judged.get("pairs.best.knn.test")!.note,
      /Not measured in this run; its notebook is 04-binary-pairing/,
    );
  });
});

const FIGURE: ResultFigure = {
  id: "accuracy.3s.rf.test",
  notebook: "02-model-testing",
  published: 0.76,
  measured: 0.7,
  interval: [0.65, 0.75],
  verdict: "differs",
  note: "",
};
const results = (figures: ResultFigure[], changes: Partial<Results> = {}): Results => ({
  ...toResults(source, [], { environment: "Node", seed: 1 }),
  figures,
  ...changes,
});

describe("results", () => {
  it("are JSON with one figure a line, and hold what the data was", () => {
    const text = formatResults(results([FIGURE, { ...FIGURE, id: "best-k.3s" }]));
    assert.deepEqual(JSON.parse(text), results([FIGURE, { ...FIGURE, id: "best-k.3s" }]));
    assert.equal(text.split("\n").filter((line) => line.includes('"id":')).length, 2);
    assert.deepEqual(JSON.parse(formatResults(results([]))), results([]));
    assert.deepEqual(results([]).data, {
      source: "Random & tables",
      kind: "folder",
      rows: { "30s": 6, "3s": 30 },
      sha256: { "30s": "", "3s": "" },
    });
  });

  it("are compared figure by figure, to nine digits", () => {
    const all = (): boolean => true;
    const compare = (now: ResultFigure[], ran = all) => compareResults(results([FIGURE]), results(now), ran);
    assert.deepEqual(compare([{ ...FIGURE, measured: 0.7 + 1e-12, note: "other words" }]), []);
    assert.deepEqual(compare([{ ...FIGURE, measured: 0.76, verdict: "agrees" }]), [
      "accuracy.3s.rf.test: measured was 0.7, is 0.76; verdict was differs, is agrees",
    ]);
    assert.deepEqual(compare([]), ["accuracy.3s.rf.test: was 0.7, is not measured any more"]);
    assert.deepEqual(compare([FIGURE, { ...FIGURE, id: "new" }]), ["new: is new, 0.7 (differs)"]);
    assert.deepEqual(compare([{ ...FIGURE, interval: null }]), ["accuracy.3s.rf.test: the interval came or went"]);
    assert.deepEqual(
      compare([], () => false),
      [],
      "a notebook that was not run has nothing to compare",
    );
  });

  it("of other data or another seed are not compared figure by figure", () => {
    const data = { ...results([]).data, sha256: { "3s": "other" } };
    assert.match(compareResults(results([FIGURE], { data }), results([]), () => true)[0]!, /^the data is another/);
    assert.match(compareResults(results([], { seed: 2 }), results([]), () => true)[0]!, /^the seed is another/);
  });

  describe("expected", () => {
    const folder = mkdtempSync(join(tmpdir(), "expected-"));
    after(() => rmSync(folder, { recursive: true }));
    const path = join(folder, "expected.json");

    it("are written by accepting, and agree with what was accepted", async () => {
      await assert.rejects(
        checkResults(path, results([FIGURE]), () => true),
        /can't be read .*--accept writes it/,
      );
      await acceptResults(path, results([FIGURE]));
      assert.equal(readFileSync(path, "utf8"), formatResults(results([FIGURE])));
      await checkResults(path, results([FIGURE]), () => true);
    });

    it("name each figure that moved, and count those beyond twenty", async () => {
      const many = Array.from({ length: 25 }, (_, i) => ({ ...FIGURE, id: `figure.${i}` }));
      await acceptResults(path, results(many));
      const moved = results(many.map((figure) => ({ ...figure, measured: 0.1 })));
      await assert.rejects(
        checkResults(path, moved, () => true),
        (error: Error) => {
          assert.match(error.message, /^25 differences to .*expected\.json; if they are meant, --accept them:\n/);
          assert.match(error.message, /\n {2}figure\.0: measured was 0\.7, is 0\.1\n/);
          assert.match(error.message, /\n {2}and 5 more$/);
          return true;
        },
      );
    });
  });
});
