/** The outcome for a published figure. */
export type Verdict = "agrees" | "differs" | "undecided" | "simulated" | "contradicted-in-source" | "not-comparable";

/** How verdicts are written, in a summary's order. */
export const VERDICTS: Readonly<
  Record<Verdict, { readonly mark: string; readonly word: string; readonly meaning: string }>
> = {
  agrees: {
    mark: "✓",
    word: "agrees",
    meaning: "comes out again, surely within 2 points",
  },
  differs: { mark: "≠", word: "differs", meaning: "comes out otherwise, surely by more than 2 points" },
  undecided: { mark: "?", word: "undecided", meaning: "too few rows to tell" },
  simulated: {
    mark: "○",
    word: "simulated",
    meaning: "measured on drawn data, which can’t speak for the report’s music",
  },
  "contradicted-in-source": {
    mark: "↯",
    word: "contradicted in source",
    meaning: "the report itself states something else as well",
  },
  "not-comparable": { mark: "–", word: "not comparable", meaning: "can’t be judged with this data" },
};

/**
 * A verdict's mark and word, kept on one line if the word is short; empty if there is no verdict.
 * @example
 * import { verdictText } from "../src/study/judge/index.ts";
 * verdictText("differs"); // => "≠ differs"
 */
export function verdictText(verdict: Verdict | null): string {
  if (verdict === null) return "";
  const { mark, word } = VERDICTS[verdict];
  return `${mark}\u00a0${word}`;
}
