import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { UserError, writeFileAtomic } from "../ground/index.ts";
import type { StandardScalerJSON } from "./standardScaler.ts";
import { bytesOf, bytesToJSON, isArrayJSON, type TypedArrayJSON } from "./typedArrayJson.ts";

/**
 * A saved model is a line that names the format, a line of JSON with everything but the arrays, then the arrays' bytes. The first line
 * has the SHA-256 of everything after it.
 */
const FORMAT = "music-genre-classification-model";
/** How every saved model begins, of whatever version. */
export const MODEL_BEGINNING = `${FORMAT} `;
const VERSION = 1;
const ARRAY = "$array";

/** What is saved with a model. */
export interface SavedModel {
  /** What the classifier's `toJSON` returned; pass it to the class's `load`, or to `loadClassifier` for any class. */
  readonly classifier: unknown;
  /** What the scaler's `toJSON` returned, if there is one. */
  readonly scaler?: StandardScalerJSON;
  /** The names of the training columns, in order. */
  readonly features: readonly string[];
}

/**
 * Saves a model with its scaler and feature names. It is written beside the file and then renamed, so the file is complete or absent.
 * @example
 * import { KNeighborsClassifier, saveModel } from "../src/models/index.ts";
 * const classifier = new KNeighborsClassifier({ nNeighbors: 1 });
 * await classifier.train({ data: Float64Array.of(90, 150), rows: 2, columns: 1 }, ["Folk", "Rock"]);
 * saveModel("genres.model", { classifier, features: ["tempo"] });
 */
export function saveModel(file: string, model: SavedModel): void {
  const parts: Buffer[] = [];
  let bytes = 0;
  const header = JSON.stringify(model, (_, value: unknown) => {
    if (!isArrayJSON(value)) return value;
    const part = bytesOf(value);
    const reference = { [ARRAY]: value.array, at: bytes, bytes: part.length };
    parts.push(part);
    bytes += part.length;
    return reference;
  });
  // In pieces: a forest takes 50 MB, and one copy is enough.
  const body = [Buffer.from(`${header}\n`), ...parts];
  const first = `${FORMAT} ${VERSION} ${hash(...body)}\n`;
  try {
    writeFileAtomic(file, [Buffer.from(first), ...body]);
  } catch (error) {
    const { message } = error as Error;
    const named = error instanceof UserError ? message : `${file}: the model can't be saved there (${message})`;
    throw new UserError(named, { cause: error });
  }
}

/**
 * Reads a saved model and verifies its checksum.
 * @param features the columns it will be used with; if given, they must be the training columns, in the same order
 * @throws Error, one line that names the file, if it is not a model, has another version, is damaged, or has other features
 * @example
 * import { KNeighborsClassifier, loadClassifier, readModel, saveModel } from "../src/models/index.ts";
 * const classifier = new KNeighborsClassifier({ nNeighbors: 1 });
 * await classifier.train({ data: Float64Array.of(90, 150), rows: 2, columns: 1 }, ["Folk", "Rock"]);
 * saveModel("genres.model", { classifier, features: ["tempo"] });
 * loadClassifier(readModel("genres.model", ["tempo"]).classifier).classes; // => ["Folk", "Rock"]
 */
export function readModel(file: string, features?: readonly string[]): SavedModel {
  let content: Buffer;
  try {
    content = readFileSync(file);
  } catch (cause) {
    throw new Error(`${file}: the model can't be read (${(cause as Error).message})`, { cause });
  }
  const newline = content.indexOf("\n");
  const firstEnd = newline < 0 ? content.length : newline;
  const [format, version, checksum] = content.subarray(0, firstEnd).toString("latin1").split(" ");
  if (format !== FORMAT) throw new Error(`${file}: not a saved model`);
  if (version !== String(VERSION)) {
    throw new Error(`${file}: saved in version ${version} of the format; this program reads version ${VERSION}`);
  }
  const body = content.subarray(firstEnd + 1);
  if (hash(body) !== checksum)
    throw new Error(`${file}: the model is damaged or cut off (its checksum differs); save it again`);
  const headerEnd = body.indexOf("\n");
  const arrays = body.subarray(headerEnd + 1);
  const model = JSON.parse(body.subarray(0, headerEnd).toString(), (_, value: unknown) => {
    if (typeof value !== "object" || value === null || !(ARRAY in value)) return value;
    const { [ARRAY]: array, at, bytes } = value as { [ARRAY]: TypedArrayJSON["array"]; at: number; bytes: number };
    return bytesToJSON(array, arrays.subarray(at, at + bytes));
  }) as SavedModel;
  if (features !== undefined) checkFeatures(file, model.features, features);
  return model;
}

function checkFeatures(file: string, trained: readonly string[], given: readonly string[]): void {
  if (trained.length !== given.length) {
    throw new Error(`${file}: the model was trained on ${trained.length} features, not ${given.length}`);
  }
  const odd = trained.findIndex((name, i) => name !== given[i]);
  if (odd >= 0) throw new Error(`${file}: feature ${odd + 1} of the model is ${trained[odd]}, not ${given[odd]}`);
}

function hash(...pieces: readonly Buffer[]): string {
  const sha256 = createHash("sha256");
  for (const piece of pieces) sha256.update(piece);
  return sha256.digest("hex");
}
