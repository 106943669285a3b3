import { createRequire } from "node:module";
import { dirname, sep } from "node:path";

/** A float32 matrix or vector in TensorFlow.js's memory. */
export interface Tensor {
  readonly shape: readonly number[];
  dataSync(): Float32Array;
}

/** The parts of TensorFlow.js used here, declared one by one: reading its own types would take every notebook a second. */
export interface Tensorflow {
  tensor2d(values: Float32Array, shape: readonly [rows: number, columns: number]): Tensor;
  matMul(a: Tensor, b: Tensor, transposeA?: boolean, transposeB?: boolean): Tensor;
  add(a: Tensor, b: Tensor): Tensor;
  sub(a: Tensor, b: Tensor): Tensor;
  mul(a: Tensor, b: Tensor | number): Tensor;
  div(a: Tensor, b: Tensor | number): Tensor;
  relu(x: Tensor): Tensor;
  /** 1 where `x` is positive, otherwise 0. */
  step(x: Tensor): Tensor;
  softmax(x: Tensor): Tensor;
  sum(x: Tensor, axis: number): Tensor;
  /** Frees the tensors that are created inside and not returned. */
  tidy<T>(work: () => T): T;
}

let started: Promise<Tensorflow> | undefined;

/**
 * Starts TensorFlow.js on its WebAssembly backend, in the calling thread: the same bits on every machine. It is loaded once, on first
 * use.
 * @example
 * import { startTensorflow } from "../src/models/index.ts";
 * const tf = await startTensorflow();
 * const x = tf.tensor2d(Float32Array.of(1, -2), [1, 2]);
 * tf.relu(x).dataSync(); // => [1, 0]
 */
export function startTensorflow(): Promise<Tensorflow> {
  started ??= start();
  return started;
}

async function start(): Promise<Tensorflow> {
  const require = createRequire(import.meta.url);
  // The backend's loader listens for errors of the whole process and takes other code's for its own.
  const events = ["uncaughtException", "unhandledRejection"] as const;
  const before = events.map((event) => new Set<unknown>(process.listeners(event as "exit")));
  const core = require("@tensorflow/tfjs-core") as Tensorflow & {
    setBackend(name: string): Promise<boolean>;
  };
  const backend = require("@tensorflow/tfjs-backend-wasm") as { setWasmPaths(folder: string): void };
  backend.setWasmPaths(dirname(require.resolve("@tensorflow/tfjs-backend-wasm")) + sep);
  if (!(await core.setBackend("wasm"))) throw new Error("TensorFlow.js can't start its WebAssembly backend");
  events.forEach((event, i) => {
    for (const listener of process.listeners(event as "exit")) {
      if (!before[i]!.has(listener)) process.removeListener(event, listener);
    }
  });
  return core;
}
