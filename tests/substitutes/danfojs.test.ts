import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import * as danfo from "danfojs-node";

/*
 * danfo.js with the packages of `substitutes/` in the place of those that it names. The values were made with danfojs-node 1.2.0 on its own
 * packages: @tensorflow/tfjs 3.21.0, mathjs 9.5.2, request 2.88.2, node-fetch 2.7.0.
 */

const TIMEOUT = { timeout: 120_000 };

const songs = (): danfo.DataFrame =>
  new danfo.DataFrame({
    genre: ["Rock", "Folk", "Rock", "Jazz", "Folk", "Rock"],
    tempo: [120, 90, 140, 110, 95, 131],
    rms: [0.5, 0.125, 0.75, 0.25, 0.125, 0.625],
  });
const numbers = (): danfo.DataFrame => songs().loc({ columns: ["tempo", "rms"] });
const tempo = (): danfo.Series => songs().column("tempo");

describe("danfo.js, statistics", TIMEOUT, () => {
  it("describes a frame, missing values and a single row too", () => {
    const description = songs().describe();
    assert.deepEqual(description.index, ["count", "mean", "std", "min", "median", "max", "variance"]);
    assert.deepEqual(description.values, [
      [6, 6],
      [114.33333333333333, 0.3958333333333333],
      [19.765289440498126, 0.2671220070804101],
      [90, 0.125],
      [115, 0.375],
      [140, 0.75],
      [390.6666666666667, 0.07135416666666666],
    ]);
    const gap = new danfo.DataFrame({ a: [1, NaN, 3, 4], b: [1, 2, 2, 4] });
    assert.deepEqual(gap.describe().column("b").values, [4, 2.25, 1.2583057392117916, 1, 2, 4, 1.5833333333333333]);
    assert.deepEqual(gap.std({ axis: 0 }).values, [1.5275252316519465, 1.2583057392117916]);
    assert.deepEqual(gap.median({ axis: 0 }).values, [3, 2]);
    assert.deepEqual(new danfo.DataFrame({ a: [2] }).describe().column("a").values, [1, 2, 0, 2, 2, 2, 0]);
  });

  it("computes along both axes", () => {
    const expected = {
      mean: [
        [60.25, 45.0625, 70.375, 55.125, 47.5625, 65.8125],
        [114.33333333333333, 0.3958333333333333],
      ],
      median: [
        [60.25, 45.0625, 70.375, 55.125, 47.5625, 65.8125],
        [115, 0.375],
      ],
      var: [
        [7140.125, 4038.7578125, 9695.28125, 6022.53125, 4500.6328125, 8498.8203125],
        [390.6666666666667, 0.07135416666666666],
      ],
      min: [
        [0.5, 0.125, 0.75, 0.25, 0.125, 0.625],
        [90, 0.125],
      ],
      max: [
        [120, 90, 140, 110, 95, 131],
        [140, 0.75],
      ],
      sum: [
        [120.5, 90.125, 140.75, 110.25, 95.125, 131.625],
        [686, 2.375],
      ],
      mode: [
        [120, 90, 140, 110, 95, 131],
        [120, 0.125],
      ],
    } as const;
    for (const [name, [rows, columns]] of Object.entries(expected)) {
      const statistic = name as keyof typeof expected;
      assert.deepEqual(numbers()[statistic]({ axis: 1 }).values, rows, `${name} of rows`);
      assert.deepEqual(numbers()[statistic]({ axis: 0 }).values, columns, `${name} of columns`);
    }
  });

  it("computes on a series", () => {
    assert.equal(tempo().mean(), 114.33333333333333);
    assert.equal(tempo().median(), 115);
    assert.equal(tempo().std(), 19.765289440498126);
    assert.equal(tempo().var(), 390.6666666666667);
    assert.deepEqual([tempo().min(), tempo().max(), tempo().sum()], [90, 140, 686]);
    assert.deepEqual([tempo().argMin(), tempo().argMax()], [1, 2]);
    assert.deepEqual(new danfo.Series([1, 1, 2, 2]).mode(), [1, 2]);
    const counts = songs().column("genre").valueCounts();
    assert.deepEqual(
      [counts.index, counts.values],
      [
        ["Rock", "Folk", "Jazz"],
        [3, 2, 1],
      ],
    );
  });
});

describe("danfo.js, tables", TIMEOUT, () => {
  it("groups", () => {
    const grouped = songs().groupby(["genre"]).col(["tempo"]);
    const expected = {
      count: [3, 2, 1],
      sum: [391, 185, 110],
      mean: [130.33333333333334, 92.5, 110],
      std: [10.016652800877813, 3.5355339059327378, 0],
      var: [100.33333333333333, 12.5, 0],
      min: [120, 90, 110],
      max: [140, 95, 110],
    } as const;
    for (const [name, values] of Object.entries(expected)) {
      const rows = ["Rock", "Folk", "Jazz"].map((genre, i) => [genre, values[i]!]);
      assert.deepEqual(grouped[name as keyof typeof expected]().values, rows, name);
    }
    assert.deepEqual(songs().groupby(["genre"]).agg({ tempo: "mean", rms: "max" }).values, [
      ["Rock", 130.33333333333334, 0.75],
      ["Folk", 92.5, 0.125],
      ["Jazz", 110, 0.25],
    ]);
  });

  it("sorts, filters, joins and stacks", () => {
    assert.deepEqual(
      songs().sortValues("tempo", { ascending: false }).column("tempo").values,
      [140, 131, 120, 110, 95, 90],
    );
    assert.deepEqual(songs().query(tempo().gt(115)).column("genre").values, ["Rock", "Rock", "Rock"]);
    assert.deepEqual(danfo.concat({ dfList: [songs(), songs().head(1)], axis: 0 }).shape, [7, 3]);
    const loud = new danfo.DataFrame({ genre: ["Folk", "Jazz"], loud: [0, 1] });
    assert.deepEqual(danfo.merge({ left: songs(), right: loud, on: ["genre"], how: "inner" }).values, [
      ["Folk", 90, 0.125, 0],
      ["Folk", 95, 0.125, 0],
      ["Jazz", 110, 0.25, 1],
    ]);
  });

  it("calculates with whole frames, on TensorFlow.js's core", () => {
    const first = numbers().head(1);
    const expected = {
      add: [122, 2.5],
      sub: [118, -1.5],
      mul: [240, 1],
      div: [60, 0.25],
      divNoNan: [60, 0.25],
      pow: [14400, 0.25],
      mod: [0, 0.5],
      lt: [false, true],
      gt: [true, false],
      le: [false, true],
      ge: [true, false],
      eq: [false, false],
      ne: [true, true],
    } as const;
    for (const [name, row] of Object.entries(expected)) {
      assert.deepEqual(first[name as keyof typeof expected](2).values, [row], name);
    }
    assert.deepEqual(numbers().diff(1).values[1], [-30, -0.375]);
    assert.deepEqual(numbers().T.shape, [2, 6]);
    assert.deepEqual([...first.tensor.dataSync()], [120, 0.5]);
  });

  it("samples rows, by a seed", async () => {
    const three = await songs().sample(3);
    assert.deepEqual(
      [three.index, three.column("tempo").values],
      [
        [1, 2, 0],
        [90, 140, 120],
      ],
    );
    assert.deepEqual((await songs().sample(6, { seed: 7 })).index, [0, 2, 1, 5, 4, 3]);
    // From a window of as many rows as are drawn, which moves on: beyond the last row it is shorter.
    assert.deepEqual((await songs().sample(5, { seed: 42 })).index, [3, 1, 2, 0, 5]);
    assert.deepEqual((await tempo().sample(3)).values, [90, 140, 120]);
    await assert.rejects(songs().sample(7), /Sample size cannot be bigger/);
  });

  it("scales and encodes", () => {
    assert.deepEqual(
      (new danfo.StandardScaler().fitTransform(numbers()) as danfo.DataFrame).values[0],
      [0.3140616714954376, 0.4271787703037262],
    );
    const scaler = new danfo.MinMaxScaler().fit(numbers());
    const scaled = scaler.transform(numbers()) as danfo.DataFrame;
    assert.deepEqual(scaled.values[5], [0.8199999928474426, 0.800000011920929]);
    assert.deepEqual((scaler.inverseTransform(scaled) as danfo.DataFrame).values, numbers().values);
    assert.deepEqual(new danfo.LabelEncoder().fit(["a", "b", "a"]).transform(["b", "a"]), [1, 0]);
    assert.deepEqual(danfo.getDummies(songs().column("genre")).values[3], [0, 0, 1]);
  });
});

describe("danfo.js, files", TIMEOUT, () => {
  const folder = mkdtempSync(join(tmpdir(), "danfo-"));
  const path = (name: string): string => join(folder, name);
  after(() => rmSync(folder, { recursive: true }));
  before(() => writeFileSync(path("in.csv"), "genre,tempo\nRock,120\nFolk,90.5\n"));

  it("reads and writes CSV", async () => {
    const frame = await danfo.readCSV(path("in.csv"));
    assert.deepEqual(frame.column("tempo").values, [120, 90.5]);
    danfo.toCSV(frame, { filePath: path("out.csv") });
    assert.equal(readFileSync(path("out.csv"), "utf8"), "genre,tempo\nRock,120\nFolk,90.5\n");
  });

  it("reads and writes JSON and spreadsheets", async () => {
    const frame = songs().head(2);
    danfo.toJSON(frame, { filePath: path("out.json") });
    assert.deepEqual(((await danfo.readJSON(path("out.json"))) as danfo.DataFrame).values, frame.values);
    danfo.toExcel(frame, { filePath: path("out.xlsx") });
    assert.deepEqual(((await danfo.readExcel(path("out.xlsx"))) as danfo.DataFrame).values, frame.values);
  });
});
