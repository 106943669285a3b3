import { createRequire } from "node:module";
import { BANDS, PAD, PATCH_FRAMES, readWeights, TEMPORAL, TIMBRAL } from "../../src/audio/index.ts";
import { startTensorflow } from "../../src/models/index.ts";

interface Tensor {
  readonly shape: readonly number[];
  dataSync(): Float32Array;
}

/** The parts of TensorFlow.js used here. */
interface Tensorflow {
  tensor(values: Float32Array, shape: readonly number[]): Tensor;
  conv2d(x: Tensor, filter: Tensor, strides: number, pad: "same" | "valid"): Tensor;
  pad(x: Tensor, paddings: readonly (readonly [number, number])[]): Tensor;
  add(a: Tensor, b: Tensor): Tensor;
  mul(a: Tensor, b: Tensor): Tensor;
  relu(x: Tensor): Tensor;
  max(x: Tensor, axis: number, keepDims?: boolean): Tensor;
  mean(x: Tensor, axis: number): Tensor;
  stack(x: readonly Tensor[], axis: number): Tensor;
  concat(x: readonly Tensor[], axis: number): Tensor;
  reshape(x: Tensor, shape: readonly number[]): Tensor;
  matMul(a: Tensor, b: Tensor): Tensor;
  sigmoid(x: Tensor): Tensor;
  tidy<T>(work: () => T): T;
}

/** The number of the last normalisation before the middle. */
const MIDDLE_BEGINS = 5;

/** The network of `data/musicnn`, layer by layer on TensorFlow.js's WebAssembly backend, as the peer of our own loops. */
export async function tensorflowNetwork(): Promise<(patch: Float32Array) => Float32Array> {
  await startTensorflow();
  const tf = createRequire(import.meta.url)("@tensorflow/tfjs-core") as Tensorflow;
  const weights = readWeights();
  const constant = (name: string): Tensor => {
    const { data, shape } = weights.tensor(name);
    return tf.tensor(data, shape);
  };
  const normalised = (number: number): ((x: Tensor) => Tensor) => {
    const name = number === 0 ? "batch_normalization" : `batch_normalization_${number}`;
    const [gamma, beta, mean, variance] = ["gamma", "beta", "moving_mean", "moving_variance"].map(
      (part) => weights.tensor(`${name}/${part}`).data,
    ) as [Float32Array, Float32Array, Float32Array, Float32Array];
    const factor = gamma.map((value, i) => value / Math.sqrt(variance[i]! + 0.001));
    const scale = tf.tensor(factor, [factor.length]);
    const shift = tf.tensor(
      beta.map((value, i) => value - mean[i]! * factor[i]!),
      [factor.length],
    );
    return (x) => tf.add(tf.mul(x, scale), shift);
  };
  const layer = (name: string, number: number, pad: "same" | "valid"): ((x: Tensor) => Tensor) => {
    const { data, shape } = weights.tensor(`${name}/kernel`);
    const [taps, width, , filters] = shape as [number, number, number, number];
    // From the middle on, the filter's former width is the channels of its input: the same numbers.
    const kernel = tf.tensor(data, number > MIDDLE_BEGINS ? [taps, 1, width, filters] : shape);
    const [bias, normalise] = [constant(`${name}/bias`), normalised(number)];
    return (x) => normalise(tf.relu(tf.add(tf.conv2d(x, kernel, 1, pad), bias)));
  };
  const none = [0, 0] as const;
  const padTime = (x: Tensor): Tensor => tf.pad(x, [none, [PAD, PAD], none, none]);
  const [input, pooled] = [normalised(0), normalised(9)];
  const timbral = TIMBRAL.map((name, i) => layer(name, i + 1, "valid"));
  const temporal = TEMPORAL.map((name, i) => layer(name, i + 3, "same"));
  const middle = [5, 6, 7].map((i) => layer(`conv2d_${i}`, i + 1, "valid"));
  const [dense, denseBias, hidden] = [constant("dense/kernel"), constant("dense/bias"), normalised(10)];
  const [last, lastBias] = [constant("dense_1/kernel"), constant("dense_1/bias")];
  return (patch) =>
    tf.tidy(() => {
      const x = input(tf.tensor(patch, [1, PATCH_FRAMES, BANDS, 1]));
      const padded = padTime(x);
      const front = tf.concat(
        [...timbral.map((f) => f(padded)), ...temporal.map((f) => f(x))].map((y) => tf.max(y, 2, true)),
        3,
      );
      const first = middle[0]!(padTime(front));
      const second = tf.add(middle[1]!(padTime(first)), first);
      const third = tf.add(middle[2]!(padTime(second)), second);
      const all = tf.reshape(tf.concat([front, first, second, third], 3), [PATCH_FRAMES, -1]);
      const flat = pooled(tf.reshape(tf.stack([tf.max(all, 0), tf.mean(all, 0)], 1), [1, -1]));
      const embedding = hidden(tf.relu(tf.add(tf.matMul(flat, dense), denseBias)));
      return tf.sigmoid(tf.add(tf.matMul(embedding, last), lastBias)).dataSync();
    });
}
