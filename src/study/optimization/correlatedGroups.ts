/**
 * Groups features so that within a group every pair correlates at least as strongly as the threshold, whatever the sign (agglomerative
 * clustering with complete linkage). A group's columns ascend; groups are ordered by their first columns.
 */
export function correlatedGroups(correlations: readonly (readonly number[])[], threshold: number): number[][] {
  const groups = correlations.map((_, column) => [column]);
  const weakest = (a: readonly number[], b: readonly number[]): number =>
    Math.min(...a.flatMap((i) => b.map((j) => Math.abs(correlations[i]![j]!))));
  for (;;) {
    const pairs = groups.flatMap((first, a) =>
      groups.slice(0, a).map((second, b) => ({ a, b, link: weakest(first, second) })),
    );
    const strongest = pairs.reduce((best, pair) => (pair.link > best.link ? pair : best), { a: 0, b: 0, link: -1 });
    if (strongest.link < threshold) break;
    const [merged] = groups.splice(strongest.a, 1);
    groups[strongest.b] = [...groups[strongest.b]!, ...merged!].sort((i, j) => i - j);
  }
  return groups.sort((a, b) => a[0]! - b[0]!);
}
