import { DISPLAY, type Displayable } from "./displayable.ts";

/** Prose whose figures are computed: shown as Markdown. */
export interface Markdown extends Displayable {
  readonly text: string;
}

/** Paragraphs of Markdown, shown as prose. What is empty or undefined is left out, so that a sentence can depend on the data. */
export function markdown(...paragraphs: readonly (string | undefined)[]): Markdown {
  const text = paragraphs.filter((paragraph) => paragraph !== undefined && paragraph !== "").join("\n\n");
  return { text, [DISPLAY]: () => ({ "text/markdown": text, "text/plain": text }) };
}
