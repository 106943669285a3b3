import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { TestKernel } from "../support/session.ts";
import { ODD_CELLS } from "./oddCells.ts";

describe("odd TypeScript", () => {
  let kernel: TestKernel;
  before(async () => {
    kernel = new TestKernel();
    await kernel.kernel.ready();
  });
  after(() => kernel.close());

  for (const [feature, cells] of Object.entries(ODD_CELLS)) {
    it(`runs or is refused in its own place: ${feature}`, async () => {
      for (const [code, expected] of cells) {
        const { events, reply } = await kernel.run(code);
        const outputs = events.map((event) => {
          if (event.type === "execute_result") return event.data["text/plain"];
          if (event.type !== "error") return event;
          return event.ename === "TypeScriptError" ? event.evalue : `${event.ename}: ${event.evalue}`;
        });
        if (expected instanceof RegExp) {
          assert.equal(reply.status, "error", code);
          assert.equal(outputs.length, 1, code);
          assert.match(String(outputs[0]), expected, code);
        } else {
          assert.deepEqual(outputs, expected === undefined ? [] : [expected], code);
        }
      }
    });
  }
});
