import { formatPercent } from "../common/index.ts";

/** The axis of a principal component, labelled with the share of the variance it explains in brackets. */
export function componentAxis(component: number, explained: readonly number[]): Record<string, unknown> {
  return {
    title: { text: `component ${component + 1} (${formatPercent(explained[component]!)})`, font: { size: 12 } },
    nticks: 5,
    zeroline: false,
  };
}
