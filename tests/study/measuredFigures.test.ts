import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Label } from "../../src/models/classifier.ts";
import { classificationReport } from "../../src/models/classificationReport.ts";
import { accuracy } from "../../src/models/accuracy.ts";
import { accuracyInterval } from "../../src/models/selection/accuracyInterval.ts";
import { featureDropping } from "../../src/study/optimization/featureDropping.ts";
import { forestImportances } from "../../src/study/optimization/forestImportances.ts";
import { pairComparison } from "../../src/study/pairs/pairComparison.ts";
import { pairGrid } from "../../src/study/pairs/pairGrid.ts";
import { scalingComparison } from "../support/scalingComparison.ts";
import {
  droppingFigures,
  importanceFigures,
  scalingFigures,
} from "../../src/study/optimization/optimizationFigures.ts";
import { pairFigures, pairFurtherFigures } from "../../src/study/pairs/pairFigures.ts";
import { GENRE_PAIRS } from "../../src/study/published/binaryPairs.ts";
import { accuracyFigures, accuracyGrid, cellsOf } from "../../src/study/models/accuracyGrid.ts";
import { neighboursSweep } from "../../src/study/models/neighboursSweep.ts";
import { reportModels } from "../../src/models/reportModels.ts";
import { splitOverlap } from "../../src/study/exploration/splitOverlap.ts";
import { DISPLAY } from "../../src/study/common/displayable.ts";
import { classificationFigures } from "../../src/study/models/classificationReportTable.ts";
import { FIGURES_MIME_TYPE, incomparability, reportFigures } from "../../src/study/judge/reportFigures.ts";
import { confusionFigures } from "../../src/study/models/confusionChart.ts";
import { datasetFigures, sampleRowFigures, splitFigures } from "../../src/study/exploration/datasetFigures.ts";
import type { MeasuredFigure } from "../../src/study/judge/measuredFigure.ts";
import { bestKFigures, claimFigures } from "../../src/study/models/modelChoiceFigures.ts";
import { resampleReport } from "../../src/study/judge/resampleReport.ts";
import { GENRES } from "../../src/study/published/confusionMatrix.ts";
import { PUBLISHED_FIGURES } from "../../src/study/published/publishedFigures.ts";
import { reportTables } from "../../src/study/common/reportTable.ts";
import { randomSource } from "../support/randomData.ts";
import { randomSourceTables } from "../support/reportSource.ts";

const seed = 1;
const source = randomSourceTables({ genres: GENRES, tracksPerGenre: 8 });
const { all, segments } = reportTables(source);
const grid = await accuracyGrid(all, reportModels({ seed }), { seed });
const sweeps = await neighboursSweep(segments!, [1, 3, 5], { seed });
const byId = (figures: readonly MeasuredFigure[]) => new Map(figures.map((figure) => [figure.id, figure]));

describe("measured figures", () => {
  it("cover every published figure of sections 2 and 3", () => {
    const measured = byId([
      ...datasetFigures(source),
      ...sampleRowFigures(source),
      ...splitFigures(splitOverlap(segments!.table, { by: "row", seed })),
      ...accuracyFigures(grid, "30s", { seed }),
      ...accuracyFigures(grid, "3s", { seed }),
      ...claimFigures(grid, { seed }),
      ...bestKFigures(sweeps),
      ...(["knn", "rf", "lr"] as const).flatMap((model) => classificationFigures(grid, model, { seed })),
      ...confusionFigures(grid, { seed }),
    ]);
    const expected = PUBLISHED_FIGURES.filter(({ notebook }) => /^0[12]-/.test(notebook)).map(({ id }) => id);
    assert.deepEqual(
      expected.filter((id) => !measured.has(id)),
      [],
    );
    const { figures } = reportFigures(source, [...measured.values()]);
    assert.ok(figures.every(({ verdict, note }) => verdict !== undefined && note !== ""));
  });

  it("are the evaluation's own scores, inside their intervals, with tracks kept apart under ids of their own", () => {
    const figures = byId(accuracyFigures(grid, "3s", { seed }));
    for (const { by, evaluation } of cellsOf(grid, { table: "3s", model: "knn" })) {
      const { measured, interval } = figures.get(`accuracy.3s.knn.test${by === "row" ? "" : ".by-track"}`)!;
      assert.equal(measured, evaluation.testAccuracy);
      assert.ok(interval!.low <= evaluation.testAccuracy && evaluation.testAccuracy <= interval!.high);
    }
  });

  it("have a classification report's cells", () => {
    const figures = byId(classificationFigures(grid, "knn", { seed }));
    const { evaluation } = cellsOf(grid, { table: "3s", model: "knn" })[0]!;
    const report = classificationReport(evaluation.actual, evaluation.predicted);
    for (const { label, recall, support } of report.classes) {
      const { measured, interval } = figures.get(`report.knn.${label}.recall`)!;
      assert.equal(measured, recall);
      assert.ok(interval!.low <= recall && recall <= interval!.high);
      assert.equal(figures.get(`report.knn.${label}.support`)!.measured, support);
      assert.ok(!figures.has(`report.knn.${label}.support.by-track`));
    }
    assert.equal(figures.get("report.knn.weighted-avg.f1-score")!.measured, report.weightedAvg.f1Score);
  });

  it("find LR last, KNN best and short segments better only beyond the scores' own errors", () => {
    /** Of every cell the given share of rows is right: by model, and on the 30-second table. */
    const claim = (id: string, right: Record<string, number>, long = 0): unknown[] => {
      const cells = grid
        .filter(({ by }) => by === "row")
        .map((cell) => {
          const { actual } = cell.evaluation;
          const share = cell.table.id === "3s" ? right[cell.model.id]! : long;
          const predicted = actual.map((genre, row) => (row < Math.round(share * actual.length) ? genre : "no"));
          const correct = actual.map((genre, row) => genre === predicted[row]);
          const testAccuracy = correct.filter(Boolean).length / correct.length;
          const interval = accuracyInterval(correct, cell.testGroup, { seed });
          return { ...cell, interval, evaluation: { ...cell.evaluation, predicted, testAccuracy, trainAccuracy: 1 } };
        });
      const { measured, unsure } = byId(claimFigures(cells, { seed })).get(id)!;
      return [measured, unsure];
    };
    assert.deepEqual(claim("claims.lr-last", { lr: 0.1, knn: 0.9, rf: 0.8 }), [true, false]);
    assert.deepEqual(claim("claims.lr-last", { lr: 0.48, knn: 0.9, rf: 0.5 }), [true, true]);
    assert.deepEqual(claim("claims.lr-last", { lr: 0.8, knn: 0.9, rf: 0.1 }), [false, false]);
    assert.deepEqual(claim("claims.knn-best", { lr: 0.1, knn: 0.9, rf: 0.4 }), [true, false]);
    assert.deepEqual(claim("claims.knn-best", { lr: 0.1, knn: 0.88, rf: 0.9 }), [false, true]);
    assert.deepEqual(claim("claims.3s-trains-better", { lr: 0.9, knn: 0.9, rf: 0.9 }, 0.1), [true, false]);
    assert.deepEqual(claim("claims.3s-trains-better", { lr: 0.9, knn: 0.9, rf: 0.5 }, 0.48), [true, true]);
  });

  it("say of a comparison by track that the table of clips has no such split, not that there is no such table", () => {
    const noteOf = (cells: typeof grid) =>
      byId(claimFigures(cells, { seed })).get("claims.3s-trains-better.by-track")!.note;
    assert.match(noteOf(grid)!, /^The 30-second table has one row a track/);
    assert.match(noteOf(grid.filter(({ table }) => table.id === "3s"))!, /^This source has no 30-second table/);
  });

  it("have no value but a reason where the source lacks a table or a genre", () => {
    const without = [
      ...accuracyFigures([], "3s", { seed }),
      ...classificationFigures([], "rf", { seed }),
      ...confusionFigures([], { seed }),
      ...claimFigures([], { seed }),
      ...bestKFigures(undefined),
    ];
    assert.ok(
      without.every(({ measured, note }) => measured === null && note === "This source has no 3-second table."),
    );
    const fewer = grid.map((cell) => {
      const { evaluation } = cell;
      const keep = (labels: readonly unknown[]) =>
        labels.filter((_, row) => evaluation.actual[row] !== "Folk" && evaluation.predicted[row] !== "Folk");
      const rest = { actual: keep(evaluation.actual), predicted: keep(evaluation.predicted) };
      return { ...cell, testGroup: keep(cell.testGroup), evaluation: { ...evaluation, ...rest } } as typeof cell;
    });
    const folk = byId(classificationFigures(fewer, "knn", { seed })).get("report.knn.Folk.recall")!;
    assert.deepEqual([folk.measured, folk.note], [null, "The test part has no row of Folk."]);
  });
});

describe("measured figures of section 4", async () => {
  const models = reportModels({ seed });
  const scaling = await scalingComparison(segments!, models, { seed });
  const importances = await forestImportances(segments!, { units: ["row", "track"], forests: 2, seed });
  const droppings = await featureDropping(segments!, importances, { shares: [0.5], seed });
  const options = { units: ["row", "track"], seed } as const;
  const cells = await pairGrid(segments!, GENRE_PAIRS, models, options);
  const results = {
    cells,
    comparisons: await pairComparison(segments!, GENRE_PAIRS, models, options),
    part: segments!,
  };
  const published = (notebook: string): string[] =>
    PUBLISHED_FIGURES.filter((figure) => figure.notebook === notebook).map(({ id }) => id);

  it("cover every published figure, on random rows and by track, each with a verdict and a reason", () => {
    const measured = {
      "03-optimization": [
        ...scalingFigures(segments, scaling),
        ...importanceFigures(segments, importances),
        ...droppingFigures(segments, droppings),
      ],
      "04-binary-pairing": [...pairFigures(results, { seed }), ...pairFurtherFigures(results, { seed })],
    };
    for (const [notebook, figures] of Object.entries(measured)) {
      const ids = byId(figures);
      for (const id of published(notebook)) {
        for (const name of [id, `${id}.by-track`]) {
          const figure = ids.get(name);
          assert.ok(figure && figure.measured !== null, name);
          const { interval, measured: value } = figure;
          if (interval) assert.ok(interval.low <= (value as number) && (value as number) <= interval.high, name);
        }
      }
      for (const { verdict, note } of reportFigures(source, figures).figures)
        assert.ok(verdict !== undefined && note !== "");
    }
  });

  it("claim that scaling helps only where every model gains beyond doubt, and leave it open where that can't be told", () => {
    const gaining = (low: number) => ({ gain: low + 0.01, interval: { low, high: low + 0.025 } });
    const [first] = scaling;
    const claim = (lows: readonly number[]): unknown[] => {
      const [figure] = scalingFigures(
        segments,
        lows.map((low) => ({ ...first!, by: "row", gain: gaining(low) })),
      );
      return [figure!.measured, figure!.unsure];
    };
    assert.deepEqual(claim([0.1, 0.01, 0.3]), [true, false]);
    assert.deepEqual(claim([0.1, 0, 0.3]), [false, true]);
    assert.deepEqual(claim([0.1, -0.02, 0.3]), [false, false]);
  });

  it("find KNN first only where it is ahead on every pair beyond doubt", () => {
    const knn = cells.filter(({ model, by }) => model.id === "knn" && by === "row");
    const ofRows = results.comparisons.filter(({ by }) => by === "row");
    const others = reportModels().filter(({ id }) => id !== "knn");
    const claim = (right: number): unknown[] => {
      const against = knn.flatMap((cell) => {
        const predicted = cell.test.actual.map((genre, row) => (row < right * cell.test.actual.length ? genre : "no"));
        return others.map((model) => ({ ...cell, model, test: { ...cell.test, predicted } }));
      });
      const all = knn.map((cell) => ({ ...cell, test: { ...cell.test, predicted: halfRight(cell.test.actual) } }));
      const figures = byId(pairFigures({ ...results, comparisons: ofRows, cells: [...all, ...against] }, { seed }));
      const { measured, unsure } = figures.get("pairs.knn-first")!;
      return [measured, unsure];
    };
    const halfRight = (actual: readonly Label[]): Label[] => actual.map((genre, row) => (row % 2 === 0 ? genre : "no"));
    assert.deepEqual(claim(0), [true, false]);
    assert.deepEqual(claim(1), [false, false]);
    assert.equal(claim(0.5)[1], true);
  });

  it("claim that dropping does not help only where every set is shown to gain less than the margin", () => {
    const claim = (low: number, high: number): unknown[] => {
      const steps = droppings[0]!.steps.map((step, i) => (i === 0 ? step : { ...step, ofAll: { low, high } }));
      const [figure] = droppingFigures(segments, [{ ...droppings[0]!, steps }]);
      return [figure!.measured, figure!.unsure];
    };
    assert.deepEqual(claim(-0.01, 0.01), [true, false]);
    assert.deepEqual(claim(-0.01, 0.05), [true, true]);
    assert.deepEqual(claim(0.001, 0.01), [false, false]);
  });

  it("are those of the best pair and of all genres' recalls", () => {
    const figures = byId(pairFigures(results, { seed }));
    for (const by of ["row", "track"] as const) {
      const suffix = by === "row" ? "" : ".by-track";
      const of = (model: string) => cells.filter((cell) => cell.by === by && cell.model.id === model);
      const knn = of("knn").map(({ test }) => accuracy(test.actual, test.predicted));
      assert.equal(figures.get(`pairs.best.knn.test${suffix}`)!.measured, Math.max(...knn));
      const rf = of("rf").map(({ test }) => classificationReport(test.actual, test.predicted).classes);
      const recalls = rf.flat().filter(({ support }) => support > 0);
      const mean = recalls.reduce((sum, { recall }) => sum + recall, 0) / recalls.length;
      assert.ok(Math.abs((figures.get(`pairs.rf.recall${suffix}`)!.measured as number) - mean) < 1e-12);
    }
  });

  it("have no value but a reason where the source lacks the table or a pair", () => {
    const without = [
      ...scalingFigures(undefined, []),
      ...importanceFigures(undefined, []),
      ...droppingFigures(undefined, []),
      ...pairFigures(undefined, { seed }),
    ];
    assert.deepEqual(
      without.map(({ id }) => id).sort(),
      [...published("03-optimization"), ...published("04-binary-pairing")].sort(),
    );
    assert.ok(without.every(({ measured, note }) => measured === null && /no 3-second table/.test(note!)));
    const fewer = { ...results, cells: cells.filter(({ pair }) => pair.id !== "pop-folk") };
    const figures = byId(pairFigures(fewer, { seed }));
    assert.deepEqual(figures.get("pairs.pop-folk.lr.test"), {
      id: "pairs.pop-folk.lr.test",
      measured: null,
      note: "This source can't train and test Pop & Folk.",
    });
    assert.equal(figures.get("pairs.best.knn.test")!.measured, null);
    assert.notEqual(figures.get("pairs.hiphop-rock.lr.test")!.measured, null);
  });
});

describe("resampleReport", () => {
  const { normal } = randomSource(3);
  const rows = 600;
  const actual = Array.from({ length: rows }, (_, row) => (row % 2 === 0 ? "a" : "b"));
  const predicted = actual.map((label) => (normal() > -0.7 ? label : label === "a" ? "b" : "a"));

  it("gives Wilson's widths for independent rows, and wider ones where rows of a track stand together", () => {
    const track = actual.map((_, row) => row);
    const { low, high } = resampleReport({ actual, predicted, track }, { seed }).get("accuracy")!;
    const right = actual.filter((label, row) => label === predicted[row]).length / rows;
    const expected = 2 * 1.96 * Math.sqrt((right * (1 - right)) / rows);
    assert.ok(Math.abs(high - low - expected) < 0.15 * expected, `${high - low}, expected about ${expected}`);
    const tens = (labels: readonly string[]): string[] => labels.flatMap((label) => Array<string>(10).fill(label));
    const clustered = { actual: tens(actual), predicted: tens(predicted), track: tens(track.map(String)) };
    const apart = resampleReport(clustered, { seed }).get("a.recall")!;
    const naive = resampleReport({ ...clustered, track: [...clustered.actual.keys()] }, { seed }).get("a.recall")!;
    assert.ok(apart.high - apart.low > 2 * (naive.high - naive.low));
  });

  it("gives the same for the same seed", () => {
    const outcome = { actual, predicted, track: [...actual.keys()] };
    assert.deepEqual(resampleReport(outcome, { seed: 5 }), resampleReport(outcome, { seed: 5 }));
  });
});

describe("incomparability", () => {
  it("names too few tracks or other genres, and is silent for the report's eight genres and about 8,000 tracks", () => {
    assert.match(incomparability(source)!, /has 64 tracks, the report had about 8,000/);
    const others = randomSourceTables({ genres: ["Fado", "Rock"], tracksPerGenre: 4 });
    assert.match(incomparability(others)!, /other genres than the report's eight: Fado and Rock/);
    const label = Array.from({ length: 7_994 }, (_, i) => GENRES[i % 8]!);
    const clips = { ...source.clips!, label, track: label.map((_, i) => String(i)) };
    assert.equal(incomparability({ source: source.source, clips }), undefined);
  });
});

describe("reportFigures", () => {
  it("shows a table for readers and carries the figures for machines", () => {
    const shown = reportFigures(source, [{ id: "accuracy.3s.rf.test", measured: 0.5 }])[DISPLAY]();
    assert.match(shown["text/html"] as string, /Random forest, 3-second table: test accuracy.*76\s%.*50\.0\s%/);
    assert.match(shown["text/plain"] as string, /not comparable/);
    const { figures } = shown[FIGURES_MIME_TYPE] as { figures: { id: string }[] };
    assert.deepEqual(
      figures.map(({ id }) => id),
      ["accuracy.3s.rf.test"],
    );
  });

  it("refuses an id that stands twice", () => {
    const figure = { id: "best-k.3s", measured: 3 };
    assert.throws(() => reportFigures(source, [figure, figure]), /best-k\.3s is given twice/);
  });
});
