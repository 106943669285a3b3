import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkMatrix, checkTraining, checkWidth } from "../../src/models/checkInput.ts";

const matrix = (data: number[], rows: number, columns: number) => ({ data: Float64Array.from(data), rows, columns });

describe("checkMatrix", () => {
  it("takes finite numbers, however large", () => {
    checkMatrix(matrix([1e308, 1e308, -1e308, 0], 2, 2));
  });

  it("names row and column of a value that is not finite", () => {
    assert.throws(() => checkMatrix(matrix([1, 2, 3, NaN], 2, 2)), /^RangeError: X has NaN in row 1, column 1; /);
    assert.throws(() => checkMatrix(matrix([-Infinity, 2], 1, 2)), /X has -Infinity in row 0, column 0/);
    assert.throws(() => checkMatrix(matrix([Infinity, -Infinity], 1, 2)), /X has Infinity in row 0, column 0/);
  });

  it("refuses what is empty or doesn't fill its shape", () => {
    assert.throws(() => checkMatrix(matrix([], 0, 2)), /X is empty: 0 rows x 2 columns/);
    assert.throws(() => checkMatrix(matrix([], 2, 0)), /X is empty/);
    assert.throws(() => checkMatrix(matrix([1, 2, 3], 2, 2)), /X holds 3 values; 2 rows x 2 columns need 4/);
  });
});

describe("checkTraining", () => {
  const X = matrix([1, 2], 2, 1);

  it("takes one label a row, all text or all numbers", () => {
    checkTraining(X, ["a", "b"]);
    checkTraining(X, [3, -1]);
  });

  it("refuses labels that differ from the rows in number, or from each other in kind", () => {
    assert.throws(() => checkTraining(X, ["a"]), /X has 2 rows, y has 1 labels/);
    assert.throws(() => checkTraining(X, ["a", 1]), /label 1 of row 1/);
    assert.throws(() => checkTraining(X, [0, NaN]), /label NaN of row 1/);
  });
});

describe("checkWidth", () => {
  it("refuses another number of features than in training", () => {
    assert.throws(() => checkWidth(matrix([1, 2], 1, 2), 3), /X has 2 columns; the model was trained on 3/);
  });
});
