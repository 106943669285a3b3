import type { ShownData } from "./shownData.ts";

/** The colour and marker of the data at hand, and of what stands beside it. */
export const SOURCE_STYLES = {
  "": { colour: "#2f86d6", symbol: "square", dash: "solid" },
  "sample.": { colour: "#c2417c", symbol: "diamond", dash: "dash" },
  "replica.": { colour: "#8a8f98", symbol: "diamond", dash: "dash" },
} as const;

const KINDS = { "": "", "sample.": "real music", "replica.": "simulated" } as const;

/** A name in a legend or table: what stands beside the data at hand says what it is. */
export function nameBeside(name: string, { prefix }: ShownData): string {
  return prefix === "" ? name : `${name}, ${KINDS[prefix]}`;
}
