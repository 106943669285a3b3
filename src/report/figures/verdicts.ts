import type { Verdict } from "./judgeFigure.ts";

/** How verdicts are written, in the order of a summary. */
export const VERDICTS: Readonly<
  Record<Verdict, { readonly mark: string; readonly word: string; readonly meaning: string }>
> = {
  reproduced: {
    mark: "✓",
    word: "reproduced",
    meaning: "comes out again, within its rounding and the draw of the test part",
  },
  differs: { mark: "≠", word: "differs", meaning: "comes out otherwise" },
  "contradicted-in-source": {
    mark: "↯",
    word: "contradicted in source",
    meaning: "the report itself states something else as well",
  },
  "not-comparable": { mark: "–", word: "not comparable", meaning: "can't be judged with this data" },
};

/** A verdict's mark and word; they stay together where the word's line is short. */
export function verdictText(verdict: Verdict): string {
  const { mark, word } = VERDICTS[verdict];
  return `${mark}\u00a0${word}`;
}
