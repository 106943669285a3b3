import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tableLimits } from "../../src/dataset/tableLimits.ts";
import { FEATURES, MEAN_FEATURES } from "../../src/schema.ts";

describe("tableLimits", () => {
  it("says nothing of a table with all features", () => {
    assert.deepEqual(tableLimits({ features: FEATURES }), []);
  });

  it("names the features that are missing, and all variances in one word", () => {
    const without = (...names: string[]) => tableLimits({ features: FEATURES.filter((name) => !names.includes(name)) });
    assert.deepEqual(without("tempo", "rms_var"), ["2 of 57 features are missing: rms_var, tempo"]);
    assert.deepEqual(tableLimits({ features: MEAN_FEATURES }), ["28 of 57 features are missing: all variances"]);
  });

  it("says what can't be done with one feature or with variances only", () => {
    assert.match(tableLimits({ features: ["rms_mean", "tempo_var"] }).at(-1)!, /one feature is left, rms_mean/);
    assert.match(tableLimits({ features: ["rms_var"] }).at(-1)!, /the notebooks have nothing to work on/);
    assert.equal(tableLimits({ features: ["rms_mean", "tempo"] }).length, 1);
  });
});
