import type { Label } from "./classifier.ts";

/**
 * Maps distinct labels to the numbers 0 to n-1 in sorted order, and back.
 * @example
 * import { LabelEncoder } from "../src/models/index.ts";
 * const encoder = new LabelEncoder(["Rock", "Folk", "Rock"]);
 * encoder.encode(["Rock", "Folk"]); // => [1, 0]
 * encoder.decode([1]); // => ["Rock"]
 */
export class LabelEncoder {
  /** The distinct labels, sorted: numbers by value, text by character code. */
  readonly classes: readonly Label[];
  readonly #codes: ReadonlyMap<Label, number>;

  constructor(labels: Iterable<Label>) {
    this.classes = [...new Set(labels)].sort(compareLabels);
    this.#codes = new Map(this.classes.map((label, code) => [label, code]));
  }

  /**
   * The number of each label.
   * @throws RangeError if a label is not one of the classes
   */
  encode(labels: readonly Label[]): Int32Array {
    return Int32Array.from(labels, (label) => {
      const code = this.#codes.get(label);
      if (code === undefined) throw new RangeError(`unknown label ${String(label)}; known: ${this.classes.join(", ")}`);
      return code;
    });
  }

  /** The label of each number. */
  decode(codes: ArrayLike<number>): Label[] {
    return Array.from(codes, (code) => this.classes[code]!);
  }
}

function compareLabels(a: Label, b: Label): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
