import type { Matrix } from "../../ground/index.ts";
import type { Label } from "../classifier.ts";
import { LabelEncoder } from "../labelEncoder.ts";

/** What a package's model doesn't record about itself. */
export interface FromMlOptions {
  /** The label of each of the package's class numbers; by default the numbers themselves. */
  readonly classes?: readonly Label[];
  /** The most threads to use. */
  readonly workers?: number;
}

/**
 * The classes of a package's model that numbers them from 0 to `count` - 1, and our number for each (ours are sorted).
 * @throws RangeError unless there are `count` distinct labels
 */
export function classesOfMl(
  count: number,
  classes: readonly Label[] = Array.from({ length: count }, (_, code) => code),
): { readonly encoder: LabelEncoder; readonly codes: Int32Array } {
  const encoder = new LabelEncoder(classes);
  if (classes.length !== count || encoder.classes.length !== count) {
    throw new RangeError(
      `the model has ${count} classes; expected as many different labels, not ${classes.join(", ")}`,
    );
  }
  return { encoder, codes: encoder.encode(classes) };
}

/** A matrix's rows as arrays, the form in which mljs takes data. */
export function toRows({ data, rows, columns }: Matrix): number[][] {
  return Array.from({ length: rows }, (_, row) => Array.from(data.subarray(row * columns, (row + 1) * columns)));
}
