import { formatPercent } from "../common/index.ts";

/** The axis of a principal component, labelled with the share of the variance it explains. */
export function componentAxis(component: number, explained: readonly number[]): Record<string, unknown> {
  return {
    title: { text: `component ${component + 1} (${formatPercent(explained[component]!)} of variance)` },
    nticks: 6,
    zeroline: false,
  };
}
