import { meanImportance } from "./forestImportances.ts";

/** A feature's importance over several forests. */
export interface FeatureImportance {
  readonly feature: string;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** How evenly importance is spread over features. */
export interface ImportanceSummary {
  /** The most important first. */
  readonly ranked: readonly FeatureImportance[];
  /** The number of equally important features that would be as evenly spread. */
  readonly effective: number;
  /** How many features have about an equal share: between half and twice as much. */
  readonly nearEqual: number;
}

/** Sums up importances of one kind, one list per forest. Values below zero count as zero when shares are computed. */
export function importanceSummary(features: readonly string[], lists: readonly ArrayLike<number>[]): ImportanceSummary {
  const means = meanImportance(lists);
  const total = means.reduce((sum, mean) => sum + Math.max(0, mean), 0);
  const equal = total / features.length;
  const ranked = features.map((feature, column): FeatureImportance => {
    const values = lists.map((list) => list[column]!);
    return { feature, mean: means[column]!, low: Math.min(...values), high: Math.max(...values) };
  });
  return {
    ranked: ranked.sort((a, b) => b.mean - a.mean),
    effective: effectiveNumber(means),
    nearEqual: means.filter((mean) => mean > 0 && mean >= equal / 2 && mean <= equal * 2).length,
  };
}

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
