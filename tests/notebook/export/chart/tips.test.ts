import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { drawChart } from "../../../../src/notebook/export/chart/drawChart.ts";

const WIDE = 670;

/** What is said of each mark, in the order of the picture. */
function told(figure: object, width = WIDE): string[] {
  return [...drawChart(figure, width)!.matchAll(/<title>([^]*?)<\/title>/g)].map(([, text]) => text!);
}

describe("a still chart that is pointed at", () => {
  it("says what the figure's template says, in its formats and without its markup", () => {
    const trace = {
      type: "scatter",
      mode: "markers",
      x: [0.923, 0.2],
      y: ["KNN", "LR"],
      customdata: [
        ["3 s", " +-2"],
        ["30 s", ""],
      ],
      hovertemplate: "<b>%{y}</b>, %{customdata[0]}: %{x:.1%}%{customdata[1]}<br>by track<extra></extra>",
    };
    assert.deepEqual(told({ data: [trace] }), ["KNN, 3 s: 92.3% +-2\nby track", "LR, 30 s: 20.0%\nby track"]);
    const bars = {
      type: "bar",
      name: "drawn",
      x: [1500],
      y: ["Rock"],
      orientation: "h",
      hovertemplate: "%{y}: %{x:,}",
    };
    assert.deepEqual(told({ data: [bars] }), ["Rock: 1,500\ndrawn"]);
    const cells = {
      type: "heatmap",
      x: ["Folk", "Rock"],
      y: ["Pop"],
      z: [[0.25, null]],
      customdata: [[3, 4]],
      hovertemplate: "%{y} taken for %{x}: %{customdata} (%{z:.0%})<extra></extra>",
    };
    assert.deepEqual(told({ data: [cells] }), ["Pop taken for Folk: 3 (25%)"]);
  });

  it("tells a mark's own hover text", () => {
    const [hovertemplate, hovertext] = ["%{x}: %{hovertext}", ["20 %", "35 %"]];
    const bars = { type: "bar", x: ["Folk", "Rock"], y: [0.2, 0.35], hovertemplate, hovertext };
    assert.deepEqual(told({ data: [bars] }), ["Folk: 20 %", "Rock: 35 %"]);
  });

  it("says its name and its values without a template, as the axis writes them", () => {
    const bars = { type: "bar", name: "by track", x: ["Folk", "Rock"], y: [0.2, 0.3456] };
    const percent = { yaxis: { tickformat: ".0%" } };
    assert.deepEqual(told({ data: [bars], layout: percent }), ["by track\nFolk, 20%", "by track\nRock, 35%"]);
    assert.deepEqual(told({ data: [{ type: "heatmap", z: [[1, 2.34567]] }] }), ["0, 0, 1", "1, 0, 2.346"]);
    const line = { mode: "lines", x: [1, 10], y: [0.5, 0.25] };
    assert.deepEqual(told({ data: [line] }), ["1, 0.5", "10, 0.25"]);
  });

  it("tells the quartiles of a box", () => {
    const [text] = told({ data: [{ type: "box", name: "Rock", x: [1, 2, 3, 4, 5] }] });
    assert.equal(text, "Rock\nmedian 3\nhalf of them from 2 to 4\nwhiskers from 1 to 5");
  });

  it("is silent where the figure is, where a template asks for what is not known, and on a phone", () => {
    const bars = { type: "bar", x: ["a"], y: [1] };
    assert.deepEqual(told({ data: [{ ...bars, hoverinfo: "skip" }] }), []);
    for (const hovertemplate of ["%{label}: %{y}", "%{y:nonsense}", ["a"]]) {
      assert.deepEqual(told({ data: [{ ...bars, hovertemplate }] }), [], JSON.stringify(hovertemplate));
    }
    assert.deepEqual(told({ data: [bars] }, 350), []);
  });

  it("is silent where marks are too many to be read, and says once what many marks say", () => {
    const points = (count: number, hovertemplate?: string): object => {
      const x = Array.from({ length: count }, (_, i) => i);
      return { data: [{ type: "scatter", mode: "markers", x, y: x, hovertemplate }] };
    };
    assert.equal(told(points(400)).length, 400);
    assert.equal(told(points(401)).length, 0);
    assert.deepEqual(told(points(1000, "a song of 1000<extra></extra>")), ["a song of 1000"]);
  });

  it("has nothing that a keyboard could reach", () => {
    const svg = drawChart({ data: [{ type: "bar", x: ["a"], y: [1] }] }, WIDE)!;
    assert.match(svg, /<title>a, 1<\/title>/);
    assert.doesNotMatch(svg, /tabindex|<a |<button|focusable/);
  });

  it("shows nothing beyond an axis' end", () => {
    const points = { mode: "markers", x: [1, 2, 30], y: [1, 2, 3] };
    assert.deepEqual(told({ data: [points], layout: { xaxis: { range: [0, 3] } } }), ["1, 1", "2, 2"]);
  });
});
