import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { accuracyGrid, cellsOf } from "../../../src/report/analysis/accuracyGrid.ts";
import { featureSeparation } from "../../../src/report/analysis/featureSeparation.ts";
import { neighboursSweep } from "../../../src/report/analysis/neighboursSweep.ts";
import { reportModels } from "../../../src/report/analysis/reportModels.ts";
import { splitOverlap } from "../../../src/report/analysis/splitOverlap.ts";
import { splitUnits } from "../../../src/report/analysis/splitUnits.ts";
import type { Chart } from "../../../src/report/chart.ts";
import { accuracyChart } from "../../../src/report/charts/accuracyChart.ts";
import { droppingChart } from "../../../src/report/charts/droppingChart.ts";
import { importanceChart } from "../../../src/report/charts/importanceChart.ts";
import { pairComparisonChart } from "../../../src/report/charts/pairComparisonChart.ts";
import { pairMapChart } from "../../../src/report/charts/pairMapChart.ts";
import { pairsChart } from "../../../src/report/charts/pairsChart.ts";
import { scalingChart } from "../../../src/report/charts/scalingChart.ts";
import { choosePairs } from "../../../src/report/analysis/choosePairs.ts";
import { featureDropping } from "../../../src/report/analysis/featureDropping.ts";
import { forestImportances } from "../../../src/report/analysis/forestImportances.ts";
import { pairComparison } from "../../../src/report/analysis/pairComparison.ts";
import { pairGrid } from "../../../src/report/analysis/pairGrid.ts";
import { pairMap } from "../../../src/report/analysis/pairMap.ts";
import { scalingComparison } from "../../../src/report/analysis/scalingComparison.ts";
import { classBalanceChart } from "../../../src/report/charts/classBalanceChart.ts";
import { confusionChart } from "../../../src/report/charts/confusionChart.ts";
import { correlationChart } from "../../../src/report/charts/correlationChart.ts";
import { featureBoxesChart } from "../../../src/report/charts/featureBoxesChart.ts";
import { featureSeparationChart } from "../../../src/report/charts/featureSeparationChart.ts";
import { neighboursChart } from "../../../src/report/charts/neighboursChart.ts";
import { projectionChart } from "../../../src/report/charts/projectionChart.ts";
import { splitLeakChart } from "../../../src/report/charts/splitLeakChart.ts";
import { trackClustersChart } from "../../../src/report/charts/trackClustersChart.ts";
import { DISPLAY } from "../../../src/report/displayable.ts";
import { formatPercent } from "../../../src/report/formatNumber.ts";
import { genreStyles } from "../../../src/report/genreStyles.ts";
import { genresOf, reportTables, sourceLine } from "../../../src/report/reportTable.ts";
import { launchChromium, skipWithoutChromium } from "../../support/chromium.ts";
import { randomSourceTables } from "../../support/reportSource.ts";

const GENRES = ["Folk", "Old-Time & <Historic>", "Pop", "Rock"];
const PLOTLY = "application/vnd.plotly.v1+json";
const CHARTS = [
  "class balance",
  "feature separation",
  "feature boxes",
  "correlations",
  "projection",
  "track clusters",
  "split leak",
  "accuracy",
  "confusion",
  "neighbours",
  "scaling",
  "importance",
  "dropping",
  "pairs",
  "pair map",
  "pair comparison",
] as const;

describe("charts", () => {
  const { all, segments } = reportTables(randomSourceTables({ genres: GENRES, tracksPerGenre: 8, artists: true }));
  const main = segments!;
  const charts = new Map<(typeof CHARTS)[number], Chart>();
  const chart = (name: (typeof CHARTS)[number]): Chart => charts.get(name)!;
  let grid: Awaited<ReturnType<typeof accuracyGrid>>;

  before(async () => {
    const styles = genreStyles(genresOf(all));
    grid = await accuracyGrid(all, reportModels().slice(1, 2), { seed: 1 });
    const separation = featureSeparation(main.table);
    const overlaps = splitUnits(main.table).map((by) => splitOverlap(main.table, { by, seed: 1 }));
    const features = separation.map(({ feature }) => feature);
    charts.set("class balance", classBalanceChart(main, styles));
    charts.set("feature separation", featureSeparationChart(separation, main.source));
    charts.set("feature boxes", featureBoxesChart(main, features, styles));
    charts.set("correlations", correlationChart(main));
    charts.set("projection", projectionChart(main, styles));
    charts.set("track clusters", trackClustersChart(main, styles));
    charts.set("split leak", splitLeakChart(main, overlaps));
    charts.set("accuracy", accuracyChart(grid, { title: "How good?", chance: 0.25 }));
    charts.set("confusion", confusionChart(cellsOf(grid, { table: "3s", model: "knn" }), GENRES));
    const options = { units: ["row", "track"], seed: 1 } as const;
    charts.set("scaling", scalingChart(await scalingComparison(main, reportModels(), { seed: 1 }), main.source));
    const importances = await forestImportances(main, { ...options, forests: 2 });
    charts.set("importance", importanceChart(importances, main.source));
    const droppings = await featureDropping(main, importances, { shares: [0.5], seed: 1 });
    charts.set("dropping", droppingChart(droppings, { source: main.source, chance: 0.25 }));
    const { pairs } = choosePairs(GENRES);
    charts.set("pairs", pairsChart(await pairGrid(main, pairs, reportModels(), options), main.source));
    const map = await pairMap(main, GENRES, reportModels()[0]!, { by: "track", seed: 1 });
    charts.set("pair map", pairMapChart(map, { source: main.source, genres: GENRES, chosen: pairs }));
    const comparisons = await pairComparison(main, pairs, reportModels(), options);
    charts.set("pair comparison", pairComparisonChart(comparisons, main.source));
    charts.set("neighbours", neighboursChart(main, await neighboursSweep(main, [1, 3, 5], { seed: 1 })));
  });

  for (const name of CHARTS) {
    it(`${name}: says what it shows and of which data, and leaves width, grounds and text colours to the page`, () => {
      const { figure, alt } = chart(name);
      const { layout, config } = figure;
      const { text } = layout.title as { text: string };
      const [heading, ...lines] = text.split("<br>");
      assert.ok(
        [heading!, ...lines.slice(0, -1)].every((line) => line.length <= 46),
        `too long for a phone: ${text}`,
      );
      assert.match(lines.at(-1)!, /Data: Random &amp; tables, /);
      assert.ok((layout.height as number) > 150);
      assert.equal(layout.width, undefined);
      assert.deepEqual(config, { displaylogo: false, responsive: true });
      const written = JSON.stringify(layout);
      assert.doesNotMatch(written, /bgcolor|gridcolor|"font":\{[^}]*color|template/);
      assert.match(alt, /\d/, "the main numbers are in the words");
      assert.equal((layout.meta as { alt: string }).alt, alt);
      const bundle = chart(name)[DISPLAY]();
      assert.equal(bundle[PLOTLY], figure);
      assert.ok((bundle["text/plain"] as string).endsWith(alt));
    });
  }

  it("names every axis with a title, in units where it has some", () => {
    const titled = (name: (typeof CHARTS)[number], ...axes: string[]): void => {
      for (const axis of axes) {
        const { title } = chart(name).figure.layout[axis] as { title?: { text: string } };
        assert.ok(title?.text, `${name} ${axis}`);
      }
    };
    titled("class balance", "xaxis");
    titled("feature separation", "xaxis");
    titled("projection", "xaxis", "yaxis");
    titled("track clusters", "xaxis", "yaxis");
    titled("split leak", "xaxis");
    titled("accuracy", "xaxis");
    titled("neighbours", "xaxis", "yaxis");
    titled("scaling", "xaxis");
    titled("dropping", "xaxis", "yaxis");
    titled("pairs", "xaxis");
    titled("pair map", "xaxis");
    titled("pair comparison", "xaxis");
    const { annotations } = chart("feature boxes").figure.layout as { annotations: { text: string }[] };
    assert.ok(annotations.some(({ text }) => text.includes("BPM")));
  });

  it("breaks a line of data that a phone has no room for", () => {
    const source = "Data: Full-size replica (not music), 10,000 of 79,947 segments";
    const { layout } = classBalanceChart({ ...main, source }, genreStyles(genresOf(all))).figure;
    const { text } = layout.title as { text: string };
    assert.match(text, /Data: Full-size replica \(not music\),<\/span><br><span[^>]*>10,000 of 79,947 segments</);
    const usual = chart("class balance").figure.layout;
    assert.ok((layout.height as number) > (usual.height as number));
    assert.ok((layout.margin as { t: number }).t > (usual.margin as { t: number }).t);
  });

  it("gives a genre the same colour in every chart", () => {
    const colours = genreStyles(GENRES);
    const projection = chart("projection").figure.data as unknown as { name: string; marker: { color: string } }[];
    const boxes = chart("feature boxes").figure.data as unknown as { name: string; line: { color: string } }[];
    assert.equal(projection.find(({ name }) => name === "Pop")!.marker.color, colours.get("Pop")!.colour);
    assert.equal(boxes.find(({ name }) => name === "Pop")!.line.color, colours.get("Pop")!.colour);
  });

  it("draws the scores of the grid, and says them", () => {
    const { figure, alt } = chart("accuracy");
    const traces = figure.data as unknown as { name?: string; x: number[] }[];
    for (const by of ["row", "track", "artist"] as const) {
      const scores = grid.filter((cell) => cell.by === by).map(({ evaluation }) => evaluation.testAccuracy);
      const name = { row: "random rows", track: "by track", artist: "by artist" }[by];
      assert.deepEqual(traces.find((trace) => trace.name === name)!.x, scores);
      for (const score of scores) assert.ok(alt.includes(`${formatPercent(score)} ${name}`), alt);
    }
    assert.deepEqual(traces.find(({ name }) => name === "published")!.x, [0.46, 0.8]);
    assert.ok((figure.layout.title as { text: string }).text.includes(sourceLine(all).replace("&", "&amp;")));
  });

  it("counts in the confusion matrices as many rows as were tested", () => {
    const traces = chart("confusion").figure.data as unknown as { customdata: number[][]; z: number[][] }[];
    const cells = cellsOf(grid, { table: "3s", model: "knn" });
    assert.equal(traces.length, cells.length);
    traces.forEach(({ customdata, z }, i) => {
      assert.equal(
        customdata.flat().reduce((a, b) => a + b, 0),
        cells[i]!.evaluation.testRows,
      );
      for (const row of z) {
        const sum = row.reduce((a, b) => a + b, 0);
        assert.ok(sum === 0 || Math.abs(sum - 1) < 1e-3);
      }
    });
  });

  describe("in plotly", { skip: skipWithoutChromium() }, () => {
    let browser: Browser;
    let page: Page;
    before(async () => {
      browser = await launchChromium();
      page = await (await browser.newContext({ offline: true, viewport: { width: 390, height: 800 } })).newPage();
      await page.setContent('<div id="chart" style="width:350px"></div>');
      await page.addScriptTag({ path: createRequire(import.meta.url).resolve("plotly.js") });
    });
    after(() => browser.close());

    for (const name of CHARTS) {
      it(`${name}: is a valid figure, and its title stays inside on a phone`, async () => {
        const problems = await page.evaluate(
          async (figure) => {
            const { Plotly } = globalThis as unknown as {
              Plotly: {
                validate(data: unknown, layout: unknown): { msg: string }[] | undefined;
                newPlot(element: unknown, data: unknown, layout: unknown, config: unknown): Promise<void>;
              };
            };
            const { document } = globalThis as unknown as {
              document: { querySelector(selector: string): { getBoundingClientRect(): Record<string, number> } };
            };
            const found = (Plotly.validate(figure.data, figure.layout) ?? []).map(({ msg }) => msg);
            await Plotly.newPlot("chart", figure.data, figure.layout, figure.config);
            const title = document.querySelector(".gtitle").getBoundingClientRect();
            const plot = document.querySelector("#chart").getBoundingClientRect();
            if (title.top! < plot.top! || title.right! > plot.right!) found.push(`title at ${JSON.stringify(title)}`);
            return found;
          },
          JSON.parse(JSON.stringify(chart(name).figure)) as Chart["figure"],
        );
        assert.deepEqual(problems, []);
      });
    }
  });
});
