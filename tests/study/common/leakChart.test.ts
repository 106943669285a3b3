import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { leakChart, type LeakRow } from "../../../src/study/common/leakChart.ts";

const score = (by: "row" | "track" | "artist", value: number, reach = 0.02) => ({
  by,
  value,
  interval: { low: value - reach, high: value + reach },
});
const title = (rows: readonly LeakRow[]): string =>
  (leakChart(rows, { source: "Data: test", chance: 0.25 }).figure.layout.title as { text: string }).text;

describe("leakChart", () => {
  it("names the model that loses most by keeping tracks apart, and draws every score", () => {
    const rows = [
      { name: "RF", published: 0.76, scores: [score("row", 0.76), score("track", 0.43)] },
      { name: "KNN", published: 0.8, scores: [score("row", 0.92), score("track", 0.2), score("artist", 0.19)] },
    ];
    assert.match(title(rows), /KNN: 92\s% on random rows,<br>\u200b20\s% when tracks are kept apart/);
    const { figure, alt } = leakChart(rows, { source: "Data: test", chance: 0.25 });
    assert.deepEqual(
      (figure.data as { name: string; x: number[] }[]).map(({ name, x }) => [name, x]),
      [
        ["published", [0.76, 0.8]],
        ["random rows", [0.76, 0.92]],
        ["by track", [0.43, 0.2]],
        ["by artist", [0.19]],
      ],
    );
    assert.match(alt, /random rows: RF 76\.0\s%; KNN 92\.0\s%/);
  });

  it("claims no loss where the intervals meet, or where nothing is kept apart", () => {
    assert.match(
      title([{ name: "KNN", scores: [score("row", 0.42, 0.05), score("track", 0.4, 0.05)] }]),
      /^The report(&#39;|')s models/,
    );
    assert.match(title([{ name: "KNN", scores: [score("row", 0.42)] }]), /^The report(&#39;|')s models/);
  });
});
