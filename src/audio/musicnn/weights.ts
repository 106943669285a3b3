import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("../../../data/musicnn/", import.meta.url));

/** What `data/musicnn/weights.json` says about `weights.bin`. */
interface Description {
  readonly sha256: string;
  readonly tags: readonly string[];
  readonly tensors: readonly { readonly name: string; readonly shape: readonly number[]; readonly offset: number }[];
}

/** A trained layer's numbers, row-major. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** The trained network's numbers by name, and the names of its outputs. */
export interface Weights {
  readonly tags: readonly string[];
  readonly sha256: string;
  tensor(name: string): Tensor;
}

/**
 * Reads the weights in `data/musicnn`.
 * @throws Error if they are missing or don't match their description, with a way out
 * @example
 * import { readWeights } from "../src/audio/index.ts";
 * readWeights().tensor("conv2d/kernel").shape; // => [7, 38, 1, 204]
 */
export function readWeights(folder = FOLDER): Weights {
  const path = join(folder, "weights.bin");
  const { sha256, tags, tensors } = JSON.parse(readFileSync(join(folder, "weights.json"), "utf8")) as Description;
  const bytes = readFileSync(path);
  if (createHash("sha256").update(bytes).digest("hex") !== sha256) {
    throw new Error(`${path} is damaged: get it again with git checkout -- data/musicnn`);
  }
  const all = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const tensor = (name: string): Tensor => {
    const { shape, offset } = byName.get(name)!;
    return { shape, data: all.subarray(offset, offset + shape.reduce((a, b) => a * b, 1)) };
  };
  return { tags, sha256, tensor };
}
