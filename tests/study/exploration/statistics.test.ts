import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { boxStatistics } from "../../../src/study/exploration/featureBoxesChart.ts";
import { correlationMatrix } from "../../../src/study/common/correlationMatrix.ts";
import { correlationOrder } from "../../../src/study/exploration/correlationChart.ts";
import { featureSeparation } from "../../../src/study/exploration/featureSeparation.ts";
import { genreCounts } from "../../../src/study/common/genreCounts.ts";
import { principalComponents } from "../../../src/study/exploration/principalComponents.ts";
import { runPython, skipWithoutPython } from "../../support/python.ts";
import { randomMatrix } from "../../support/randomData.ts";
import { randomTable } from "../../support/reportSource.ts";

const close = (actual: number, expected: number, what: string): void =>
  assert.ok(Math.abs(actual - expected) < 1e-9, `${what}: ${actual}, expected ${expected}`);

/** Columns that depend on one another: with independent ones components would be arbitrary. */
function mixedMatrix(): { data: Float64Array; rows: number; columns: number } {
  const X = randomMatrix({ rows: 60, columns: 6, seed: 5 });
  for (let row = 0; row < 60; row++) {
    const at = row * 6;
    X.data[at + 1]! += 3 * X.data[at]!;
    X.data[at + 3]! -= 2 * X.data[at + 2]!;
    X.data[at + 4] = 1e4 * X.data[at + 4]! + 7e6;
  }
  return X;
}

describe("statistics of features", () => {
  it("finds the quartiles and whiskers that matplotlib's box plots have", () => {
    // matplotlib.cbook.boxplot_stats([1, 2, 3, 4, 5, 6, 7, 30])
    assert.deepEqual(boxStatistics([30, 2, 3, 1, 4, 5, 6, 7]), {
      lowerWhisker: 1,
      q1: 2.75,
      median: 4.5,
      q3: 6.25,
      upperWhisker: 7,
    });
    assert.throws(() => boxStatistics([]), /no values/);
  });

  it("counts rows and tracks of each genre", () => {
    const table = randomTable({ genres: ["b", "a"], tracksPerGenre: 3, segmentsPerTrack: 4 });
    assert.deepEqual(genreCounts(table), [
      { genre: "a", rows: 12, tracks: 3 },
      { genre: "b", rows: 12, tracks: 3 },
    ]);
  });

  it("gives a share of 1 to a feature that names the genre, 0 to one that doesn't vary", () => {
    const table = randomTable({
      genres: ["a", "b"],
      tracksPerGenre: 2,
      segmentsPerTrack: 1,
      features: ["tempo", "rms_mean"],
    });
    table.X.data.set([5, 1, 5, 1, 5, 2, 5, 2]);
    assert.deepEqual(featureSeparation(table), [
      { feature: "rms_mean", share: 1 },
      { feature: "tempo", share: 0 },
    ]);
  });

  it("puts features that go together side by side", () => {
    const order = correlationOrder([
      [1, 0.1, 0.9, 0],
      [0.1, 1, 0, 0.9],
      [0.9, 0, 1, 0.1],
      [0, 0.9, 0.1, 1],
    ]);
    assert.equal(Math.abs(order.indexOf(0) - order.indexOf(2)), 1);
    assert.equal(Math.abs(order.indexOf(1) - order.indexOf(3)), 1);
  });

  it("gives a feature that doesn't vary no correlation with another", () => {
    const X = { data: Float64Array.from([1, 7, 2, 7, 4, 7]), rows: 3, columns: 2 };
    assert.deepEqual(correlationMatrix(X)[0]!.map(Math.round), [1, 0]);
    assert.deepEqual(correlationMatrix(X)[1], [0, 1]);
  });

  it(
    "finds the correlations of NumPy and the components of scikit-learn",
    { skip: skipWithoutPython("sklearn") },
    () => {
      const X = mixedMatrix();
      const peer = runPython(
        `import json, sys, numpy as np
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler
X = np.array(json.load(sys.stdin))
pca = PCA(2).fit(StandardScaler().fit_transform(X))
print(json.dumps({"r": np.corrcoef(X.T).tolist(), "scores": pca.transform(StandardScaler().fit_transform(X)).T.tolist(),
  "explained": pca.explained_variance_ratio_.tolist()}))`,
        Array.from({ length: X.rows }, (_, row) => [...X.data.subarray(row * 6, row * 6 + 6)]),
      ) as { r: number[][]; scores: number[][]; explained: number[] };
      correlationMatrix(X).forEach((row, i) => {
        row.forEach((value, j) => {
          close(value, peer.r[i]![j]!, `r(${i}, ${j})`);
        });
      });
      const { scores, explained, loadings } = principalComponents(X, 2);
      for (const component of [0, 1]) {
        close(explained[component]!, peer.explained[component]!, "explained");
        const sign = Math.sign(scores[component]![0]! * peer.scores[component]![0]!);
        scores[component]!.forEach((score, row) => {
          close(score, sign * peer.scores[component]![row]!, "score");
        });
        assert.equal(Math.max(...loadings[component]!), Math.max(...loadings[component]!.map(Math.abs)));
      }
    },
  );

  it("refuses more components than features", () => {
    assert.throws(() => principalComponents(mixedMatrix(), 7), /7 components of 6 features/);
  });
});
