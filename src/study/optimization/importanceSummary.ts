import { effectiveNumber } from "./effectiveNumber.ts";
import { meanImportance } from "./forestImportances.ts";

/** The importance of a feature over several forests. */
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
  /** How many equally important features would be as evenly spread. */
  readonly effective: number;
  /** How many features have about the equal share: between half of it and twice as much. */
  readonly nearEqual: number;
}

/** Sums up importances of one kind, a list for each forest. What is below zero counts as nothing when shares are taken. */
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
