import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import fc from "fast-check";
import { parseFragment, serialize } from "parse5";
import { SOFT_BREAK } from "../../../../src/ground/softBreak.ts";
import { drawChart } from "../../../../src/notebook/export/chart/drawChart.ts";

const SNAPSHOTS = join(import.meta.dirname, "snapshots");
const UPDATE = process.env.UPDATE_SNAPSHOTS !== undefined;

const GENRES = ["Folk", "Hip-Hop", "Rock"];

/** A figure for each kind of trace and for what stands around them. */
const FIGURES: Record<string, { data: object[]; layout?: object }> = {
  bars: {
    data: [
      {
        type: "bar",
        name: "random rows",
        x: GENRES,
        y: [0.4, 0.9, 0.6],
        text: ["40 %", "90 %", "60 %"],
        textposition: "outside",
      },
      { type: "bar", name: "by track", x: GENRES, y: [0.2, 0.3, 0.25], marker: { pattern: { shape: "/" } } },
    ],
    layout: { title: { text: "Accuracy" }, yaxis: { tickformat: ".0%", title: { text: "accuracy" } } },
  },
  stacked: {
    data: [
      {
        type: "bar",
        name: "trained on",
        orientation: "h",
        y: GENRES,
        x: [3, 2, 0],
        text: ["3", "2", ""],
        textposition: "inside",
      },
      { type: "bar", name: "new", orientation: "h", y: GENRES, x: [1, 2, 4], marker: { color: "#8b95a1" } },
    ],
    layout: {
      barmode: "stack",
      yaxis: { autorange: "reversed" },
      legend: { orientation: "h", x: 0, y: 0, yref: "container" },
    },
  },
  boxes: {
    data: [
      {
        type: "box",
        name: "given",
        orientation: "h",
        y: ["given"],
        q1: [2],
        median: [3],
        q3: [5],
        lowerfence: [1],
        upperfence: [7],
      },
      { type: "box", name: "found", x: [1, 2, 3, 4, 5, 30] },
    ],
  },
  heatmap: {
    data: [
      {
        type: "heatmap",
        x: GENRES,
        y: GENRES,
        z: [
          [9, 1, 0],
          [2, 7, null],
          [0, 3, 5],
        ],
        texttemplate: "%{z}",
        xgap: 1,
        ygap: 1,
      },
    ],
    layout: { yaxis: { autorange: "reversed", title: { text: "true" } }, xaxis: { title: { text: "taken for" } } },
  },
  correlations: {
    data: [
      {
        type: "heatmap",
        z: [
          [1, -0.5],
          [-0.5, 1],
        ],
        zmin: -1,
        zmax: 1,
        autocolorscale: true,
        colorbar: { orientation: "h", len: 0.6, title: { text: "correlation", side: "top" }, tickvals: [-1, 0, 1] },
      },
    ],
  },
  points: {
    data: ["circle", "square", "diamond", "triangle-up", "cross", "x", "star", "circle-open", "line-ns-open"].map(
      (symbol, i) => ({
        mode: "markers",
        name: symbol,
        x: [i, i + 0.5],
        y: [i, -i],
        marker: { symbol, size: 9, opacity: 0.8 },
      }),
    ),
    layout: { xaxis: { zeroline: false, title: { text: "component 1" } }, legend: { itemsizing: "constant" } },
  },
  lines: {
    data: [
      {
        x: [1, 10, 100, 1000],
        y: [0.2, 0.4, null, 0.5],
        name: "by track",
        error_y: { type: "data", symmetric: false, array: [0.1, 0.1, 0.1, 0.1], arrayminus: [0.05, 0.05, 0, 0.05] },
      },
      {
        x: [1, 100, 100, 1],
        y: [0.1, 0.3, 0.4, 0.2],
        fill: "toself",
        mode: "lines",
        line: { width: 0 },
        fillcolor: "#2f86d6",
        opacity: 0.2,
      },
      {
        x: [1, 1000],
        y: [0.9, 0.6],
        mode: "lines+text",
        line: { dash: "dot" },
        text: ["start", "end"],
        textposition: "top left",
      },
    ],
    layout: {
      xaxis: { type: "log", title: { text: "tracks" } },
      shapes: [
        {
          type: "line",
          x0: 10,
          x1: 10,
          y0: 0,
          y1: 1,
          yref: "y domain",
          line: { dash: "dot", width: 1.5, color: "#8b95a1" },
        },
      ],
      annotations: [
        { x: 1, y: 0, yref: "paper", text: "chance", showarrow: false, xanchor: "left", yanchor: "bottom" },
      ],
    },
  },
  subplots: {
    data: [
      { mode: "markers", x: [1, 2], y: ["a", "b"], showlegend: false },
      { mode: "markers", x: [1000, 20000], y: ["b", "c"], xaxis: "x2", yaxis: "y2", showlegend: false },
    ],
    layout: {
      xaxis: { domain: [0, 0.45] },
      xaxis2: { domain: [0.55, 1], anchor: "y2" },
      yaxis2: { anchor: "x2", matches: "y", showticklabels: false },
    },
  },
};

describe("a chart drawn ahead", () => {
  for (const [name, figure] of Object.entries(FIGURES)) {
    it(`${name} are as they were (UPDATE_SNAPSHOTS=1 accepts what changed)`, () => {
      // An element a line, so that changes can be read.
      const drawn = `${drawChart({ layout: { height: 300 }, ...figure }, 400)!.replaceAll(/></g, ">\n<")}\n`;
      const path = join(SNAPSHOTS, `${name}.svg`);
      if (UPDATE) {
        mkdirSync(SNAPSHOTS, { recursive: true });
        writeFileSync(path, drawn);
      }
      assert.equal(drawn, readFileSync(path, "utf8"));
    });
  }

  it("is left to Plotly where the figure asks for anything that is not known", () => {
    const bar = { type: "bar", x: ["a"], y: [1] };
    const unknown: { data: object[]; layout?: object; frames?: object[] }[] = [
      { data: [] },
      { data: [{ type: "pie", values: [1, 2] }] },
      { data: [{ ...bar, marker: { color: [1, 2, 3] } }] },
      { data: [{ ...bar, base: 1 }] },
      { data: [bar], layout: { template: {} } },
      { data: [bar], layout: { xaxis: { type: "date" } } },
      { data: [bar], layout: { yaxis: { side: "right" } } },
      { data: [bar], layout: { updatemenus: [] } },
      { data: [bar], layout: { paper_bgcolor: "#fff7e6" } },
      { data: [bar], layout: { font: { color: "red" } } },
      { data: [bar], frames: [{}] },
      { data: [{ x: ["2020-01-01", "2020-02-01"], y: [1, 2] }] },
      { data: [{ x: [1], y: [1], mode: "markers", marker: { symbol: "hexagram" } }] },
      { data: [bar], layout: { annotations: [{ x: 0, y: 0, text: "with an arrow" }] } },
      { data: [bar], layout: { showlegend: true, legend: { x: 0.5, y: 0.5 } } },
      { data: [{ type: "heatmap", z: [[1]], texttemplate: "%{x}: %{z}" }] },
    ];
    assert.ok(drawChart({ data: [bar] }, 400));
    for (const figure of unknown) assert.equal(drawChart(figure, 400), undefined, JSON.stringify(figure));
    for (const nothing of [null, 1, {}, { data: 1 }]) assert.equal(drawChart(nothing, 400), undefined);
  });

  it("draws a bar as long as its value, and nothing where there is none", () => {
    const svg = drawChart(
      { data: [{ type: "bar", x: ["a", "b", "c"], y: [1, 2, null] }], layout: { yaxis: { range: [0, 4] } } },
      400,
    )!;
    const plot = 450 - 24 - 48;
    const heights = [.../v([\d.]+)h-[\d.]+z/g[Symbol.matchAll](svg)].map(([, height]) => Number(height));
    assert.deepEqual(heights, [plot / 4, plot / 2]);
  });

  it("breaks a title that is wider than the chart, and makes room for it", () => {
    const text = "A title that says in many words what could be said in few ones";
    const at = (width: number): number[] =>
      [
        ...drawChart({ data: [{ x: [1], y: [1] }], layout: { title: { text } } }, width)!.matchAll(
          /<tspan x="4" y="([\d.]+)"/g,
        ),
      ].map(([, y]) => Number(y));
    assert.equal(at(930).length, 0);
    assert.ok(at(350).length >= 2);
  });

  it("joins the lines of a title where there is room, and is as much shorter", () => {
    const title = { text: `Who knows?${SOFT_BREAK}Nobody.<br>Data: some`, y: 1, pad: { t: 22 } };
    const drawn = (width: number): { height: number; lines: number } => {
      const svg = drawChart({ data: [{ x: [1], y: [1] }], layout: { title, height: 300, margin: { t: 112 } } }, width)!;
      assert.doesNotMatch(svg, /\u200b/);
      return { height: Number(/height="(\d+)"/.exec(svg)![1]), lines: svg.match(/<tspan x="4"/g)!.length };
    };
    assert.deepEqual(drawn(130).lines, 3);
    assert.equal(drawn(930).lines, 2);
    assert.equal(drawn(130).height - drawn(930).height, 21);
  });

  it("has no empty band above its legend, where the figure leaves room for a longer one", () => {
    const names = ["published", "random rows", "by track"];
    const lengthOf = (width: number, b: number): number => {
      const layout = {
        height: 300,
        margin: { b },
        legend: { orientation: "h", y: 0 },
        xaxis: { title: { text: "k" } },
      };
      const data = names.map((name) => ({ name, x: [1, 2], y: [1, 2] }));
      return Number(/height="(\d+)"/.exec(drawChart({ data, layout }, width)!)![1]);
    };
    // The plot keeps its height: what is left out is below it.
    assert.equal(lengthOf(930, 160), lengthOf(930, 120) - 40);
    assert.ok(lengthOf(200, 120) > lengthOf(930, 120));
  });

  it("writes texts that could be taken for markup as texts", () => {
    const svg = drawChart(
      { data: [{ name: '&lt;b&gt; <b>bold</b> "q" & co', x: [1], y: [1], showlegend: true }] },
      400,
    )!;
    assert.match(svg, /&lt;b&gt; <tspan font-weight="bold">bold<\/tspan> &quot;q&quot; &amp; co/);
  });

  it("writes no markup of a figure's, wherever one of its strings or colours has some", () => {
    const markup = `"><script>alert(1)</script>`;
    const coloured = {
      points: {
        data: [{ type: "scatter", mode: "markers", x: [1, 2], y: [1, 2], marker: { color: ["red", "blue"] } }],
        layout: { colorway: ["red", "blue"], title: { text: "t", font: { color: "red" } } },
      },
      bars: { data: [{ type: "bar", x: ["a", "b"], y: [1, 2], marker: { color: ["red", "blue"] } }] },
      told: {
        data: [
          {
            type: "bar",
            name: "a",
            x: ["a"],
            y: [1],
            text: ["b"],
            customdata: [["c"]],
            hovertemplate: "%{x} %{text} %{customdata[0]}<extra>%{fullData.name}</extra>",
          },
        ],
      },
      cells: {
        data: [
          {
            type: "heatmap",
            z: [[1, 2]],
            colorscale: [
              [0, "red"],
              [1, "#0000ff"],
            ],
          },
        ],
      },
    };
    let drawn = 0;
    for (const figure of Object.values<object>({ ...FIGURES, ...coloured })) {
      for (const poisoned of withEachString(figure, markup)) {
        const svg = drawChart(poisoned, 600);
        if (svg !== undefined) drawn++;
        assert.doesNotMatch(svg ?? "", /<script/, JSON.stringify(poisoned));
      }
    }
    assert.ok(drawn > 30, `${drawn}`);
  });

  it("makes pixels of an image of many cells", () => {
    const z = Array.from({ length: 80 }, (_, i) => Array.from({ length: 100 }, (_, j) => i + j));
    const own = drawChart({ data: [{ type: "heatmap", z, colorscale: "Viridis" }] }, 400)!;
    assert.equal(own.match(/<image /g)!.length, 1);
    const png = Buffer.from(/base64,([^"]+)"/.exec(own)![1]!, "base64");
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [100, 80]);
    const themed = drawChart({ data: [{ type: "heatmap", z }] }, 400)!;
    assert.match(themed, /<image class="only-light"[^]*<image class="only-dark"/);
  });

  it("never fails, and never writes what is no number or no whole markup, whatever a known figure holds", () => {
    const value = fc.oneof(
      fc.double(),
      fc.integer({ min: -5, max: 5 }),
      fc.constantFrom(null, "a", "b", "", "<c>", "7"),
    );
    const values = fc.array(value, { maxLength: 6 });
    const axis = fc.record(
      {
        type: fc.constantFrom("linear", "log", "category"),
        range: fc.tuple(fc.double({ noNaN: true }), fc.double({ noNaN: true })),
        autorange: fc.constantFrom(true, false, "reversed"),
        nticks: fc.integer({ min: -1, max: 12 }),
        dtick: fc.constantFrom(0, -1, 0.1, 1, 1e-12),
        tickvals: values,
        tickformat: fc.constantFrom(".0%", "~s", ",", "nonsense", ""),
        tickangle: fc.constantFrom(0, -45, 90),
      },
      { requiredKeys: [] },
    );
    const trace = fc.record(
      {
        type: fc.constantFrom("scatter", "bar", "box"),
        x: values,
        y: values,
        name: fc.string(),
        orientation: fc.constantFrom("h", "v"),
        text: fc.array(fc.string(), { maxLength: 4 }),
      },
      { requiredKeys: ["type"] },
    );
    const heat = fc.record({
      type: fc.constant("heatmap"),
      z: fc.array(fc.array(fc.double(), { maxLength: 4 }), { maxLength: 4 }),
    });
    const figure = fc.record({
      data: fc.array(fc.oneof(trace, heat), { maxLength: 3 }),
      layout: fc.record({ xaxis: axis, yaxis: axis, title: fc.string() }, { requiredKeys: [] }),
    });
    let drawn = 0;
    fc.assert(
      fc.property(figure, fc.constantFrom(20, 350, 930), (given, width) => {
        // Orientation is no part of a scatter.
        const data = given.data.map((one) => {
          if (one.type !== "scatter") return one;
          return Object.fromEntries(Object.entries(one).filter(([key]) => key !== "orientation"));
        });
        const svg = drawChart(JSON.parse(JSON.stringify({ ...given, data })), width);
        if (svg === undefined) return;
        drawn++;
        assert.doesNotMatch(svg.replaceAll(/>[^<]*</g, "><"), /NaN|Infinity|undefined/);
        assert.equal(serialize(parseFragment(svg)).match(/<svg/g)!.length, svg.match(/<svg/g)!.length);
      }),
      { numRuns: 500, seed: 1 },
    );
    assert.ok(drawn > 30, `only ${drawn} were drawn`);
  });
});

/** A copy of a value for each string in it, in which that one is another. */
function withEachString(value: unknown, other: string): unknown[] {
  if (typeof value === "string") return [other];
  if (Array.isArray(value))
    return value.flatMap((item, i) =>
      withEachString(item, other).map((one) => value.map((kept: unknown, at) => (at === i ? one : kept))),
    );
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    withEachString(item, other).map((one) => ({ ...value, [key]: one })),
  );
}
