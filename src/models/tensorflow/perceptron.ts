import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { TrainOptions } from "../classifier.ts";
import type { FittedModel, TrainingSet } from "../encodedClassifier.ts";
import { type Matrix, randomOrder } from "../../ground/index.ts";
import { arrayFromJSON, arrayToJSON } from "../typedArrayJson.ts";
import { Adam } from "./adam.ts";
import { startTensorflow, type Tensor, type Tensorflow } from "./startTensorflow.ts";

/** How a network is built and trained. */
export interface PerceptronSettings {
  readonly hiddenLayerSizes: readonly number[];
  /** Strength of the L2 penalty on the weights, counted once per batch's mean loss. */
  readonly alpha: number;
  readonly learningRateInit: number;
  readonly batchSize: number;
  /** The number of passes over all rows. */
  readonly maxIter: number;
  readonly seed: number;
}

/** Weights (inputs x outputs, row-major) and intercepts of one layer. */
interface Layer {
  readonly weights: Float32Array;
  readonly intercepts: Float32Array;
}

/**
 * A multilayer perceptron: layers of rectified linear units, and class probabilities by softmax. TensorFlow.js computes the gradients of
 * training in float32. They are written out by hand (Rumelhart, Hinton and Williams 1986, "Learning representations by back-propagating
 * errors"), which takes half the time of automatic differentiation. A trained network predicts without TensorFlow.js, in float64.
 */
export class Perceptron implements FittedModel {
  readonly #sizes: readonly number[];
  readonly #layers: readonly Layer[];

  private constructor(sizes: readonly number[], layers: readonly Layer[]) {
    this.#sizes = sizes;
    this.#layers = layers;
  }

  static async fit(
    { X, codes, classCount }: TrainingSet,
    settings: PerceptronSettings,
    { signal, onProgress }: TrainOptions,
  ): Promise<Perceptron> {
    const tf = await startTensorflow();
    const sizes = [X.columns, ...settings.hiddenLayerSizes, classCount];
    const { batchSize, maxIter, seed } = settings;
    const random = xoroshiro128plus(seed);
    const layers = sizes.slice(1).map((outputs, i) => {
      const inputs = sizes[i]!;
      // The bound of Glorot and Bengio 2010, which scikit-learn uses for rectified units.
      const bound = Math.sqrt(6 / (inputs + outputs));
      const drawn = Float32Array.from({ length: inputs * outputs }, () => bound * (2 * uniformFloat64(random) - 1));
      return { weights: drawn, intercepts: new Float32Array(outputs) };
    });
    const rows = Array.from({ length: X.rows }, (_, row) => row);
    const steps = maxIter * Math.ceil(X.rows / batchSize);
    const adam = new Adam(layers.flatMap(({ weights, intercepts }) => [weights, intercepts]));
    for (let epoch = 0, step = 0; epoch < maxIter; epoch++) {
      const order = randomOrder(rows, (seed + Math.imul(epoch + 1, 0x9e3779b1)) | 0);
      for (let at = 0; at < X.rows; at += batchSize, step++) {
        signal?.throwIfAborted();
        const batch = takeBatch(X, codes, classCount, order.slice(at, at + batchSize));
        // Half a cosine from the initial rate to zero (Loshchilov and Hutter 2017, "SGDR", without restarts).
        const rate = (settings.learningRateInit * (1 + Math.cos((Math.PI * step) / steps))) / 2;
        adam.step(gradients(tf, layers, batch, settings.alpha), rate);
      }
      onProgress?.(Math.min(0.99, (epoch + 1) / maxIter));
    }
    return new Perceptron(sizes, layers);
  }

  static load(model: unknown): Perceptron {
    const { sizes, layers } = model as PerceptronJSON;
    const read = layers.map(({ weights, intercepts }, i) => {
      const layer = {
        weights: arrayFromJSON(weights, "Float32Array"),
        intercepts: arrayFromJSON(intercepts, "Float32Array"),
      };
      if (layer.intercepts.length !== sizes[i + 1] || layer.weights.length !== sizes[i]! * sizes[i + 1]!) {
        throw new RangeError("the saved network's weights and its size don't agree");
      }
      return layer;
    });
    return new Perceptron(sizes, read);
  }

  predictProba({ data, rows, columns }: Matrix): Matrix {
    const classes = this.#sizes.at(-1)!;
    const proba = new Float64Array(rows * classes);
    for (let row = 0; row < rows; row++) {
      let values = data.subarray(row * columns, (row + 1) * columns);
      this.#layers.forEach((layer, i) => (values = forward(layer, values, i < this.#layers.length - 1)));
      const most = values.reduce((a, b) => Math.max(a, b));
      const shares = values.map((value) => Math.exp(value - most));
      const total = shares.reduce((sum, share) => sum + share, 0);
      proba.set(
        shares.map((share) => share / total),
        row * classes,
      );
    }
    return { data: proba, rows, columns: classes };
  }

  toJSON(): PerceptronJSON {
    return {
      sizes: this.#sizes,
      layers: this.#layers.map(({ weights, intercepts }) => ({
        weights: arrayToJSON(weights),
        intercepts: arrayToJSON(intercepts),
      })),
    };
  }
}

interface PerceptronJSON {
  readonly sizes: readonly number[];
  readonly layers: readonly { readonly weights: unknown; readonly intercepts: unknown }[];
}

interface Batch {
  readonly size: number;
  readonly X: Float32Array;
  /** 1 in the column of each row's class, otherwise 0. */
  readonly targets: Float32Array;
}

function takeBatch({ data, columns }: Matrix, codes: Int32Array, classCount: number, rows: readonly number[]): Batch {
  const X = new Float32Array(rows.length * columns);
  const targets = new Float32Array(rows.length * classCount);
  rows.forEach((row, i) => {
    X.set(data.subarray(row * columns, (row + 1) * columns), i * columns);
    targets[i * classCount + codes[row]!] = 1;
  });
  return { size: rows.length, X, targets };
}

/** The gradients of the batch's mean log loss plus penalty: of each layer's weights, then of its intercepts. */
function gradients(
  tf: Tensorflow,
  layers: readonly Layer[],
  { size, X, targets }: Batch,
  alpha: number,
): Float32Array[] {
  const read: Float32Array[] = [];
  // Nothing is returned from inside: TensorFlow.js would look for tensors in every number of it.
  tf.tidy(() => {
    const weightsOf = layers.map(({ weights, intercepts: { length } }) =>
      tf.tensor2d(weights, [weights.length / length, length]),
    );
    const inputs = [tf.tensor2d(X, [size, X.length / size])];
    const slopes: Tensor[] = [];
    let output = inputs[0]!;
    layers.forEach(({ intercepts }, i) => {
      output = tf.add(tf.matMul(inputs[i]!, weightsOf[i]!), tf.tensor2d(intercepts, [1, intercepts.length]));
      if (i === layers.length - 1) return;
      slopes.push(tf.step(output));
      inputs.push(tf.relu(output));
    });
    let error = tf.div(tf.sub(tf.softmax(output), tf.tensor2d(targets, [size, targets.length / size])), size);
    const found: Tensor[] = [];
    for (let i = layers.length - 1; i >= 0; i--) {
      const weights = weightsOf[i]!;
      found.unshift(tf.add(tf.matMul(inputs[i]!, error, true, false), tf.mul(weights, alpha)), tf.sum(error, 0));
      if (i > 0) error = tf.mul(tf.matMul(error, weights, false, true), slopes[i - 1]!);
    }
    for (const gradient of found) read.push(gradient.dataSync());
  });
  return read;
}

function forward({ weights, intercepts }: Layer, inputs: Float64Array, rectify: boolean): Float64Array {
  const outputs = Float64Array.from(intercepts);
  const width = outputs.length;
  for (let i = 0, at = 0; i < inputs.length; i++, at += width) {
    const value = inputs[i]!;
    for (let j = 0; j < width; j++) outputs[j]! += value * weights[at + j]!;
  }
  return rectify ? outputs.map((value) => Math.max(0, value)) : outputs;
}
