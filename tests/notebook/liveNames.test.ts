import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { withLiveNames } from "../../src/notebook/liveNames.ts";
import { TestKernel } from "../support/session.ts";

describe("the names that cells share", () => {
  let kernel: TestKernel;
  before(async () => {
    kernel = new TestKernel();
    await kernel.kernel.ready();
  });
  after(() => kernel.close());

  const run = async (code: string): Promise<void> => assert.equal((await kernel.run(code)).reply.status, "ok", code);

  it("are compiled to accessors on the line of the exports", () => {
    const cell = "import { join } from 'node:path';\nlet k = 1;\nexport { join, k };\n//# sourceMappingURL=map";
    assert.equal(
      withLiveNames(cell, (name) => name === "k"),
      "import { join } from 'node:path';\nlet k = 1;\n" +
        "function __tslab_names__() { return { get join() { return join; }, get k() { return k; }, set k(k$) { k = k$; } }; }\n" +
        "//# sourceMappingURL=map",
    );
  });

  it("lead to one variable, whichever cell assigns it", async () => {
    await run("let count = 0;\nconst increase = () => ++count;\nincrease();");
    assert.equal(await kernel.text("count"), "1");
    await run("count = 10;");
    assert.equal(await kernel.text("[increase(), count]"), "[ 11, 11 ]");
    await run("setTimeout(() => (count = 50), 1);\nawait new Promise((resolve) => setTimeout(resolve, 20));");
    assert.equal(await kernel.text("increase()"), "51");
  });

  it("lead to another variable once they are declared anew, and what used the former goes on with it", async () => {
    await run("let sum = 1;\nconst add = () => ++sum;");
    await run("let sum = 'text';");
    assert.equal(await kernel.text("[add(), add(), sum]"), "[ 2, 3, 'text' ]");
  });

  it("lead to where they did if an error keeps a cell from declaring them", async () => {
    await run("let kept = 1;");
    await kernel.error("throw new Error('before');\nlet kept = 2;");
    assert.equal(await kernel.text("kept"), "1");
    await kernel.error("let kept = 3;\nthrow new Error('behind');");
    assert.equal(await kernel.text("kept"), "3");
  });

  it("lead to the former variable until the line that declares them", async () => {
    await run("let data = 'old';");
    await run("const read = () => data;");
    assert.equal(await kernel.text("const early = read();\nlet data = 'new';\nearly"), "old");
    assert.equal(await kernel.text("read()"), "new");
  });

  it("are as fast in a loop as a loop's own", { timeout: 120_000 }, async () => {
    // Exported values took 2 microseconds for each assignment: 10 minutes for these.
    await run("let total = 0;\nfor (let i = 0; i < 1e8; i++) total += i & 1;");
    await run("for (let i = 0; i < 1e8; i++) total += i & 1;");
    assert.equal(await kernel.text("total"), "100000000");
  });

  it("may begin with two underscores, as modules name their folder", async () => {
    await run("const __dirname = '/songs', __own = 2;");
    assert.equal(await kernel.text("__dirname + __own"), "/songs2");
  });
});
