/**
 * The original text of numbers from JSON, kept beside the parsed objects (which remain plain JSON values). Python writes 1.0 and 1e-07
 * where JavaScript writes 1 and 1e-7; this way a notebook that is read and written keeps its bytes.
 */
const literals = new WeakMap<object, Map<string | number, { readonly value: number; readonly literal: string }>>();

/** Records that `parent[key]` has `value`, written as `literal`. */
export function rememberNumber(parent: object, key: string | number, value: number, literal: string): void {
  const known = literals.get(parent);
  if (known) known.set(key, { value, literal });
  else literals.set(parent, new Map([[key, { value, literal }]]));
}

/** The text of `parent[key]`, if it was read from JSON and its value is unchanged. */
export function literalOf(parent: object, key: string | number, value: number): string | undefined {
  const known = literals.get(parent)?.get(key);
  return known && Object.is(known.value, value) ? known.literal : undefined;
}
