import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { accuracyInterval } from "../../../src/models/selection/accuracyInterval.ts";
import { bootstrapStatistic } from "../../../src/models/selection/bootstrapStatistic.ts";
import { gainInterval } from "../../../src/models/selection/gainInterval.ts";
import { groupDraws } from "../../../src/models/selection/groupDraws.ts";
import type { Interval } from "../../../src/models/selection/wilsonInterval.ts";
import { randomSource } from "../../support/randomData.ts";

const { uniform } = randomSource(11);
const SAMPLES = 300;
const DRAWS = 1000;

interface Rows {
  readonly values: readonly number[];
  readonly groups: readonly number[];
}

/**
 * Rows of artists: with probability `together` all rows of one share what is drawn once, otherwise each row has its own. `uneven`
 * artists have 1 to 20 rows, others 8.
 */
function artists(count: number, { together, uneven }: { together: number; uneven: boolean }, draw: () => number): Rows {
  const groups: number[] = [];
  const values: number[] = [];
  for (let artist = 0; artist < count; artist++) {
    const shared = uniform() < together ? draw() : undefined;
    for (let rest = uneven ? 1 + Math.floor(20 * uniform()) : 8; rest > 0; rest--) {
      values.push(shared ?? draw());
      groups.push(artist);
    }
  }
  return { values, groups };
}

/** In which share of samples an interval holds the true value. */
function coverage(truth: number, sample: () => Rows, interval: (rows: Rows, seed: number) => Interval): number {
  let held = 0;
  for (let at = 1; at <= SAMPLES; at++) {
    const { low, high } = interval(sample(), 1);
    if (low <= truth + 1e-12 && truth <= high + 1e-12) held++;
  }
  return held / SAMPLES;
}

const SHAPES = [0, 0.3, 1].flatMap((together) => [false, true].map((uneven) => ({ together, uneven })));
const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The percentile interval without any correction. */
function plain({ values, groups }: Rows): Interval {
  const count = Math.max(...groups) + 1;
  const of = groupDraws(1, count, DRAWS);
  const members = Array.from({ length: count }, (_, group) => values.filter((_value, row) => groups[row] === group));
  const means = Array.from({ length: DRAWS }, (_, draw) => average([...of(draw)].flatMap((group) => members[group]!)));
  means.sort((a, b) => a - b);
  return { low: means[25]!, high: means[DRAWS - 26]! };
}

describe("intervals of few artists hold the true value in 90 of 100 samples and more", { timeout: 300_000 }, () => {
  for (const count of [5, 10, 20]) {
    it(`of an accuracy, ${count} artists`, () => {
      for (const shape of SHAPES) {
        const found = [0.1, 0.2, 0.5, 0.8].map((share) =>
          coverage(
            share,
            () => artists(count, shape, () => Number(uniform() < share)),
            ({ values, groups }, seed) => accuracyInterval(values, groups, { seed, draws: DRAWS }),
          ),
        );
        assert.ok(average(found) >= 0.9, `${JSON.stringify(shape)}: ${found.join(", ")}`);
      }
    });

    it(`of a paired difference, ${count} artists`, () => {
      // The worst of these shapes by itself: 80 in 100, of rare differences that some artists have together.
      for (const [better, worse] of [
        [0.03, 0],
        [0.1, 0.02],
        [0.3, 0.1],
        [0.05, 0.05],
      ] as const) {
        const found = SHAPES.map((shape) =>
          coverage(
            better - worse,
            () =>
              artists(count, shape, () => {
                const drawn = uniform();
                return drawn < better ? 1 : drawn < better + worse ? -1 : 0;
              }),
            ({ values, groups }, seed) => gainInterval(values, groups, { seed, draws: DRAWS }),
          ),
        );
        assert.ok(average(found) >= 0.9 && Math.min(...found) >= 0.78, `${better} ${worse}: ${found.join(", ")}`);
      }
    });

    it(`of any statistic, here the spread of values, ${count} artists`, () => {
      const found = [false, true].map((uneven) =>
        coverage(
          // The standard deviation of uniform numbers.
          Math.sqrt(1 / 12),
          () => artists(count, { together: 0, uneven }, uniform),
          ({ groups, values }, seed) =>
            bootstrapStatistic(
              groups,
              (times) => {
                let [rows, sum, squares] = [0, 0, 0];
                values.forEach((value, row) => {
                  rows += times[row]!;
                  sum += times[row]! * value;
                  squares += times[row]! * value * value;
                });
                return Math.sqrt(squares / rows - (sum / rows) ** 2);
              },
              { seed, draws: DRAWS },
            ),
        ),
      );
      // Five groups have too small a spread in the mean, which no choice of percentiles mends.
      assert.ok(average(found) >= (count === 5 ? 0.87 : 0.9), found.join(", "));
    });
  }

  it("which plain percentiles don't, of 5", () => {
    const share = 0.35;
    const sample = (): Rows => artists(5, { together: 0.3, uneven: true }, () => Number(uniform() < share));
    assert.ok(coverage(share, sample, plain) < 0.88);
  });
});
