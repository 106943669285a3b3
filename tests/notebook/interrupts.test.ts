import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { TestKernel } from "../support/session.ts";

/** Cells that compute, wait or print without an end, before and after an `await`, and some that are over before anyone interrupts them. */
const CELLS = [
  "while (true) {}",
  "await new Promise(() => undefined);",
  "await Promise.resolve();\nwhile (true) {}",
  "await null;\nfor (;;) await Promise.resolve();",
  "for (;;) await new Promise((resolve) => setTimeout(resolve, 1));",
  "for (;;) console.log('x'.repeat(100));",
  "let text = '';\nfor (;;) text = `${text}x`.slice(-9);",
  "function stubborn() { try { for (;;) {} } finally { for (;;) {} } }\nstubborn();",
  "({ [Symbol.for('Jupyter.display')]() { for (;;) {} } })",
  "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);",
  "import { execSync } from 'node:child_process';\nexecSync('sleep 60');",
  "kept + 1",
  "const { basename } = await import('node:path');\nbasename('/a/b')",
];

describe("interrupts", () => {
  it("stop any cell at any moment, and leave the kernel with its names", async () => {
    const random = xoroshiro128plus(1);
    const below = (limit: number): number => (random.next() >>> 0) % limit;
    const kernel = new TestKernel(undefined, true);
    try {
      await kernel.kernel.ready();
      await kernel.run("let kept = 41;");
      for (let i = 0; i < 60; i++) {
        const code = CELLS[below(CELLS.length)]!;
        const [first, every] = [below(250), below(2) === 0 ? 10 : 300];
        let timer = setTimeout(interrupt, first);
        function interrupt(): void {
          kernel.kernel.interrupt();
          timer = setTimeout(interrupt, every);
        }
        const { events } = await kernel.run(code);
        clearTimeout(timer);
        const error = events.find((event) => event.type === "error");
        assert.ok(error === undefined || error.ename === "InterruptError", `${code}: ${error?.evalue}`);
        // One that comes after its cell stops no other.
        if (below(3) === 0) {
          kernel.kernel.interrupt();
          assert.equal(await kernel.text("kept + 1"), "42");
        }
      }
      assert.equal(await kernel.text("kept + 1"), "42");
    } finally {
      await kernel.close();
    }
  });

  it("during the compilation keep a cell from running at all", async () => {
    const kernel = new TestKernel(undefined, true);
    try {
      await kernel.kernel.ready();
      const running = kernel.error("console.log('ran');");
      kernel.kernel.interrupt();
      assert.equal((await running).ename, "InterruptError");
      assert.equal(kernel.printed(), "");
    } finally {
      await kernel.close();
    }
  });
});
