import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { Matrix } from "../../../src/ground/matrix.ts";
import { NearestNeighbors } from "../../../src/models/loops/nearestNeighbors.ts";
import { NeighborTree } from "../../../src/models/loops/neighborTree.ts";
import { plainNeighbors } from "../../../src/models/loops/plainNeighbors.ts";
import { bruteForceNeighbors } from "./bruteForceNeighbors.ts";

type Cell = (random: () => number, row: number, column: number) => number;

function matrix(seed: number, rows: number, columns: number, cell: Cell): Matrix {
  const generator = xoroshiro128plus(seed);
  const random = (): number => (generator.next() >>> 0) / 2 ** 32;
  const data = new Float64Array(rows * columns);
  for (let i = 0; i < data.length; i++) data[i] = cell(random, Math.floor(i / columns), i % columns);
  return { data, rows, columns };
}

const normal: Cell = (random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Kinds of rows that could lead a search astray. */
const kinds: Record<string, Cell> = {
  "normal values": normal,
  "correlated columns of very different scale": (random, row, column) =>
    Math.sin(row) * 1000 * column + normal(random, row, column) * 10 ** (column % 5),
  "few distinct values, so that most distances tie": (random) => Math.floor(random() * 3),
  "many copies of the same rows": (_, row, column) => ((row % 7) * (column + 3)) % 5,
  "all rows the same": (_, __, column) => column,
  "constant columns": (random, row, column) => (column % 2 ? 4.5 : normal(random, row, column)),
  "outliers a million times as far out": (random, row, column) =>
    normal(random, row, column) * (row % 50 === 0 ? 1e6 : 1),
  "a large common offset": (random, row, column) => 1e9 + normal(random, row, column),
  "values whose squares overflow": (random, row, column) => normal(random, row, column) * 1e200,
  "values whose squares vanish": (random, row, column) => normal(random, row, column) * 1e-170,
  "subnormal values": (random, row, column) => normal(random, row, column) * 1e-310,
};

async function assertExact(X: Matrix, queries: Matrix, k: number, workers = 1): Promise<void> {
  const judge = bruteForceNeighbors(X, queries, k);
  const ways = [await NeighborTree.fit(X).kneighbors(queries, k, { workers }), plainNeighbors(X, queries, k)];
  for (const { indices, distances } of ways) {
    assert.deepEqual([...indices], judge.indices);
    assert.deepEqual([...distances], judge.distances);
  }
}

describe("NearestNeighbors", () => {
  for (const [kind, cell] of Object.entries(kinds)) {
    it(`finds the neighbours of a float64 brute force among ${kind}`, async () => {
      for (const [rows, columns] of [
        [700, 29],
        [300, 3],
      ] as const) {
        const X = matrix(1, rows, columns, cell);
        for (const k of [1, 3, 20]) {
          await assertExact(X, matrix(2, 40, columns, cell), k);
          await assertExact(X, { ...X, data: X.data.subarray(0, 50 * columns), rows: 50 }, k);
        }
      }
    });
  }

  for (const columns of [1, 2, 7, 8, 9, 16, 17, 57, 100]) {
    it(`is exact for ${columns} columns`, () => {
      return assertExact(matrix(3, 1500, columns, normal), matrix(4, 60, columns, normal), 5);
    });
  }

  for (const rows of [1, 2, 3, 127, 128, 129, 255, 256, 257, 384, 385, 640, 641]) {
    it(`is exact for ${rows} rows, up to all of them as neighbours`, async () => {
      const X = matrix(5, rows, 10, normal);
      for (const k of new Set([1, Math.ceil(rows / 2), rows])) await assertExact(X, matrix(6, 20, 10, normal), k);
    });
  }

  it("is exact for queries far away from all rows", async () => {
    const X = matrix(7, 500, 6, normal);
    for (const factor of [1e3, 1e10, 1e100, 1e160, 1e300]) {
      await assertExact(
        X,
        matrix(8, 10, 6, (random, row, column) => normal(random, row, column) * factor),
        3,
      );
    }
  });

  it("gives the same with several threads, and does two searches at a time", async () => {
    const X = matrix(9, 6000, 12, normal);
    const queries = matrix(10, 3000, 12, normal);
    const index = NearestNeighbors.fit(X);
    const [one, two] = await Promise.all([
      index.kneighbors(queries, 4, { workers: 1 }),
      index.kneighbors(queries, 4, { workers: 2 }),
    ]);
    assert.deepEqual(one, two);
    const few = { ...queries, data: queries.data.subarray(0, 100 * 12), rows: 100 };
    assert.deepEqual([...one.indices.subarray(0, 400)], bruteForceNeighbors(X, few, 4).indices);
  });

  it("cuts a large search into passes that fit its memory", async () => {
    const X = matrix(11, 300, 2, normal);
    const queries = matrix(12, 20_000, 2, normal);
    const { indices } = await NearestNeighbors.fit(X).kneighbors(queries, 300, { workers: 1 });
    const last = { data: queries.data.subarray(19_990 * 2), rows: 10, columns: 2 };
    assert.deepEqual([...indices.subarray(19_990 * 300)], bruteForceNeighbors(X, last, 300).indices);
  });

  it("gives the same with few queries, compared with all rows, and after them with many, for which it builds a tree", async () => {
    const X = matrix(17, 500, 40, normal);
    const index = NearestNeighbors.fit(X);
    const few = matrix(18, 20, 40, normal);
    const many = { ...X, data: X.data.slice() };
    assert.deepEqual([...(await index.kneighbors(few, 3)).indices], bruteForceNeighbors(X, few, 3).indices);
    assert.deepEqual([...(await index.kneighbors(many, 3)).indices], bruteForceNeighbors(X, many, 3).indices);
    assert.deepEqual([...(await index.kneighbors(few, 3)).indices], bruteForceNeighbors(X, few, 3).indices);
    assert.deepEqual(index.X, X);
  });

  it("does not follow later changes of its rows", async () => {
    const X = matrix(19, 50, 4, normal);
    const index = NearestNeighbors.fit(X);
    const before = await index.kneighbors(matrix(20, 5, 4, normal), 2);
    X.data.fill(0);
    assert.deepEqual(await index.kneighbors(matrix(20, 5, 4, normal), 2), before);
  });

  it("finds a training row itself first, at distance 0", async () => {
    const X = matrix(13, 400, 5, normal);
    const { indices, distances } = await NearestNeighbors.fit(X).kneighbors(X, 2);
    for (let row = 0; row < 400; row++) {
      assert.equal(indices[2 * row], row);
      assert.equal(distances[2 * row], 0);
    }
  });

  it("reports progress and stops when it is asked to", async () => {
    const X = matrix(14, 3000, 8, normal);
    const index = NearestNeighbors.fit(X);
    const controller = new AbortController();
    const seen: number[] = [];
    const onProgress = (done: number): void => {
      seen.push(done);
      if (seen.length === 2) controller.abort(new Error("enough"));
    };
    await assert.rejects(index.kneighbors(X, 3, { workers: 1, signal: controller.signal, onProgress }), {
      message: "enough",
    });
    assert.ok(seen[0]! > 0 && seen[1]! > seen[0]! && seen[1]! < 1);
    assert.equal((await index.kneighbors(X, 3)).indices.length, 9000);
  });

  it("refuses a k that is no positive integer, or greater than the number of rows", async () => {
    const index = NearestNeighbors.fit(matrix(15, 4, 2, normal));
    const X = matrix(16, 1, 2, normal);
    await assert.rejects(async () => index.kneighbors(X, 0), { message: "k is 0; expected a positive integer" });
    await assert.rejects(async () => index.kneighbors(X, 1.5), RangeError);
    await assert.rejects(async () => index.kneighbors(X, 5), { message: "k is 5, but there are only 4 training rows" });
  });
});
