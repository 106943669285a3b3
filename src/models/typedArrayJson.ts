const CONSTRUCTORS = { Uint8Array, Int32Array, Float32Array, Float64Array };

/** The kinds of array that models are made of. */
export type TypedArray = Uint8Array | Int32Array | Float32Array | Float64Array;

/** A typed array as JSON: its kind and its bytes (little-endian) in base64. */
export interface TypedArrayJSON {
  readonly array: keyof typeof CONSTRUCTORS;
  readonly base64: string;
}

/** Holds the bytes of an array that has not gone through JSON, so that base64 is only made when needed. */
const BYTES = Symbol("bytes");

/**
 * Writes a typed array as JSON. Don't change the array until it is written.
 * @example
 * import { arrayToJSON } from "../src/models/index.ts";
 * arrayToJSON(Uint8Array.of(1, 2, 3)); // => { array: "Uint8Array", base64: "AQID" }
 */
export function arrayToJSON(array: TypedArray): TypedArrayJSON {
  const bytes = Buffer.from(array.buffer, array.byteOffset, array.byteLength);
  return bytesToJSON(array.constructor.name as TypedArrayJSON["array"], bytes);
}

/** Like `arrayToJSON`, for an array of the given kind with these bytes. */
export function bytesToJSON(array: TypedArrayJSON["array"], bytes: Buffer): TypedArrayJSON {
  const json = {
    array,
    get base64() {
      return bytes.toString("base64");
    },
  };
  return Object.defineProperty(json, BYTES, { value: bytes });
}

/** The bytes of an array. */
export function bytesOf(json: TypedArrayJSON): Buffer {
  return (json as { [BYTES]?: Buffer })[BYTES] ?? Buffer.from(json.base64, "base64");
}

/** Whether a value is what `arrayToJSON` returns. */
export function isArrayJSON(value: unknown): value is TypedArrayJSON {
  if (typeof value !== "object" || value === null) return false;
  const { array } = value as Partial<TypedArrayJSON>;
  if (typeof array !== "string" || !(array in CONSTRUCTORS)) return false;
  return BYTES in value || typeof (value as Partial<TypedArrayJSON>).base64 === "string";
}

/**
 * Reads a typed array of the expected kind.
 * @throws RangeError if there is another kind or none
 * @example
 * import { arrayFromJSON } from "../src/models/index.ts";
 * arrayFromJSON({ array: "Uint8Array", base64: "AQID" }, "Uint8Array"); // => [1, 2, 3]
 */
export function arrayFromJSON<Kind extends TypedArrayJSON["array"]>(
  value: unknown,
  kind: Kind,
): InstanceType<(typeof CONSTRUCTORS)[Kind]> {
  if (!isArrayJSON(value) || value.array !== kind) throw new RangeError(`the saved model lacks a ${kind}`);
  const bytes = Uint8Array.from(bytesOf(value));
  return new CONSTRUCTORS[kind](bytes.buffer) as InstanceType<(typeof CONSTRUCTORS)[Kind]>;
}
