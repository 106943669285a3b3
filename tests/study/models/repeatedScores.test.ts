import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { reportSplit, takeSplit } from "../../../src/dataset/index.ts";
import { evaluate, KNeighborsClassifier } from "../../../src/models/index.ts";
import { repeatedScore, reportTables } from "../../../src/study/common/index.ts";
import { differencesTable, repeatedFigures, repeatedScores } from "../../../src/study/models/repeatedScores.ts";
import { randomSourceTables } from "../../support/reportSource.ts";

const source = randomSourceTables({ genres: ["Folk", "Pop", "Rock"], tracksPerGenre: 12, artists: true });
const { clips, segments } = reportTables(source);

describe("repeated scores", { timeout: 60_000 }, () => {
  it("are the mean of the report's splits, each drawn anew, by whatever classifier", async () => {
    const create = (): KNeighborsClassifier => new KNeighborsClassifier({ nNeighbors: 5 });
    const { accuracy, interval, range, splits } = await repeatedScore(segments!.table, create, {
      by: "track",
      seed: 4,
      splits: 3,
    });
    let hits = 0;
    let rows = 0;
    const single: number[] = [];
    for (const seed of [4, 6, 8]) {
      const parts = takeSplit(segments!.table, reportSplit(segments!.table, { by: "track", seed }));
      const { testAccuracy, testRows } = await evaluate(create(), parts);
      hits += testAccuracy * testRows;
      rows += testRows;
      single.push(testAccuracy);
    }
    assert.equal(splits, 3);
    assert.ok(Math.abs(accuracy - hits / rows) < 1e-12);
    assert.deepEqual(range, [Math.min(...single), Math.max(...single)]);
    assert.ok(interval.low <= accuracy && accuracy <= interval.high && interval.low < interval.high);
  });

  it("stand in figures by what is kept apart, and a table of clips has no score by track", async () => {
    const ids = repeatedFigures([
      ...(await repeatedScores(segments!, { seed: 1 })),
      ...(await repeatedScores(clips!, { seed: 1 })),
    ]).map(({ id }) => id);
    assert.deepEqual(
      ids.filter((id) => id.includes("knn")),
      [
        "headline.3s.knn",
        "headline.3s.knn.by-track",
        "headline.3s.knn.by-artist",
        "headline.30s.knn",
        "headline.30s.knn.by-artist",
      ],
    );
  });

  it("are told apart on the same rows: a model has no difference from itself", async () => {
    const [lr, knn] = await repeatedScores(segments!, { seed: 1 });
    const { text } = differencesTable([knn!, { ...lr!, scores: knn!.scores }], { seed: 1 });
    // What the rule of three leaves open of the table's artists.
    const reach = (100 * (1 - 0.05 ** (1 / new Set(segments!.table.artist).size))).toFixed(1);
    const none = `±0\\.0 \\(−${reach} to \\+${reach}\\)`;
    assert.match(text, new RegExp(`LR − KNN +${none} +${none} +${none}$`));
  });
});
