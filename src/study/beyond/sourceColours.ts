/** The colour and marker of the data at hand, and of real music shown beside it. */
export const SOURCE_STYLES = {
  "": { colour: "#2f86d6", symbol: "square", dash: "solid" },
  "sample.": { colour: "#c2417c", symbol: "diamond", dash: "dash" },
} as const;
