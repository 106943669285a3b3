import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { dataFrame, fromDataFrame } from "../../src/dataset/dataFrame.ts";
import type { FeatureTable } from "../../src/dataset/featureTable.ts";
import type { Frame, TableColumnName } from "../../src/dataset/frame.ts";
import { loadSource } from "../../src/dataset/loadSource.ts";
import { reportSplit } from "../../src/dataset/reportSplit.ts";
import { resolveSource } from "../../src/dataset/resolveSource.ts";
import { TableError } from "../../src/dataset/tableError.ts";
import { takeRows, takeSplit } from "../../src/dataset/takeRows.ts";
import { evaluate } from "../../src/models/evaluate.ts";
import { KNeighborsClassifier } from "../../src/models/kNeighborsClassifier.ts";
import { randomSource } from "../support/randomData.ts";
import { randomTable } from "../support/reportSource.ts";
import { TestKernel } from "../support/session.ts";

const TIMEOUT = { timeout: 180_000 };

/** What a table says of its rows: all but where it was read. */
const rowsOf = ({ features, X, filename, label, track, segment, artist }: FeatureTable): unknown => ({
  features,
  X,
  filename,
  label,
  track,
  segment,
  artist,
});

describe("fromDataFrame", TIMEOUT, () => {
  let segments: FeatureTable;
  let frame: Frame<TableColumnName>;
  before(async () => {
    segments = (await loadSource(resolveSource("sample"))).segments!;
    frame = await dataFrame(segments);
  });

  it("gives a frame's table back, to the last bit", async () => {
    assert.deepEqual(rowsOf(fromDataFrame(frame, segments)), rowsOf(segments));
    const options = { genres: ["x", "y"], tracksPerGenre: 5, features: ["tempo", "rms_var"] };
    for (const segmentsPerTrack of [1, 3]) {
      for (const artists of [true, false]) {
        const table = randomTable({ ...options, segmentsPerTrack, artists });
        assert.deepEqual(rowsOf(fromDataFrame(await dataFrame(table))), rowsOf(table));
      }
    }
  });

  it("gives of a filtered frame the table of these rows, which splits, trains and predicts as they do", async () => {
    const { uniform } = randomSource(7);
    for (let round = 0; round < 5; round++) {
      const kept = segments.filename.map(() => uniform() < 0.5);
      const filtered = fromDataFrame(frame.query(kept), segments);
      const taken = takeRows(
        segments,
        kept.flatMap((keep, row) => (keep ? [row] : [])),
      );
      assert.deepEqual(rowsOf(filtered), rowsOf(taken));
      const predict = async (table: FeatureTable): Promise<unknown> => {
        const parts = takeSplit(table, reportSplit(table, { by: "artist", seed: round }));
        return (await evaluate(new KNeighborsClassifier({ nNeighbors: 3 }), parts)).predicted;
      };
      assert.deepEqual(await predict(filtered), await predict(taken));
    }
  });

  it("takes conditions on numbers and names, and computed columns as features", () => {
    const fast = frame.query(frame.column("label").ne("Rock").and(frame.column("tempo").gt(120)));
    const table = fromDataFrame(fast.addColumn("tempo_doubled", fast.column("tempo").mul(2)));
    assert.ok(!table.label.includes("Rock"));
    const [tempo, doubled] = ["tempo", "tempo_doubled"].map((name) => table.features.indexOf(name)) as [number, number];
    for (let row = 0; row < table.X.rows; row++) {
      const at = row * table.X.columns;
      assert.ok(table.X.data[at + tempo]! > 120);
      assert.equal(table.X.data[at + doubled], 2 * table.X.data[at + tempo]!);
    }
  });

  it("refuses what is no table, with the row, the column and the way out", async () => {
    const small = await dataFrame(segments, { rows: 4 });
    const bpm = small.addColumn("bpm", [1, 2, NaN, 4]);
    const cases: readonly (readonly [Frame, RegExp])[] = [
      [small.drop({ columns: ["track", "label"] }), /^data frame: the frame has no column label, track; expected/],
      [small.query(small.column("tempo").gt(1_000)), /no rows/],
      [small.loc({ columns: ["filename", "label", "track"] }), /no feature/],
      [bpm, /row 2, column bpm: found NaN; expected a finite number: leave such rows out with dropNa/],
    ];
    for (const [bad, message] of cases) {
      assert.throws(
        () => fromDataFrame(bad),
        (error) => error instanceof TableError && message.test(error.message),
      );
    }
    assert.equal(fromDataFrame(bpm.dropNa({ axis: 1 })).X.rows, 3);
  });
});

describe("a data frame in a cell", TIMEOUT, () => {
  const kernel = new TestKernel();
  after(() => kernel.close());

  it("is checked: a typo in a method or a column is an error of types, with what was meant", async () => {
    await kernel.run(`import { dataFrame, loadSource, resolveSource } from "../src/dataset/index.ts";`);
    await kernel.run(`const frame = await dataFrame((await loadSource(resolveSource("sample"))).clips!);`);
    for (const [code, words] of [
      ["frame.desrcibe()", /'desrcibe' does not exist .* Did you mean 'describe'/],
      ['frame.column("tempoo")', /"tempoo"/],
      ['frame.head().groupby(["lable"])', /Did you mean '"label"'/],
      ['frame.column("tempo").vlaueCounts()', /Did you mean 'valueCounts'/],
      ['frame.loc({ columns: ["tempo", "label"] }).column("rms_mean")', /"rms_mean"/],
    ] as const) {
      const { ename, evalue } = await kernel.error(code);
      assert.equal(ename, "TypeScriptError", code);
      assert.match(evalue, words);
    }
    const names = 'frame.column(["tempo"].map((name) => name)[0]!).nUnique()';
    assert.ok(Number(await kernel.text(names)) > 1, "a name that is computed is taken");
    const means = await kernel.text('frame.groupby(["label"]).col(["tempo"]).mean()');
    assert.match(String(means), /tempo_mean[^]*8 rows × 2 columns/);
  });
});
