/**
 * The number of equal parts that would be as evenly spread as these: the exponential of the Shannon entropy of their shares (Hill 1973,
 * "Diversity and evenness", order 1). n equal parts give n, a single one gives 1. Parts below 0 count as 0; NaN if none is above it.
 */
export function effectiveNumber(parts: ArrayLike<number>): number {
  const positive = Array.from(parts).filter((part) => part > 0);
  const total = positive.reduce((sum, part) => sum + part, 0);
  const entropy = positive.reduce((sum, part) => sum - (part / total) * Math.log(part / total), 0);
  return positive.length > 0 ? Math.exp(entropy) : NaN;
}
