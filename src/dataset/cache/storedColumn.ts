const NULL = -1;

/** A column of texts of which many are equal: the different ones, in the order of their first row, and which one each row has. */
export interface StoredColumn {
  readonly texts: readonly string[];
  readonly indices: Int32Array;
}

export function storeColumn(column: readonly (string | null)[]): StoredColumn {
  const places = new Map<string, number>();
  const indices = Int32Array.from(column, (text) => {
    if (text === null) return NULL;
    const place = places.get(text) ?? places.size;
    places.set(text, place);
    return place;
  });
  return { texts: [...places.keys()], indices };
}

/** The column again; rows with equal texts share one string. */
export function restoreColumn<Item extends string | null>({ texts, indices }: StoredColumn): Item[] {
  const column = new Array<Item>(indices.length);
  for (let row = 0; row < indices.length; row++) {
    const index = indices[row]!;
    column[row] = (index === NULL ? null : texts[index]!) as Item;
  }
  return column;
}
