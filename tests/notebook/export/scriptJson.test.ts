import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { scriptJson } from "../../../src/notebook/export/outputs/renderChart.ts";

describe("scriptJson", () => {
  it("can neither close the script element nor open a comment in it", () => {
    const value = { a: "</script><script>alert(1)</script>", b: "<!-- x", "</script>": 1 };
    const { text } = scriptJson(value);
    assert.doesNotMatch(text, /</);
    assert.deepEqual(JSON.parse(text), value);
  });
});
