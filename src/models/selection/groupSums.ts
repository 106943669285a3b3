/** What the rows of each group add up to. */
export interface GroupSums {
  /** The number of rows of each group, in order of first appearance. */
  readonly rows: Float64Array;
  /** The sum of their values. */
  readonly sums: Float64Array;
}

/**
 * Adds up values by group.
 * @throws RangeError if there are no rows, or not one group per row
 */
export function groupSums(values: readonly number[], groups: readonly unknown[]): GroupSums {
  if (values.length === 0 || groups.length !== values.length) {
    throw new RangeError(
      `${values.length} rows and ${groups.length} groups; expected one group a row, and at least one`,
    );
  }
  const found = new Map<unknown, { rows: number; sum: number }>();
  values.forEach((value, row) => {
    const group = found.get(groups[row]);
    if (group) {
      group.rows++;
      group.sum += value;
    } else found.set(groups[row], { rows: 1, sum: value });
  });
  return {
    rows: Float64Array.from(found.values(), ({ rows }) => rows),
    sums: Float64Array.from(found.values(), ({ sum }) => sum),
  };
}

/**
 * The mean over all rows, and its standard error where groups, two or more, are what was drawn: that of a ratio of two sums, values and
 * rows (Cochran 1977, "Sampling techniques", 6.3).
 */
export function sumsError({ rows, sums }: GroupSums): { readonly mean: number; readonly error: number } {
  const total = rows.reduce((all, count) => all + count, 0);
  const mean = sums.reduce((all, sum) => all + sum, 0) / total;
  const squares = sums.reduce((all, sum, group) => all + (sum - mean * rows[group]!) ** 2, 0);
  return { mean, error: Math.sqrt((squares * rows.length) / (rows.length - 1)) / total };
}
