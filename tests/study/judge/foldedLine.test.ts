import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { foldedLine } from "../../../src/study/judge/foldedLine.ts";
import { judgeFigure, type JudgedFigure } from "../../../src/study/judge/judgeFigure.ts";
import type { MeasuredFigure } from "../../../src/study/judge/measuredFigure.ts";
import { findPublished, PUBLISHED_FIGURES } from "../../../src/study/published/publishedFigures.ts";

const REASON = "Some data has 12 tracks, the report had about 8,000";
/** Recalls of the report that are stated once and rest on the music. */
const RECALLS = PUBLISHED_FIGURES.filter(
  ({ id, restsOn, statements }) =>
    /^report\.rf\..*\.recall$/.test(id) && restsOn === "music" && statements.length === 1,
);
const stated = (id: string): number => findPublished(id)!.statements[0].value as number;

function judged(
  { id, by }: { readonly id: string; readonly by?: number },
  context: Partial<Parameters<typeof judgeFigure>[1]> = {},
): JudgedFigure {
  const measured = stated(id) + (by ?? 0);
  const figure: MeasuredFigure = {
    id,
    measured,
    interval: { low: measured - 0.005, high: measured + 0.005 },
    rows: 1e5,
  };
  return judgeFigure(figure, {
    published: { ...findPublished(id)!, rows: 1e5 },
    drawn: false,
    made: false,
    incomparable: undefined,
    contradictions: [],
    ...context,
  });
}

describe("the line of a folded table", () => {
  const ids = RECALLS.map(({ id }) => id);

  it("says how many agree within 2 points, and the largest difference with its figure", () => {
    const figures = ids.map((id, i) => judged({ id, by: i === 0 ? -0.08 : 0.004 }));
    const line = foldedLine(figures);
    const { label } = findPublished(ids[0]!)!;
    assert.equal(
      line,
      `${ids.length - 1} of ${ids.length} agree within 2 points, 1 differs, largest difference −8.0 points (${label}).`,
    );
    const unsure = { ...judged({ id: ids[1]! }), verdict: "undecided" as const };
    assert.match(foldedLine([...figures.slice(0, 1), unsure]), /^0 of 2 agree within 2 points, 1 undecided, 1 differs/);
  });

  it("passes no verdict on data that can't be compared, and says so", () => {
    const other = foldedLine(ids.map((id) => judged({ id, by: -0.3 }, { incomparable: REASON })));
    assert.equal(other, `${ids.length} figures are not comparable with the report's.`);
    const drawn = foldedLine([judged({ id: ids[0]! }, { drawn: true })]);
    assert.equal(drawn, "1 figure is of drawn data, not comparable with the report's.");
    assert.doesNotMatch(other + drawn, /agree|differ|undecided|points/);
  });

  it("tells apart what was not measured, where the report contradicts itself, and what is not judged", () => {
    const missing = { ...judged({ id: ids[0]! }, { incomparable: REASON }), measured: null };
    const torn = judged({ id: ids[1]! }, { contradictions: ["It says two things."] });
    const sibling = { ...judged({ id: ids[2]! }), verdict: null };
    assert.equal(
      foldedLine([missing, torn, sibling]),
      "1 figure can't be measured here; in 1 the report contradicts itself; 1 other is not judged.",
    );
    assert.equal(foldedLine([sibling, sibling]), "2 figures.");
  });
});
