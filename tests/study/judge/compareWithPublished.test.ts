import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { compareWithPublished } from "../../../src/study/judge/compareWithPublished.ts";

const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9;

describe("compareWithPublished", { timeout: 60_000 }, () => {
  it("takes the published score to err as ours would with as many rows as the report had", () => {
    const interval = { low: 0.74, high: 0.77 };
    const of = (rows: number) =>
      compareWithPublished({ measured: 0.75, interval, rows: 1000 }, 0.75, { step: 0, rows }).interval!;
    // By hand, Newcombe's method 10: -hypot(0.01, 0.02 s) and hypot(0.02, 0.01 s), s the root of 1000 by the report's rows.
    assert.ok(near(of(1000).low, -Math.hypot(0.01, 0.02)) && near(of(1000).high, Math.hypot(0.02, 0.01)));
    assert.ok(near(of(4000).low, -Math.hypot(0.01, 0.01)) && near(of(4000).high, Math.hypot(0.02, 0.005)));
    assert.ok(of(250).high - of(250).low > of(1000).high - of(1000).low, "a report of few rows errs more");
  });

  it("takes each value of a published range for as good, and adds what rounding may have taken", () => {
    const published = { step: 0.01, rows: 1000 };
    const of = (measured: number) =>
      compareWithPublished(
        { measured, interval: { low: measured - 0.001, high: measured + 0.001 }, rows: 1000 },
        [0.83, 0.84],
        published,
      );
    assert.deepEqual([of(0.835).outcome, of(0.835).difference], ["agrees", 0]);
    assert.ok(near(of(0.85).difference, 0.01) && near(of(0.81).difference, -0.02));
    assert.ok(near(of(0.85).interval!.high, 0.01 + Math.SQRT2 * 0.001 + 0.005));
    assert.deepEqual([of(0.85).outcome, of(0.81).outcome, of(0.8).outcome], ["agrees", "undecided", "differs"]);
  });

  it("calls few equal scores different that are drawn with the same chance", () => {
    // Both sides draw 2,000 rows that are right with a chance of 0.8: whatever differs is chance.
    let state = 1;
    const uniform = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    const share = (): number =>
      Array.from({ length: 2000 }, () => Number(uniform() < 0.8)).reduce((a, b) => a + b) / 2000;
    const half = 1.96 * Math.sqrt(0.16 / 2000);
    const outcomes = Array.from({ length: 200 }, () => {
      const measured = share();
      const interval = { low: measured - half, high: measured + half };
      return compareWithPublished({ measured, interval, rows: 2000 }, share(), { step: 0, rows: 2000 }).outcome;
    });
    assert.ok(outcomes.filter((outcome) => outcome === "differs").length <= 0.025 * outcomes.length);
  });
});
