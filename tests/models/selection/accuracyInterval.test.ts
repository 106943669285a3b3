import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { dropVariances, loadSource, reportSplit, resolveSource, takeSplit } from "../../../src/dataset/index.ts";
import { accuracyInterval, evaluate, KNeighborsClassifier } from "../../../src/models/index.ts";
import { takeItems } from "../../../src/ground/index.ts";
import { resampledWith } from "../../../src/study/common/index.ts";
import { runPython, skipWithoutPython } from "../../support/python.ts";

/** A cluster bootstrap of its own: numpy draws artists, the mean is over their rows. */
const PROGRAM = `
import json, sys
import numpy as np
given = json.load(sys.stdin)
result = []
for case in given:
    correct = np.array(case["correct"], dtype=float)
    _, group = np.unique(case["groups"], return_inverse=True)
    rows = np.bincount(group)
    hits = np.bincount(group, weights=correct)
    random = np.random.default_rng(7)
    drawn = random.integers(0, len(rows), size=(20000, len(rows)))
    shares = hits[drawn].sum(axis=1) / rows[drawn].sum(axis=1)
    result.append(np.quantile(shares, [0.025, 0.975]).tolist())
print(json.dumps(result))
`;

describe("accuracyInterval beside numpy", { timeout: 300_000, skip: skipWithoutPython("numpy") }, () => {
  it("agrees within 0.2 points, or one row, on the sample's artists, for random rows, by track and by artist", async () => {
    const table = dropVariances((await loadSource(resolveSource("sample"))).segments!);
    const cases = await Promise.all(
      (["row", "track", "artist"] as const).map(async (by) => {
        const split = reportSplit(table, { by, seed: 1 });
        const { actual, predicted } = await evaluate(
          new KNeighborsClassifier({ nNeighbors: 3 }),
          takeSplit(table, split),
        );
        const groups = takeItems(resampledWith(table), split.test);
        return { correct: actual.map((label, row) => label === predicted[row]), groups };
      }),
    );
    const theirs = runPython(PROGRAM, cases) as [number, number][];
    cases.forEach(({ correct, groups }, i) => {
      const { low, high } = accuracyInterval(correct, groups, { seed: 1 });
      const [from, to] = theirs[i]!;
      // A share of a few hundred rows moves by a row at a time, and where an end falls between two, each may take another.
      const tolerance = Math.max(0.002, 1.001 / correct.length);
      assert.ok(
        Math.abs(low - from) < tolerance && Math.abs(high - to) < tolerance,
        `${low} ${high}, numpy ${from} ${to}`,
      );
    });
  });
});
