import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { formatFixed } from "../../src/models/formatFixed.ts";
import { runPython, skipWithoutPython } from "../support/python.ts";
import { randomSource } from "../support/randomData.ts";

describe("formatFixed", () => {
  it("rounds ties to the even digit", () => {
    assert.deepEqual(
      [0.125, 0.375, 0.625, 0.875, 1.125, -0.125].map((value) => formatFixed(value, 2)),
      ["0.12", "0.38", "0.62", "0.88", "1.12", "-0.12"],
    );
    assert.deepEqual([formatFixed(0.5, 0), formatFixed(1.5, 0), formatFixed(0.25, 1)], ["0", "2", "0.2"]);
  });

  it("rounds from the exact binary value where a decimal only looks like a tie", () => {
    assert.deepEqual([formatFixed(0.145, 2), formatFixed(0.285, 2), formatFixed(0.115, 2)], ["0.14", "0.28", "0.12"]);
  });

  it("agrees with Python on fractions, ties included", { skip: skipWithoutPython() }, () => {
    const { integer } = randomSource(3);
    const cases: [value: number, digits: number][] = [[NaN, 2]];
    for (let denominator = 1; denominator <= 64; denominator++) {
      for (let numerator = 0; numerator <= denominator; numerator++) {
        for (const digits of [0, 1, 2, 3, 6]) cases.push([numerator / denominator, digits]);
      }
    }
    for (let i = 0; i < 2000; i++) cases.push([integer(0, 100_000) / integer(1, 100_000), integer(0, 10)]);
    const theirs = runPython(
      `import json, sys
print(json.dumps([format(float("nan") if v is None else v, f".{d}f") for v, d in json.load(sys.stdin)]))`,
      cases,
    );
    assert.deepEqual(
      cases.map(([value, digits]) => formatFixed(value, digits)),
      theirs,
    );
  });
});
