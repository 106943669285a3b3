import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tableLimits } from "../../src/dataset/loadSource.ts";
import { FEATURES, MEAN_FEATURES } from "../../src/schema.ts";

const label = Array.from({ length: 30 }, (_, i) => ["Folk", "Rock"][i % 2]!);

describe("tableLimits", () => {
  it("says nothing of a table with all features", () => {
    assert.deepEqual(tableLimits({ features: FEATURES, label }), []);
  });

  it("names the features that are missing, and all variances in one word", () => {
    const without = (...names: string[]) =>
      tableLimits({ features: FEATURES.filter((name) => !names.includes(name)), label });
    assert.deepEqual(without("tempo", "rms_var"), ["2 of 57 features are missing: rms_var, tempo"]);
    assert.deepEqual(tableLimits({ features: MEAN_FEATURES, label }), ["28 of 57 features are missing: all variances"]);
  });

  it("says what can't be done with one feature or with variances only", () => {
    assert.match(tableLimits({ features: ["rms_mean", "tempo_var"], label }).at(-1)!, /one feature is left, rms_mean/);
    assert.match(tableLimits({ features: ["rms_var"], label }).at(-1)!, /the notebooks have nothing to work on/);
    assert.equal(tableLimits({ features: ["rms_mean", "tempo"], label }).length, 1);
  });

  it("says what can't be done with one genre or a handful of rows", () => {
    const limits = (...labels: string[]): string => tableLimits({ features: FEATURES, label: labels }).join();
    assert.match(limits("Folk", "Folk"), /^all rows are of one genre, Folk: .* no model can be trained$/);
    assert.match(limits("Folk", "Rock", "Rock"), /^there are 3 rows only: too few .* expected 20 at the least$/);
  });
});
