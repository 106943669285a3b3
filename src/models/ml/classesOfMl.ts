import type { Label } from "../classifier.ts";
import { LabelEncoder } from "../labelEncoder.ts";

/** What a model of a package is not able to tell of itself. */
export interface FromMlOptions {
  /** The label of each of the package's class numbers; the numbers themselves where none are given. */
  readonly classes?: readonly Label[];
  /** At most so many threads. */
  readonly workers?: number;
}

/**
 * The classes of a package's model that numbers them from 0 to below `count`, and our number (they are sorted) of each.
 * @throws RangeError where there are not `count` labels, all different
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
