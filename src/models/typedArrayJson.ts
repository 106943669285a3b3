const CONSTRUCTORS = { Uint8Array, Int32Array, Float32Array, Float64Array };

/** The kinds of array that models are made of. */
export type TypedArray = Uint8Array | Int32Array | Float32Array | Float64Array;

/** A typed array as JSON: its kind and its bytes (little-endian) in base64. */
export interface TypedArrayJSON {
  readonly array: keyof typeof CONSTRUCTORS;
  readonly base64: string;
}

/**
 * Writes a typed array as JSON.
 * @example
 * import { arrayToJSON } from "../src/models/index.ts";
 * arrayToJSON(Uint8Array.of(1, 2, 3)); // => { array: "Uint8Array", base64: "AQID" }
 */
export function arrayToJSON(array: TypedArray): TypedArrayJSON {
  const base64 = Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString("base64");
  return { array: array.constructor.name as TypedArrayJSON["array"], base64 };
}

/** True for what `arrayToJSON` gives. */
export function isArrayJSON(value: unknown): value is TypedArrayJSON {
  const { array, base64 } = (value ?? {}) as Partial<TypedArrayJSON>;
  return typeof base64 === "string" && typeof array === "string" && array in CONSTRUCTORS;
}

/**
 * Reads a typed array of the expected kind.
 * @throws RangeError where there is another one or none
 * @example
 * import { arrayFromJSON } from "../src/models/index.ts";
 * arrayFromJSON({ array: "Uint8Array", base64: "AQID" }, "Uint8Array"); // => [1, 2, 3]
 */
export function arrayFromJSON<Kind extends TypedArrayJSON["array"]>(
  value: unknown,
  kind: Kind,
): InstanceType<(typeof CONSTRUCTORS)[Kind]> {
  if (!isArrayJSON(value) || value.array !== kind) throw new RangeError(`the saved model lacks a ${kind}`);
  const bytes = Uint8Array.from(Buffer.from(value.base64, "base64"));
  return new CONSTRUCTORS[kind](bytes.buffer) as InstanceType<(typeof CONSTRUCTORS)[Kind]>;
}
