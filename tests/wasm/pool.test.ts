import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { describe, it } from "node:test";
import { endIdleWorkers, runParallel, threadCount } from "../../src/wasm/pool.ts";
import { type Square, squares } from "./fixtures/squares.ts";

const tasks = Array.from({ length: 40 }, (_, i) => i);
const expected = tasks.map((i) => i * i);
const shared = (): { out: Float64Array } => ({ out: new Float64Array(new SharedArrayBuffer(40 * 8)) });
const oneCore = availableParallelism() < 2 && "needs two cores";

describe("runParallel", () => {
  for (const workers of [1, 2]) {
    it(`gives the results in the order of the tasks and writes to shared memory (workers: ${workers})`, async () => {
      const memory = shared();
      const results = await runParallel(squares, memory, tasks, { workers });
      assert.deepEqual(
        results.map((result) => result.square),
        expected,
      );
      assert.deepEqual([...memory.out], expected);
    });

    it(`reports progress up to 1 (workers: ${workers})`, async () => {
      const seen: number[] = [];
      await runParallel(squares, shared(), tasks, { workers, onProgress: (done) => seen.push(done) });
      assert.equal(seen.length, tasks.length);
      assert.deepEqual(
        seen,
        tasks.map((i) => (i + 1) / tasks.length),
      );
    });

    it(`passes on the error of a task with its name and message, and works again (workers: ${workers})`, async () => {
      await assert.rejects(runParallel(squares, shared(), [0, 1, -1, 2], { workers }), {
        name: "RangeError",
        message: "-1 is not welcome",
      });
      assert.equal((await runParallel(squares, shared(), [5, 6], { workers }))[1]!.square, 36);
    });

    it(`stops when the signal is aborted, with the signal's reason (workers: ${workers})`, async () => {
      const controller = new AbortController();
      let last = 0;
      const onProgress = (done: number): void => {
        last = done;
        if (done > 0.2) controller.abort(new Error("enough"));
      };
      const work = runParallel(squares, shared(), tasks, { workers, signal: controller.signal, onProgress });
      await assert.rejects(work, { message: "enough" });
      assert.ok(last < 0.5, `went on to ${last}`);
    });
  }

  it("goes on with other threads after the idle ones were ended", { skip: oneCore }, async () => {
    const threads = async (): Promise<Set<number>> =>
      new Set((await runParallel(squares, shared(), tasks, { workers: 2 })).map(({ thread }) => thread));
    const first = await threads();
    const underWay = threads();
    await endIdleWorkers();
    // What is under way is not ended.
    assert.equal((await underWay).size, first.size);
    await endIdleWorkers();
    for (const thread of await threads()) assert.ok(!first.has(thread));
  });

  for (const workers of [1, 2]) {
    it(`ends a task that never ends, at its limit, and does the others (workers: ${workers})`, async () => {
      const late = { square: -1, thread: -1 };
      const results = await runParallel(squares, shared(), [1, -3, 2, -3, 3, 4], {
        workers,
        limit: { milliseconds: (value) => (value === -3 ? 100 : 300_000), late: () => late },
      });
      assert.deepEqual(
        results.map(({ square }) => square),
        [1, -1, 4, -1, 9, 16],
      );
      assert.ok(results.every((result) => result === late || result.thread > 0));
      assert.equal((await runParallel(squares, shared(), tasks, { workers })).length, tasks.length);
    });
  }

  for (const workers of [1, 2]) {
    it(`prepares a task more for each thread than it does, and no further (workers: ${workers})`, async () => {
      let [begun, done, most] = [0, 0, 0];
      const signals = new Set<AbortSignal>();
      const results = await runParallel(squares, shared(), tasks, {
        workers,
        limit: { milliseconds: () => 300_000, late: () => assert.fail() },
        onProgress: () => done++,
        ahead: async (task, signal) => {
          most = Math.max(most, ++begun - done);
          signals.add(signal);
          await new Promise((resolve) => setTimeout(resolve, 1));
          return task + 1;
        },
      });
      assert.deepEqual(
        results.map(({ square }) => square),
        tasks.map((i) => (i + 1) ** 2),
      );
      assert.equal(begun, tasks.length);
      const threads = threadCount(workers);
      assert.ok(most > threads && most <= 2 * threads, `${most} were under way`);
      assert.ok([...signals].every(({ aborted }) => aborted));
    });
  }

  it("passes on the error of preparing a task, and stops what is being prepared when it is stopped", async () => {
    const limit = { milliseconds: () => 300_000, late: () => assert.fail() };
    const ahead = (task: number): Promise<number> =>
      task === 3 ? Promise.reject(new Error("3")) : Promise.resolve(task);
    await assert.rejects(runParallel(squares, shared(), tasks, { limit, ahead }), { message: "3" });
    const controller = new AbortController();
    const waiting = runParallel(squares, shared(), tasks, {
      limit,
      signal: controller.signal,
      ahead: (task, signal) =>
        new Promise((resolve) => {
          signal.addEventListener("abort", () => resolve(task));
          setImmediate(() => controller.abort(new Error("enough")));
        }),
    });
    await assert.rejects(waiting, { message: "enough" });
  });

  it("passes on the error of a task that has a limit", async () => {
    const limit = { milliseconds: () => 300_000, late: () => assert.fail() };
    await assert.rejects(runParallel(squares, shared(), [1, -1], { limit }), { message: "-1 is not welcome" });
  });

  it("refuses a signal that is aborted before it starts", async () => {
    await assert.rejects(runParallel(squares, shared(), tasks, { signal: AbortSignal.abort() }), {
      name: "AbortError",
    });
  });

  it("has nothing to do for no tasks", async () => {
    assert.deepEqual(await runParallel(squares, shared(), []), []);
  });

  it("uses several threads", { skip: oneCore }, async () => {
    const threads = new Set((await runParallel(squares, shared(), tasks, { workers: 2 })).map(({ thread }) => thread));
    assert.equal(threads.size, 2);
    assert.ok(!threads.has(0));
  });

  it("does two runs at a time", { skip: oneCore }, async () => {
    const runs = [tasks, tasks.slice(0, 9), tasks.slice(3)].map(async (some) => {
      const results: Square[] = await runParallel(squares, shared(), some, { workers: 2 });
      assert.deepEqual(
        results.map((result) => result.square),
        some.map((i) => i * i),
      );
    });
    await Promise.all(runs);
  });

  it("says so when a worker dies, and replaces it", { skip: oneCore }, async () => {
    await assert.rejects(runParallel(squares, shared(), [1, -2, 3, 4], { workers: 2 }), {
      message: /worker thread died with exit code 7 .* workers: 1/,
    });
    // The first run waits until the new worker is up, even where the other one does all its tasks.
    await runParallel(squares, shared(), tasks, { workers: 2 });
    const again = await runParallel(squares, shared(), tasks, { workers: 2 });
    assert.equal(new Set(again.map(({ thread }) => thread)).size, 2);
  });

  it("works in a process that loads the sources as CommonJS, and lets it end by itself", () => {
    // The notebook session loads the project's sources like this, without any hook for ES modules.
    const program = `
      require("tsx/cjs/api").register();
      const { runParallel } = require("../../src/wasm/pool.ts");
      const { squares } = require("./fixtures/squares.ts");
      const out = new Float64Array(new SharedArrayBuffer(64));
      runParallel(squares, { out }, [1, 2, 3, 4]).then((results) => console.log(JSON.stringify(results)));
    `;
    const stdout = execFileSync(process.execPath, ["-e", program], { encoding: "utf8", cwd: import.meta.dirname });
    const results = JSON.parse(stdout) as Square[];
    assert.deepEqual(
      results.map((result) => result.square),
      [1, 4, 9, 16],
    );
    if (!oneCore) assert.ok(results.every(({ thread }) => thread > 0));
  });
});

describe("threadCount", () => {
  it("is never more than the machine has cores", () => {
    assert.equal(threadCount(1), 1);
    assert.equal(threadCount(10_000), availableParallelism());
    assert.equal(threadCount(), availableParallelism());
  });

  it("refuses less than one worker", () => {
    assert.throws(() => threadCount(0), { message: "workers must be 1 or more, not 0" });
    assert.throws(() => threadCount(NaN), RangeError);
  });
});
