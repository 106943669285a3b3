import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { accuracyGrid, cellsOf } from "../../src/study/models/accuracyGrid.ts";
import { featureSeparation, featureSeparationChart } from "../../src/study/exploration/featureSeparation.ts";
import { neighboursChart, neighboursSweep } from "../../src/study/models/neighboursSweep.ts";
import { reportModels } from "../../src/models/reportModels.ts";
import { splitLeakChart, splitOverlap } from "../../src/study/exploration/splitOverlap.ts";
import { splitUnits } from "../../src/study/common/splitUnits.ts";
import type { Chart } from "../../src/study/common/chart.ts";
import { repeatedChart, repeatedScores } from "../../src/study/models/repeatedScores.ts";
import { droppingChart, featureDropping } from "../../src/study/optimization/featureDropping.ts";
import { importanceChart } from "../../src/study/optimization/importanceChart.ts";
import { pairComparison, pairComparisonChart } from "../../src/study/pairs/pairComparison.ts";
import { pairMap, pairMapChart } from "../../src/study/pairs/pairMap.ts";
import { pairsChart } from "../../src/study/pairs/pairsChart.ts";
import { scalingChart } from "../../src/study/optimization/scalingChart.ts";
import { choosePairs } from "../../src/study/pairs/choosePairs.ts";
import { forestImportances } from "../../src/study/optimization/forestImportances.ts";
import { pairGrid } from "../../src/study/pairs/pairGrid.ts";
import { scalingComparison } from "../support/scalingComparison.ts";
import { classBalanceChart } from "../../src/study/exploration/classBalanceChart.ts";
import { confusionChart } from "../../src/study/models/confusionChart.ts";
import { correlationChart } from "../../src/study/exploration/correlationChart.ts";
import { featureBoxesChart } from "../../src/study/exploration/featureBoxesChart.ts";
import { projectionChart, trackClustersChart } from "../../src/study/exploration/projectionChart.ts";
import { betterModels, betterModelsChart } from "../../src/study/beyond/betterModels.ts";
import { drawOdds, drawOddsChart } from "../../src/study/deployment/drawOdds.ts";
import { comparisonChart, modelComparison } from "../../src/study/beyond/modelComparison.ts";
import { shownData, type ShownData } from "../../src/study/beyond/shownData.ts";
import { segmentVoting, votingChart } from "../../src/study/beyond/segmentVoting.ts";
import { siblingCurve } from "../../src/study/beyond/siblingCurve.ts";
import { trackCurve, trackCurveChart } from "../../src/study/beyond/trackCurve.ts";
import { genreProbabilityChart } from "../../src/study/hearing/genreProbabilityChart.ts";
import { melChart, waveformChart } from "../../src/study/hearing/listen.ts";
import { siblingsChart } from "../../src/study/beyond/siblingsChart.ts";
import { songMapChart } from "../../src/study/hearing/songMapChart.ts";
import { DISPLAY } from "../../src/study/common/displayable.ts";
import { SPLIT_COLOURS } from "../../src/study/common/chart.ts";
import { formatPercent } from "../../src/study/common/formatNumber.ts";
import { genreStyles } from "../../src/study/common/genreStyles.ts";
import { genresOf, reportTables } from "../../src/study/common/reportTable.ts";
import { drawChart } from "../../src/notebook/export/chart/drawChart.ts";
import { renderChart } from "../../src/notebook/index.ts";
import { launchChromium, skipWithoutChromium } from "../support/chromium.ts";
import { unreadableTexts } from "../support/unreadableTexts.ts";
import { randomSourceTables } from "../support/reportSource.ts";

const GENRES = ["Folk", "Old-Time & <Historic>", "Pop", "Rock"];
const PLOTLY = "application/vnd.plotly.v1+json";
const CHARTS = [
  "class balance",
  "feature separation",
  "feature boxes",
  "correlations",
  "projection",
  "track clusters",
  "song map",
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
  "draw odds",
  "siblings",
  "voting",
  "comparison",
  "better models",
  "track curve",
  "waveform",
  "mel spectrogram",
  "genre probability",
] as const;
/** What these show is no table but a recording. */
const OF_AUDIO: readonly string[] = ["waveform", "mel spectrogram", "genre probability"];

describe("charts", () => {
  const source = randomSourceTables({ genres: GENRES, tracksPerGenre: 8, artists: true });
  const { all, segments } = reportTables(source);
  const main = segments!;
  const charts = new Map<(typeof CHARTS)[number], Chart>();
  const chart = (name: (typeof CHARTS)[number]): Chart => charts.get(name)!;
  let grid: Awaited<ReturnType<typeof accuracyGrid>>;
  let repeated: Awaited<ReturnType<typeof repeatedScores>>;

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
    charts.set("song map", songMapChart(["Songs"], main.table, main.source.replace("Data: ", "")));
    charts.set("split leak", splitLeakChart(main, overlaps));
    repeated = (await Promise.all(all.map((one) => repeatedScores(one, { seed: 1 })))).flat();
    charts.set("accuracy", repeatedChart(repeated));
    const knn = cellsOf(grid, { table: "3s", model: "knn" });
    charts.set("confusion", confusionChart(knn, { model: "KNN", genres: GENRES, source: main.source }));
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
    const odds = (["row", "track"] as const).map((by, i) => ({
      by,
      chances: drawOdds({ right: 8 - 4 * i, rows: 10 }, 5),
    }));
    charts.set("draw odds", drawOddsChart(odds, { published: 2, source: main.source }));
    await drawBeyond();
    charts.set("neighbours", neighboursChart(main, await neighboursSweep(main, [1, 3, 5], { seed: 1 })));
  });

  /** The charts of what goes beyond the report, with real music beside the data at hand: the same scores once more, under its name. */
  async function drawBeyond(): Promise<void> {
    const [own] = (await shownData(source)) as [ShownData];
    const music: ShownData = { ...own, prefix: "sample.", title: "FMA sample", line: "FMA sample, 96 tracks" };
    const twice = <Score extends { readonly data: ShownData }>(scores: readonly Score[]): Score[] => [
      ...scores,
      ...scores.map((score) => ({ ...score, data: music })),
    ];
    charts.set("siblings", siblingsChart(twice([(await siblingCurve(own, { seed: 1 }))!])));
    charts.set("voting", votingChart(twice(await segmentVoting(own, reportModels().slice(1, 2), { seed: 1 }))));
    charts.set("comparison", comparisonChart(twice(await modelComparison(own, { seed: 1 }))));
    charts.set("better models", betterModelsChart(twice(await betterModels(own, { seed: 1 })), { fma: true }));
    charts.set("track curve", trackCurveChart(twice(await trackCurve(own, { seed: 1 }))));
    const title = "A <song> & more.mp3";
    const samples = Float32Array.from({ length: 4_000 }, (_, i) => 0.5 * Math.sin(i / 3));
    charts.set("waveform", waveformChart({ title, samples, sampleRate: 1_000 }));
    const mel = { data: Float32Array.from({ length: 8 * 16 }, (_, i) => -i / 2), frames: 16, bins: 8 };
    const bands = [100, 300, 700, 1_500, 3_000, 5_000, 8_000, 11_000];
    charts.set("mel spectrogram", melChart({ title, mel, bands, seconds: 4 }));
    const genres = GENRES.map((genre, i) => ({ genre, confidence: [0.6, 0.2, 0.15, 0.05][i]! }));
    charts.set("genre probability", genreProbabilityChart({ title, genres }, genreStyles(GENRES), "FMA sample"));
  }

  for (const name of CHARTS) {
    it(`${name}: says what it shows and of which data, and leaves width, grounds and text colours to the page`, () => {
      const { figure, alt } = chart(name);
      const { layout, config } = figure;
      const { text } = layout.title as { text: string };
      const lines = text.split(/<br>\u200b?/);
      const heading = lines.filter((line) => !line.startsWith("<span"));
      const shown = lines.slice(heading.length).map((line) => line.replaceAll(/<[^>]+>/g, ""));
      assert.ok(heading.length > 0 && heading.every((line) => line.length <= 46), `too long for a phone: ${text}`);
      const subject = OF_AUDIO.includes(name)
        ? /^Audio: A &lt;song&gt; &amp; more\.mp3$/
        : /^Data: Random &amp; tables, /;
      assert.match(shown.join(" "), subject);
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

  for (const name of CHARTS) {
    it(`${name}: is drawn when a page is written, without plotly`, () => {
      assert.match(
        renderChart(chart(name).figure, "words").text,
        /^<figure class="chart">\n<div class="plot" role="img"/,
      );
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
    titled("projection", "xaxis3", "xaxis4", "yaxis", "yaxis3");
    titled("track clusters", "xaxis3", "xaxis4", "yaxis", "yaxis3");
    titled("song map", "xaxis3", "xaxis4", "yaxis", "yaxis3");
    titled("split leak", "xaxis");
    titled("accuracy", "xaxis");
    titled("neighbours", "xaxis", "yaxis");
    titled("scaling", "xaxis");
    titled("dropping", "xaxis", "yaxis");
    titled("pairs", "xaxis");
    titled("pair map", "xaxis");
    titled("pair comparison", "xaxis");
    titled("draw odds", "xaxis", "yaxis");
    titled("siblings", "xaxis", "yaxis");
    titled("voting", "xaxis");
    titled("comparison", "xaxis");
    titled("better models", "xaxis");
    titled("track curve", "xaxis", "yaxis");
    titled("waveform", "xaxis", "yaxis");
    titled("mel spectrogram", "xaxis", "yaxis");
    titled("genre probability", "xaxis");
    const [mel] = chart("mel spectrogram").figure.data as unknown as [{ colorbar: { title: { text: string } } }];
    assert.equal(mel.colorbar.title.text, "dB");
    assert.match(JSON.stringify(chart("mel spectrogram").figure.layout), /"Hz \(mel scale\)"/);
    const { annotations } = chart("feature boxes").figure.layout as { annotations: { text: string }[] };
    assert.ok(annotations.some(({ text }) => text.includes("BPM")));
  });

  it("writes percentages as prose does, at axes and in hover texts", () => {
    for (const name of CHARTS) {
      const { text } = renderChart(chart(name).figure, "words");
      assert.doesNotMatch(text.replace(/<script[^]*<\/script>/, ""), /\d%/, name);
    }
    const [hit] = chart("siblings").figure.data.filter(({ name }) => name !== undefined) as unknown as {
      y: number[];
    }[];
    const drawn = renderChart(chart("siblings").figure, "words").text;
    assert.match(drawn, />80\u00a0%</);
    assert.ok(drawn.includes(`, 0 siblings: ${formatPercent(hit!.y[0]!, 1)}<`));
  });

  it("keeps the colours of the ways to split for them", () => {
    const splits = new RegExp(Object.values(SPLIT_COLOURS).join("|"));
    for (const name of ["voting", "track curve"] as const) {
      assert.doesNotMatch(JSON.stringify(chart(name).figure.data), splits, name);
    }
    assert.match(JSON.stringify(chart("comparison").figure.data), splits);
  });

  it("breaks a line of data that a phone has no room for", () => {
    const source = "Data: Full-size replica (not music), 10,000 of 79,947 segments";
    const { layout } = classBalanceChart({ ...main, source }, genreStyles(genresOf(all))).figure;
    const { text } = layout.title as { text: string };
    assert.match(text, /Data: Full-size replica \(not music\),<\/span><br>\u200b<span[^>]*>10,000 of 79,947 segments</);
    const both = classBalanceChart(
      { ...main, source: "Data: FMA sample, 160 tracks; Replica, 8,000 tracks of it" },
      genreStyles(genresOf(all)),
    );
    assert.match(
      (both.figure.layout.title as { text: string }).text,
      /160 tracks;<\/span><br>\u200b<span[^>]*>Replica, 8,000/,
    );
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

  it("tells real music from the data at hand, and beyond the report gives every score its interval", () => {
    for (const name of ["siblings", "better models"] as const) {
      const named = (chart(name).figure.data as unknown as { name?: string; marker?: object }[]).filter(
        ({ marker }) => marker,
      );
      const [own, music] = ["Random &amp; tables", "FMA sample"].map((title) =>
        named.find((trace) => trace.name === title)!,
      );
      assert.notDeepEqual(own!.marker, music!.marker, name);
    }
    for (const name of ["voting", "comparison", "track curve"] as const) {
      assert.match(JSON.stringify(chart(name).figure), /real music/, name);
      const errors = chart(name).figure.data.map(({ error_x, error_y }) => (error_x ?? error_y) as { array: number[] });
      assert.ok(
        errors.every(({ array }) => array.every((above) => above >= 0) && array.some((above) => above > 0)),
        name,
      );
    }
  });

  it("draws in colours that stand out from white and from the dark page", () => {
    const written = JSON.stringify([...charts.values()].map(({ figure }) => figure.data));
    const colours = new Set(written.match(/#[0-9a-f]{6}/g));
    assert.ok(colours.size > 5);
    const luminance = (hex: string): number => {
      const [r, g, b] = [1, 3, 5].map((at) => {
        const value = parseInt(hex.slice(at, at + 2), 16) / 255;
        return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
    };
    for (const colour of colours) {
      assert.ok(1.05 / (luminance(colour) + 0.05) > 2, `${colour} on white`);
      assert.ok((luminance(colour) + 0.05) / (luminance("#14171c") + 0.05) > 2.5, `${colour} on dark`);
    }
  });

  it("names what guessing scores above the plot, where no mark is", () => {
    for (const name of ["accuracy", "voting", "comparison", "better models"] as const) {
      const { annotations } = chart(name).figure.layout as { annotations: Record<string, unknown>[] };
      const { yref, y, yanchor } = annotations.find(({ text }) => text === "chance")!;
      assert.deepEqual([yref, y, yanchor], ["paper", 1, "bottom"], name);
    }
  });

  it("draws the repeated scores, and says them", () => {
    const { figure, alt } = chart("accuracy");
    const traces = figure.data as unknown as { name?: string; x: number[] }[];
    for (const by of ["row", "track", "artist"] as const) {
      const scores = repeated.flatMap(({ scores: own }) => own.filter((score) => score.by === by));
      const name = { row: "random rows", track: "by track", artist: "by artist" }[by];
      assert.deepEqual(
        traces.find((trace) => trace.name === name)!.x,
        scores.map(({ accuracy }) => accuracy),
      );
      for (const { accuracy } of scores) assert.ok(alt.includes(formatPercent(accuracy, 1)), alt);
    }
    assert.deepEqual(traces.find(({ name }) => name === "published")!.x, [0.47, 0.46, 0.51, 0.41, 0.8, 0.76]);
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

  describe("as still pictures", { skip: skipWithoutChromium() }, () => {
    let browser: Browser;
    before(async () => {
      browser = await launchChromium();
    });
    after(() => browser.close());

    for (const width of [350, 670, 930]) {
      it(`have no text that is cut off or lies over another, ${width} px wide`, async () => {
        const page = await (
          await browser.newContext({ offline: true, viewport: { width: 1000, height: 800 } })
        ).newPage();
        const found: string[] = [];
        for (const name of CHARTS) {
          await page.setContent(drawChart(chart(name).figure, width)!);
          found.push(...(await unreadableTexts(page)).map((text) => `${name}: ${text}`));
        }
        assert.deepEqual(found, []);
      });
    }
  });

  describe("in plotly", { skip: skipWithoutChromium() }, () => {
    let browser: Browser;
    let page: Page;
    before(async () => {
      browser = await launchChromium();
      page = await (await browser.newContext({ offline: true, viewport: { width: 390, height: 800 } })).newPage();
      await page.setContent('<div id="chart" style="width:350px"></div>');
      await page.addScriptTag({ path: createRequire(import.meta.url).resolve("plotly.js-dist-min") });
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
