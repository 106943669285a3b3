import { CholeskyDecomposition, Matrix as MlMatrix } from "ml-matrix";
import {
  extendMemory,
  loopsModule,
  loadLoops,
  type ParallelOptions,
  ParallelSession,
  sharedMemory,
  threadCount,
} from "../../wasm/index.ts";
import type { FittedModel, TrainingSet } from "../encodedClassifier.ts";
import type { Matrix } from "../../ground/index.ts";
import { arrayFromJSON, arrayToJSON } from "../typedArrayJson.ts";
import { lbfgs } from "./lbfgs.ts";
import { type LogisticFit, type LogisticLoops, type LogisticTask, logisticWork } from "./logisticWork.ts";

/** How to fit. */
export interface LogisticSettings {
  /** Inverse strength of the L2 penalty. */
  readonly C: number;
  /** Converged when no entry of the mean loss's gradient is larger in absolute value. */
  readonly tol: number;
  readonly maxIter: number;
}

/** How a fit ended. */
export interface Convergence {
  readonly converged: boolean;
  readonly iterations: number;
  /** The largest absolute entry of the mean loss's gradient at the end. */
  readonly gradient: number;
  /** scikit-learn's objective at the end: the mean loss, plus half the squared coefficients divided by C and the number of rows. */
  readonly loss: number;
}

const LOOPS = "logistic";
const CHUNK = 1024;
/** With fewer products per step, messages between threads cost more than they save. */
const SMALL_STEP = 1e6;

/**
 * Logistic regression with scikit-learn's objective: C times the sum of the log losses plus half the squared coefficients, with
 * unpenalised intercepts; one set of coefficients per class, or a single set for two classes. L-BFGS starts from the inverse of a bound
 * on the Hessian (Böhning 1992, "Multinomial logistic regression algorithm"), which saves most iterations if features are correlated.
 */
export class WasmLogisticRegression implements FittedModel {
  /** Coefficients, outputs x columns: one output per class, or in the binary case a single one for the second class. */
  readonly coefficients: Matrix;
  readonly intercepts: Float64Array;
  readonly classCount: number;
  readonly convergence: Convergence;

  constructor(coefficients: Matrix, intercepts: Float64Array, classCount: number, convergence: Convergence) {
    this.coefficients = coefficients;
    this.intercepts = intercepts;
    this.classCount = classCount;
    this.convergence = convergence;
  }

  static async fit(
    { X, codes, classCount }: TrainingSet,
    { C, tol, maxIter }: LogisticSettings,
    options: ParallelOptions = {},
  ): Promise<WasmLogisticRegression> {
    const { rows, columns: features } = X;
    const reference = classCount === 2;
    const outputs = reference ? 1 : classCount;
    const width = widthOf(outputs);
    const size = (features + 1) * width;
    const blocks = Math.ceil(rows / CHUNK);
    const workers = rows * size < SMALL_STEP ? 1 : options.workers;
    const loops = loadLoops<LogisticLoops>(LOOPS, sharedMemory({}).memory);
    const { memory, offsets, views } = sharedMemory({
      X: ["f64", rows * features],
      codes: ["i32", rows],
      weights: ["f64", size],
      gradients: ["f64", blocks * size],
      grams: ["f64", blocks * (features + 1) ** 2],
      scratch: ["u8", threadCount(workers) * loops.scratchSize(width)],
    });
    views.X.set(X.data);
    // With two classes the second one has the scores and the first is the reference.
    views.codes.set(reference ? codes.map((code) => 1 - code) : codes);
    const fit: LogisticFit = {
      module: loopsModule(LOOPS),
      memory,
      rows,
      features,
      outputs,
      width,
      reference,
      chunk: CHUNK,
      offsets,
    };
    const tasks = (kind: LogisticTask["kind"]): LogisticTask[] =>
      Array.from({ length: blocks }, (_, block) => ({ kind, block }));
    const penalty = 1 / (C * rows);
    const session = await ParallelSession.open(logisticWork, fit, workers);
    try {
      await session.run(tasks("gram"));
      const gram = summed(views.grams, (features + 1) ** 2);
      const precondition = preconditioner(gram, rows, features, { outputs, width }, penalty);
      const evaluate = async (weights: Float64Array) => {
        options.signal?.throwIfAborted();
        views.weights.set(weights);
        const losses = await session.run(tasks("loss"));
        const gradient = summed(views.gradients, size);
        let squares = 0;
        for (let i = 0; i < size; i++) {
          gradient[i]! /= rows;
          if (i >= features * width) continue;
          gradient[i]! += penalty * weights[i]!;
          squares += weights[i]! * weights[i]!;
        }
        const loss = losses.reduce((sum, value) => sum + value, 0) / rows;
        return { value: loss + (penalty / 2) * squares, gradient };
      };
      const onIteration = (_: number, gradient: number): void =>
        // Progress from a gradient of about 1 down to the tolerance, on a log scale.
        options.onProgress?.(Math.min(0.99, Math.max(0, Math.log10(gradient) / Math.log10(tol))));
      const found = await lbfgs(evaluate, new Float64Array(size), { tol, maxIter, precondition, onIteration });
      const { converged, iterations, gradient, value: loss } = found;
      return fromWeights(found.point, features, outputs, classCount, { converged, iterations, gradient, loss });
    } finally {
      session.close();
    }

    function fromWeights(
      weights: Float64Array,
      columns: number,
      count: number,
      classes: number,
      convergence: Convergence,
    ): WasmLogisticRegression {
      const data = new Float64Array(count * columns);
      for (let k = 0; k < count; k++) {
        for (let j = 0; j < columns; j++) data[k * columns + j] = weights[j * width + k]!;
      }
      const intercepts = weights.slice(columns * width, columns * width + count);
      return new WasmLogisticRegression({ data, rows: count, columns }, intercepts, classes, convergence);
    }
  }

  static load(model: unknown): WasmLogisticRegression {
    const { columns, classCount, coefficients, intercepts, convergence } = model as LogisticJSON;
    const outputs = classCount === 2 ? 1 : classCount;
    const data = arrayFromJSON(coefficients, "Float64Array");
    const intercept = arrayFromJSON(intercepts, "Float64Array");
    if (data.length !== outputs * columns || intercept.length !== outputs) {
      throw new RangeError("the saved regression's coefficients and its size don't agree");
    }
    // JSON has no NaN, which here means unknown.
    const { gradient, loss } = convergence;
    const known = { ...convergence, gradient: gradient ?? NaN, loss: loss ?? NaN };
    return new WasmLogisticRegression({ data, rows: outputs, columns }, intercept, classCount, known);
  }

  predictProba({ data, rows, columns }: Matrix): Matrix {
    const { classCount, coefficients, intercepts } = this;
    const outputs = intercepts.length;
    const width = widthOf(outputs);
    const base = sharedMemory({ weights: ["f64", (columns + 1) * width] });
    for (let k = 0; k < outputs; k++) {
      for (let j = 0; j < columns; j++) base.views.weights[j * width + k] = coefficients.data[k * columns + j]!;
      base.views.weights[columns * width + k] = intercepts[k]!;
    }
    const loops = loadLoops<LogisticLoops>(LOOPS, base.memory);
    const { offsets, views } = extendMemory(base.memory, base.end, {
      X: ["f64", rows * columns],
      proba: ["f64", rows * classCount],
      scratch: ["u8", loops.scratchSize(width)],
    });
    views.X.set(data);
    const reference = classCount === 2 ? 1 : 0;
    const { weights } = base.offsets;
    loops.probabilities(offsets.X, rows, columns, weights, outputs, width, reference, offsets.scratch, offsets.proba);
    const proba = Float64Array.from(views.proba);
    // The loops put the reference class last, but it is the first class.
    if (reference) for (let i = 0; i < proba.length; i += 2) proba.subarray(i, i + 2).reverse();
    return { data: proba, rows, columns: classCount };
  }

  toJSON(): LogisticJSON {
    return {
      columns: this.coefficients.columns,
      classCount: this.classCount,
      coefficients: arrayToJSON(this.coefficients.data),
      intercepts: arrayToJSON(this.intercepts),
      convergence: this.convergence,
    };
  }
}

interface LogisticJSON {
  readonly columns: number;
  readonly classCount: number;
  readonly coefficients: unknown;
  readonly intercepts: unknown;
  readonly convergence: Pick<Convergence, "converged" | "iterations"> & {
    readonly gradient: number | null;
    readonly loss: number | null;
  };
}

/** The loops work on four outputs at a time. */
const widthOf = (outputs: number): number => Math.ceil(outputs / 4) * 4;

/** The sum of the blocks' arrays, in the order of the blocks. */
function summed(blocks: Float64Array, size: number): Float64Array {
  const sum = new Float64Array(size);
  for (let at = 0; at < blocks.length; at += size) for (let i = 0; i < size; i++) sum[i]! += blocks[at + i]!;
  return sum;
}

/** Solves with the bound on the Hessian: the columns' products times p (1 - p) for equally likely classes, plus the penalty. */
function preconditioner(
  gram: Float64Array,
  rows: number,
  features: number,
  { outputs, width }: { readonly outputs: number; readonly width: number },
  penalty: number,
): (vector: Float64Array) => Float64Array {
  const size = features + 1;
  const share = 1 / Math.max(2, outputs);
  const bound = MlMatrix.zeros(size, size);
  for (let j = 0; j < size; j++) {
    for (let l = 0; l <= j; l++) {
      const product = (gram[j * size + l]! / rows) * share * (1 - share);
      bound.set(j, l, product);
      bound.set(l, j, product);
    }
    // A tiny increase of the diagonal keeps the matrix invertible if columns are copies of one another.
    bound.set(j, j, bound.get(j, j) * (1 + 1e-9) + (j < features ? penalty : 1e-12));
  }
  const decomposition = new CholeskyDecomposition(bound);
  if (!decomposition.isPositiveDefinite()) return (vector) => vector;
  const { lowerTriangularMatrix: lower } = decomposition;
  const factors = [lower, lower.transpose()].map((factor) => Float64Array.from(factor.to1DArray()));
  return (vector) => {
    solveInPlace(factors as [Float64Array, Float64Array], size, vector, width);
    return vector;
  };
}

/**
 * Solves L L' x = b for all outputs, as `solve` of ml-matrix does to the last bit, its subtractions in its order, but on flat arrays and
 * four outputs at a time: a fit solves twice a step, and on a hundred rows that is most of its time.
 * @param factors L and L', `size` x `size`, row-major
 * @param vector b, `size` x `width`, row-major, with zeros for what is no output; becomes x
 * @param width a multiple of 4
 */
function solveInPlace(
  [lower, upper]: readonly [Float64Array, Float64Array],
  size: number,
  vector: Float64Array,
  width: number,
): void {
  const reduce = (factor: Float64Array, row: number, from: number, to: number): void => {
    const diagonal = factor[row * size + row]!;
    for (let at = row * width, first = 0; first < width; at += 4, first += 4) {
      let [a, b, c, d] = [vector[at]!, vector[at + 1]!, vector[at + 2]!, vector[at + 3]!];
      for (let other = from, of = from * width + first; other < to; other++, of += width) {
        const weight = factor[row * size + other]!;
        a -= vector[of]! * weight;
        b -= vector[of + 1]! * weight;
        c -= vector[of + 2]! * weight;
        d -= vector[of + 3]! * weight;
      }
      vector[at] = a / diagonal;
      vector[at + 1] = b / diagonal;
      vector[at + 2] = c / diagonal;
      vector[at + 3] = d / diagonal;
    }
  };
  for (let row = 0; row < size; row++) reduce(lower, row, 0, row);
  for (let row = size - 1; row >= 0; row--) reduce(upper, row, row + 1, size);
}
