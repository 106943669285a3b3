import { CHART_COLOURS } from "../../ground/index.ts";
import type { ShownData } from "./shownData.ts";

/** The colour and marker of the data at hand, and of the data shown beside it. */
export const SOURCE_STYLES = {
  "": { colour: CHART_COLOURS.blue, symbol: "square", dash: "solid" },
  "sample.": { colour: CHART_COLOURS.pink, symbol: "diamond", dash: "dash" },
  "replica.": { colour: CHART_COLOURS.quiet, symbol: "diamond", dash: "dash" },
} as const;

const KINDS = { "": "", "sample.": "real music", "replica.": "simulated" } as const;

/** A name in a legend or table; data shown beside the data at hand is labelled as such. */
export function nameBeside(name: string, { prefix }: ShownData): string {
  return prefix === "" ? name : `${name}, ${KINDS[prefix]}`;
}
