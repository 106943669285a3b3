import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { InputHistory } from "../../../src/notebook/jupyter/inputHistory.ts";

describe("InputHistory", () => {
  const history = new InputHistory();
  for (const [i, code] of ["const a = 1;", "a + 1", "a + 1", "f(a)"].entries()) history.add(i + 1, code);
  const counts = (request: Record<string, unknown>): number[] => history.find(request).map(([, count]) => count);

  it("gives the last ones", () => {
    assert.deepEqual(counts({ hist_access_type: "tail", n: 2 }), [3, 4]);
    assert.deepEqual(history.find({ hist_access_type: "tail", n: 1, output: true }), [[0, 4, ["f(a)", null]]]);
  });

  it("gives a range, its end not included", () => {
    assert.deepEqual(counts({ hist_access_type: "range", session: 0, start: 2, stop: 4 }), [2, 3]);
  });

  it("finds patterns with * and ?, everything else as it stands, each once where that is asked for", () => {
    assert.deepEqual(counts({ hist_access_type: "search", pattern: "a + ?" }), [2, 3]);
    assert.deepEqual(counts({ hist_access_type: "search", pattern: "a + ?", unique: true }), [3]);
    assert.deepEqual(counts({ hist_access_type: "search", pattern: "f(*)", n: 5 }), [4]);
  });
});
