import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ChartText } from "../../../../src/notebook/export/chart/chartText.ts";
import { colourAt, hexOf, parseColour, textOn, themed } from "../../../../src/notebook/export/chart/colours.ts";
import { logTicks, multiples, tickStep, tickText } from "../../../../src/notebook/export/chart/ticks.ts";

describe("the numbers of an axis", () => {
  it("are 1, 2 or 5 times a power of ten apart, as many as there is room for or are asked for", () => {
    assert.equal(tickStep(1, 800, "x", undefined), 0.1);
    assert.equal(tickStep(1, 300, "x", undefined), 0.2);
    assert.equal(tickStep(0.25, 300, "y", undefined), 0.05);
    assert.equal(tickStep(37, 800, "x", 4), 10);
    assert.deepEqual(multiples(-0.1, 0.31, 0.1), [-0.1, 0, 0.1, 0.2, 0.3]);
    assert.deepEqual(multiples(0, 10, 4, 1), [1, 5, 9]);
    assert.deepEqual(multiples(0, 1, 1e-12), []);
  });

  it("are round on a logarithmic axis too", () => {
    assert.deepEqual(logTicks(0, 2, 800, "x"), [1, 2, 5, 10, 20, 50, 100]);
    assert.deepEqual(logTicks(0, 6, 300, "x").slice(0, 2), [1, 100]);
    assert.deepEqual(logTicks(2, 2.1, 800, "x"), [100, 105, 110, 115, 120, 125]);
    assert.deepEqual(logTicks(-1e300, 1e300, 800, "x"), []);
  });

  it("are written with the digits of their step, from 10,000 on in thousands, or by a format", () => {
    assert.deepEqual([0, 0.5, -1].map(tickText(undefined, 0.5, 1)), ["0", "0.5", "\u22121"]);
    assert.deepEqual([0, 5_000, 20_000].map(tickText(undefined, 5_000, 20_000)), ["0", "5k", "20k"]);
    assert.equal(tickText(undefined, 2, 9_000)(8_000), "8000");
    assert.equal(tickText(undefined, 1e-5, 5e-5)(2e-5), "20×10<sup>\u22126</sup>");
    assert.equal(tickText(".0%", 0.2, 1)(0.4), "40%");
    assert.equal(tickText("~s", 1, 1)(1_500), "1.5k");
    assert.throws(() => tickText("%b %Y", 1, 1), /the format %b %Y/);
  });
});

describe("a chart's text", () => {
  it("takes the room of a wide font, more where it is bold, less where it is small", () => {
    assert.equal(new ChartText("Rock", 10).width, 24.3);
    assert.ok(new ChartText("<b>Rock</b>", 10).width > new ChartText("Rock", 10).width);
    assert.equal(new ChartText('<span style="font-size:5px">Rock</span>', 10).width, 12.15);
    assert.equal(new ChartText("音楽", 10).width, 20);
    assert.equal(new ChartText("one<br>and two", 10).height, 26);
  });

  it("breaks between words where it is wider than its room, but not within a word", () => {
    const words = (text: string, room: number): string[] =>
      new ChartText(text, 10).wrapped(room).lines.map((line) => line.map((run) => run.text).join(""));
    assert.deepEqual(words("one two three", 45), ["one two ", "three"]);
    assert.deepEqual(words("incomprehensibility", 20), ["incomprehensibility"]);
    assert.deepEqual(words("one<br>two", 100), ["one", "two"]);
  });

  it("is escaped, with raised parts that leave the line as it was", () => {
    assert.equal(
      new ChartText("a &amp; &#39;b&#39;", 10).at(1, 2),
      '<text x="1" y="2" font-size="10">a &amp; &#39;b&#39;</text>',
    );
    assert.match(
      new ChartText("10<sup>6</sup>", 10).at(1, 2, "", 10),
      /^<text x="1" y="2">10<tspan font-size="7" dy="-4">6<\/tspan><tspan dy="4">/,
    );
  });
});

describe("a chart's colours", () => {
  it("are mixed between the stops of a scale", () => {
    const stops: [number, string][] = [
      [0, "#000"],
      [0.5, "rgb(100, 200, 0)"],
      [1, "white"],
    ];
    assert.deepEqual(
      [-1, 0, 0.25, 0.5, 1, 2].map((share) => hexOf(colourAt(stops, share))),
      ["#000000", "#000000", "#326400", "#64c800", "#ffffff", "#ffffff"],
    );
  });

  it("have text on them with a contrast of 4.5 at least, whatever they are", () => {
    const luminance = (text: string): number =>
      [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => {
        const share = parseColour(text)![i]! / 255;
        return sum + weight * (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4);
      }, 0);
    for (let level = 0; level < 256; level++) {
      for (const colour of [`rgb(${level},${level},${level})`, `rgb(${level},0,${255 - level})`, `rgb(0,${level},9)`]) {
        const [low, high] = [luminance(colour), luminance(textOn(parseColour(colour)!))].sort((a, b) => a - b);
        assert.ok((high! + 0.05) / (low! + 0.05) >= 4.5, colour);
      }
    }
  });

  it("follow the theme, and carry the text that contrasts more", () => {
    assert.equal(themed("#fff", "#000"), "light-dark(#fff,#000)");
    assert.equal(themed("#fff", "#fff"), "#fff");
    assert.equal(textOn(parseColour("#ffffff")!), "#000000");
    assert.equal(textOn(parseColour("#0a3f78")!), "#ffffff");
    assert.equal(parseColour("papayawhip"), undefined);
  });
});
