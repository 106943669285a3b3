import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { describe, it } from "node:test";
import { ParallelSession } from "../../src/wasm/pool.ts";
import { type Square, squares } from "./fixtures/squares.ts";

const tasks = Array.from({ length: 40 }, (_, i) => i);
const open = (workers: number): Promise<ParallelSession<number, Square>> =>
  ParallelSession.open(squares, { out: new Float64Array(new SharedArrayBuffer(40 * 8)) }, workers);
const valuesOf = (results: readonly Square[]): number[] => results.map(({ square }) => square);
const oneCore = availableParallelism() < 2 && "needs two cores";

describe("ParallelSession", { timeout: 300_000 }, () => {
  for (const workers of [1, 2]) {
    it(`does several rounds, each in the order of its tasks (workers: ${workers})`, async () => {
      const session = await open(workers);
      try {
        for (const round of [tasks, [3, 2, 1], []]) {
          assert.deepEqual(
            valuesOf(await session.run(round)),
            round.map((i) => i * i),
          );
        }
      } finally {
        session.close();
      }
    });

    it(`passes on the error of a task, and its workers work again (workers: ${workers})`, async () => {
      const session = await open(workers);
      await assert.rejects(session.run([1, -1, 2]), { name: "RangeError", message: "-1 is not welcome" });
      session.close();
      const again = await open(workers);
      assert.deepEqual(valuesOf(await again.run([5, 6])), [25, 36]);
      again.close();
    });
  }

  it("is open beside another one, with whatever workers are free", async () => {
    const sessions = await Promise.all([open(2), open(1)]);
    const results = await Promise.all(sessions.map((session) => session.run([7, 8])));
    sessions.forEach((session) => session.close());
    assert.deepEqual(results.map(valuesOf), [
      [49, 64],
      [49, 64],
    ]);
  });

  it("says so when a worker dies, and the next session has another one", { skip: oneCore }, async () => {
    const session = await open(2);
    await assert.rejects(session.run([1, -2, 3, 4]), {
      message: /worker thread died with exit code 7 .* workers: 1/,
    });
    // Nobody would answer a second round.
    await assert.rejects(session.run(tasks), { message: /worker thread died with exit code 7/ });
    session.close();
    const again = await open(2);
    assert.deepEqual(valuesOf(await again.run(tasks)), valuesOf(tasks.map((i) => ({ square: i * i, thread: 0 }))));
    again.close();
  });

  it("gives its workers back where what is shared can't be sent to them", { skip: oneCore }, async () => {
    const shared = { out: new Float64Array(8), unsendable: () => 1 };
    for (let i = 0; i < 2; i++)
      await assert.rejects(ParallelSession.open(squares, shared, 2), { name: "DataCloneError" });
    const session = await open(2);
    assert.deepEqual(valuesOf(await session.run([3, 4])), [9, 16]);
    session.close();
  });

  it("works in the calling thread where no thread can start, as runParallel does", () => {
    const program = `
      require("tsx/cjs/api").register();
      const threads = require("node:worker_threads");
      threads.Worker = class extends threads.Worker {
        constructor(code, options) {
          if (options?.name === "pool") throw new Error("no threads here");
          super(code, options);
        }
      };
      const { ParallelSession, runParallel } = require("../../src/wasm/pool.ts");
      const { squares } = require("./fixtures/squares.ts");
      const shared = { out: new Float64Array(new SharedArrayBuffer(64)) };
      (async () => {
        const session = await ParallelSession.open(squares, shared, 2);
        const one = await session.run([1, 2, 3]);
        session.close();
        console.log(JSON.stringify([one, await runParallel(squares, shared, [4, 5], { workers: 2 })]));
      })();
    `;
    const stdout = execFileSync(process.execPath, ["-e", program], { encoding: "utf8", cwd: import.meta.dirname });
    const results = JSON.parse(stdout) as Square[][];
    assert.deepEqual(results.map(valuesOf), [
      [1, 4, 9],
      [16, 25],
    ]);
    assert.ok(results.flat().every(({ thread }) => thread === 0));
  });

  it("does not keep a process alive once it is closed", () => {
    const program = `
      require("tsx/cjs/api").register();
      const { ParallelSession } = require("../../src/wasm/pool.ts");
      const { squares } = require("./fixtures/squares.ts");
      (async () => {
        const session = await ParallelSession.open(squares, { out: new Float64Array(new SharedArrayBuffer(64)) }, 2);
        console.log(JSON.stringify(await session.run([1, 2])));
        session.close();
      })();
    `;
    const stdout = execFileSync(process.execPath, ["-e", program], { encoding: "utf8", cwd: import.meta.dirname });
    assert.deepEqual(valuesOf(JSON.parse(stdout) as Square[]), [1, 4]);
  });
});
