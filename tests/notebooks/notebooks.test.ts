import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { loadSource } from "../../src/dataset/loadSource.ts";
import { reportSplit } from "../../src/dataset/reportSplit.ts";
import { resolveSource } from "../../src/dataset/resolveSource.ts";
import { dropVariances } from "../../src/dataset/selectFeatures.ts";
import { takeSplit } from "../../src/dataset/takeRows.ts";
import { writeFeatureTable } from "../support/writeFeatureTable.ts";
import { evaluate } from "../../src/models/evaluate.ts";
import { KNeighborsClassifier } from "../../src/models/kNeighborsClassifier.ts";
import type {
  Cell,
  CodeCell,
  DisplayDataOutput,
  ExecuteResultOutput,
  JsonObject,
} from "../../src/notebook/nbformat.ts";
import { Kernel } from "../../src/notebook/kernel.ts";
import { injectParameters, parameterNames } from "../../src/notebook/parameters.ts";
import { readNotebook } from "../../src/notebook/readNotebook.ts";
import { FIGURES_MIME_TYPE } from "../../src/study/judge/reportFigures.ts";
import { PUBLISHED_FIGURES } from "../../src/study/published/publishedFigures.ts";
import { type NotebookRun, runNotebook } from "../../src/notebook/runNotebook.ts";
import { formatNotebook } from "../../src/notebook/writeNotebook.ts";
import { randomTable } from "../support/reportSource.ts";
import { ROOT } from "../support/session.ts";
import { describePages } from "./samplePages.ts";

const FOLDER = join(ROOT, "notebooks");
const NOTEBOOKS = readdirSync(FOLDER).filter((name) => name.endsWith(".ipynb"));
const PLOTLY = "application/vnd.plotly.v1+json";

type Executed = Pick<NotebookRun, "notebook">;
type Shown = ExecuteResultOutput | DisplayDataOutput;

async function runOn(name: string, data: string): Promise<NotebookRun> {
  const notebook = await readNotebook(join(FOLDER, name));
  return runNotebook(injectParameters(notebook, { data }), { kernel: new Kernel({ root: ROOT, directory: FOLDER }) });
}

let ofSample: string | undefined;
after(() => ofSample !== undefined && rmSync(ofSample, { recursive: true }));

/** The folder with the pages and executed notebooks of a run on the sample, one for all tests. */
function sampleRun(): string {
  if (ofSample !== undefined) return ofSample;
  ofSample = mkdtempSync(join(tmpdir(), "sample-run-"));
  execFileSync("npm", ["run", "-s", "reproduce", "--", "--data", "sample", "--out", ofSample], {
    cwd: ROOT,
    stdio: "pipe",
  });
  return ofSample;
}

/** A notebook as that run executed it, to its end. */
async function onSample(name: string): Promise<Executed> {
  const notebook = await readNotebook(join(sampleRun(), "executed", name));
  for (const { id, execution_count, outputs } of notebook.cells.filter(isCode)) {
    assert.ok(execution_count !== null && outputs.every(({ output_type }) => output_type !== "error"), id);
  }
  return { notebook };
}

const isCode = (cell: Cell): cell is CodeCell => cell.cell_type === "code";

/** All that a run shows, with the cell that shows it. */
function outputsOf({ notebook }: Executed): { readonly cell: string; readonly data: Shown["data"] }[] {
  return notebook.cells
    .filter(isCode)
    .flatMap(({ id, outputs }) =>
      outputs
        .filter(
          (output): output is Shown => output.output_type === "execute_result" || output.output_type === "display_data",
        )
        .map(({ data }) => ({ cell: id, data })),
    );
}

const textOf = (run: Executed, cell: string): string =>
  outputsOf(run)
    .filter((output) => output.cell === cell)
    .map(({ data }) => data["text/plain"] as string)
    .join("\n");

describe("notebooks", () => {
  for (const name of NOTEBOOKS) {
    describe(name, () => {
      it("is committed without outputs, in the layout nbformat writes, with ids that say what a cell is for", async () => {
        const notebook = await readNotebook(join(FOLDER, name));
        assert.equal(formatNotebook(notebook), readFileSync(join(FOLDER, name), "utf8"));
        for (const cell of notebook.cells) {
          assert.match(cell.id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
          if (!isCode(cell)) continue;
          assert.deepEqual([cell.outputs, cell.execution_count], [[], null], cell.id);
        }
        assert.deepEqual(notebook.metadata.kernelspec, {
          name: "tslab",
          display_name: "TypeScript",
          language: "typescript",
        });
      });

      it("has no prose in which a line can end between a number and its per cent sign", async () => {
        const { cells } = await readNotebook(join(FOLDER, name));
        for (const { id, cell_type, source } of cells) {
          if (cell_type === "markdown") assert.doesNotMatch(source, /\d %/, id);
        }
      });

      it("takes its data and seed as parameters", async () => {
        const notebook = await readNotebook(join(FOLDER, name));
        assert.deepEqual(parameterNames(notebook).slice(0, 2), ["data", "seed"]);
      });
    });
  }
});

describe("01-exploration on the sample", () => {
  it("runs, and shows its charts with words and source", async () => {
    const run = await onSample("01-exploration.ipynb");
    const charts = outputsOf(run).filter(({ data }) => PLOTLY in data);
    assert.equal(charts.length, 7);
    for (const { data } of charts) {
      const { layout } = data[PLOTLY] as { layout: { title: { text: string }; meta: { alt: string } } & JsonObject };
      assert.match(layout.title.text, /Data: FMA sample, (160 clips|1,600 segments)/);
      assert.match(layout.meta.alt, /\d/);
    }
    assert.match(textOf(run, "sample-rows"), /1-001736\.mp3/);
    assert.match(textOf(run, "class-balance"), /each of 8 genres has 200 segments/);
    assert.match(textOf(run, "split-words"), /147 of 147 test tracks on both sides/);
    assert.match(
      textOf(run, "answer-words"),
      /\*\*A segment tells its track better than its genre: .* 97\s% \(9\d\s% to/,
    );
    assert.match(textOf(run, "describe"), /tempo +160 +123\.058/);
    assert.match(textOf(run, "nearest"), /1,600 +96\.6\s%/);
    assert.match(textOf(run, "filter"), /random rows +100\.0\s% +97\.8\s% +90/);
  });
});

describe("02-model-testing on the sample", () => {
  it("runs, and its accuracies are those of a direct evaluation with the same seed", async () => {
    const run = await onSample("02-model-testing.ipynb");
    const { segments } = await loadSource(resolveSource("sample", ROOT));
    const table = dropVariances(segments!);
    const expected: string[] = [];
    for (const by of ["row", "track", "artist"] as const) {
      const parts = takeSplit(table, reportSplit(table, { by, seed: 1 }));
      const { trainAccuracy, testAccuracy } = await evaluate(new KNeighborsClassifier({ nNeighbors: 3 }), parts);
      expected.push(...[trainAccuracy, testAccuracy].map((share) => `${(share * 100).toFixed(1)} %`));
    }
    const line = textOf(run, "accuracy-3s")
      .split("\n")
      .find((text) => text.startsWith("KNN"))!;
    assert.deepEqual(line.replaceAll("\u00a0", " ").split(/ {2,}/).slice(1), ["91 %", "80 %", ...expected]);
    assert.equal(outputsOf(run).filter(({ data }) => PLOTLY in data).length, 7);
    assert.match(textOf(run, "answer-words"), /by artist, the best is RF/);
    assert.match(textOf(run, "knn-report"), /by track\n +precision +recall +f1-score +support\n/);
  });
});

/** The ids of the figures that a run judges, with their verdicts. */
const verdictsOf = (run: Executed): ReadonlyMap<string, string> =>
  new Map(
    outputsOf(run)
      .flatMap(
        ({ data }) =>
          (data[FIGURES_MIME_TYPE] as { figures: { id: string; verdict: string }[] } | undefined)?.figures ?? [],
      )
      .map(({ id, verdict }) => [id, verdict]),
  );

for (const [name, charts] of [
  ["03-optimization", 3],
  ["04-binary-pairing", 3],
] as const) {
  describe(`${name} on the sample`, () => {
    it("runs, shows its charts with words and source, and judges each figure of the report, by row and by track", async () => {
      const run = await onSample(`${name}.ipynb`);
      const shown = outputsOf(run).filter(({ data }) => PLOTLY in data);
      assert.equal(shown.length, charts);
      for (const { data } of shown) {
        const { layout } = data[PLOTLY] as { layout: { title: { text: string }; meta: { alt: string } } & JsonObject };
        assert.match(layout.title.text, /Data: FMA sample, 1,600 segments/);
        assert.match(layout.meta.alt, /\d/);
      }
      const verdicts = verdictsOf(run);
      for (const { id } of PUBLISHED_FIGURES.filter(({ notebook }) => notebook === name)) {
        assert.ok(verdicts.has(id) && verdicts.has(`${id}.by-track`), id);
      }
      if (name !== "04-binary-pairing") return;
      assert.match(textOf(run, "answer-words"), /by track, RF names 71\s% \(60\s% to 82\s%\)/);
      // What is done by hand is what the grid says.
      const byHand = /accuracy 0\.(\d\d)(\d)/.exec(textOf(run, "method-train"))!;
      assert.match(textOf(run, "knn-pairs"), new RegExp(`Pop & Folk +– +99\\.3\\s% +${byHand[1]}\\.${byHand[2]}\\s%`));
    });
  });
}

describe("05-deployment-check on the sample", () => {
  it("runs, serves the model that it saved, and judges every published figure of the page", async () => {
    const run = await onSample("05-deployment-check.ipynb");
    assert.match(
      textOf(run, "answer-words"),
      /86\.4\s% \(\d+\s% to \d+\s%\) of those from tracks .* right for 91\.3\s%/s,
    );
    assert.match(textOf(run, "train"), /hold-out: 91\.3 %/);
    assert.match(textOf(run, "save-load"), /all 160 held-out records as before/);
    assert.match(textOf(run, "draw"), /Drawn by the service: \d of 5 records right/);
    assert.equal(outputsOf(run).filter(({ data }) => PLOTLY in data).length, 1);
    const verdicts = verdictsOf(run);
    for (const { id } of PUBLISHED_FIGURES.filter(({ notebook }) => notebook === "05-deployment-check")) {
      assert.ok(verdicts.has(id), id);
    }
    assert.ok(verdicts.has("page.draw.accuracy.by-track"));
  });
});

describe("06-beyond-the-report on the sample", () => {
  it("runs, shows its charts with words and source, and no figure twice that the report has none of", async () => {
    const run = await onSample("06-beyond-the-report.ipynb");
    const shown = outputsOf(run).filter(({ data }) => PLOTLY in data);
    assert.equal(shown.length, 8);
    for (const { data } of shown) {
      const { layout } = data[PLOTLY] as { layout: { title: { text: string }; meta: { alt: string } } & JsonObject };
      assert.match(layout.title.text, /Data: FMA sample, 160 tracks|Audio: A synthesised signal \(no music\)/);
      assert.match(layout.meta.alt, /\d/);
    }
    const verdicts = verdictsOf(run);
    for (const id of [
      "beyond.siblings.0",
      "beyond.voting.rf.mean.by-track",
      "beyond.tuned.mlp.by-track",
      "beyond.tuned.segments.rf",
      "beyond.tuned.segments.rf.by-track",
      "beyond.best.by-artist",
    ]) {
      assert.equal(verdicts.get(id), null, id);
    }
    assert.match(textOf(run, "siblings-words"), /96\s% with all 9 siblings in training, \*\*22\s%\*\* with none/);
    assert.match(textOf(run, "audio-words"), /This \*\*is\*\* no music/);
    assert.match(textOf(run, "best-words"), /38\.1\s% \(31\.3\s% to 45\.3\s%\) of the tracks get their genre/);
    // What is done by hand is what the sections say.
    const byHand = /^([\d.]+) % right of 320/.exec(textOf(run, "method-folds"))![1]!;
    const figures = outputsOf(run).find(({ cell, data }) => cell === "voting-figures" && FIGURES_MIME_TYPE in data)!;
    const { figures: voted } = figures.data[FIGURES_MIME_TYPE] as { figures: { id: string; measured: number }[] };
    const forest = voted.find(({ id }) => id === "beyond.voting.rf.whole.by-track")!;
    assert.equal((100 * forest.measured).toFixed(1), byHand);
  });
});

describe("07-learned-features", () => {
  it("runs on the sample whatever else is shown, with its charts, words and scores by artist", async () => {
    const run = await onSample("07-learned-features.ipynb");
    const shown = outputsOf(run).filter(({ data }) => PLOTLY in data);
    assert.equal(shown.length, 6);
    for (const { data } of shown) {
      const { layout } = data[PLOTLY] as { layout: { title: { text: string }; meta: { alt: string } } & JsonObject };
      assert.match(layout.title.text, /Data: FMA sample, \d+ clips/);
      assert.match(layout.meta.alt, /\d/);
    }
    const verdicts = verdictsOf(run);
    for (const id of [
      "learned.segments.knn.musicnn",
      "learned.segments.knn.musicnn.by-track",
      "learned.segments.lr.report.by-artist",
      "learned.clips.rf.both.by-artist",
    ]) {
      assert.equal(verdicts.get(id), null, id);
    }
    assert.match(textOf(run, "leak-words"), /KNN, the network's 200: 9\d\s% on random rows, \*\*\d+\s%\*\* by artist/);
    assert.match(
      textOf(run, "answer-words"),
      /^\*\*Yes: the network's 200 values tell genres better than the report's 57 with [^]*LR: the network's features instead of the report's [+−±]\d+\.\d points \(/,
    );
  });
});

describePages(sampleRun);

describe("notebooks on other tables", () => {
  const folder = mkdtempSync(join(tmpdir(), "tables-"));
  after(() => rmSync(folder, { recursive: true }));

  /** A notebook, a cell that needs the table of segments, and what it says without. */
  const PASSED_OVER = [
    ["01-exploration.ipynb", "siblings", /no 3-second table/],
    ["02-model-testing.ipynb", "accuracy-3s", /no 3-second table/],
    ["03-optimization.ipynb", "scaling-figures", /no 3-second table/],
    ["04-binary-pairing.ipynb", "pair-figures", /no 3-second table/],
    ["05-deployment-check.ipynb", "holdout-words", /4 held-out clips.*With one row a track/s],
    ["06-beyond-the-report.ipynb", "siblings-words", /no 3-second table/],
  ] as const;

  it("run with one table only and genres of any name, and say what they pass over", async () => {
    const genres = ["Chanson", "Drum & Bass", "Fado", "Old-Time <Historic>", "音楽"];
    writeFeatureTable(join(folder, "mine_30s.csv"), randomTable({ genres, tracksPerGenre: 8, segmentsPerTrack: 1 }));
    for (const [name, passedOver, words] of PASSED_OVER) {
      const run = await runOn(name, folder);
      assert.equal(run.failure, undefined, `${name}: ${run.failure?.reason}`);
      assert.match(textOf(run, "load"), /There is no 3-second table/);
      assert.match(textOf(run, passedOver), words);
    }
  });
});
