import { DISPLAY, type Displayable } from "./displayable.ts";
import { joinProse, type Said } from "./prose.ts";

/** Prose with computed figures, shown as Markdown. */
export interface Markdown extends Displayable {
  readonly text: string;
}

/**
 * Paragraphs shown as prose. Plain strings appear literally; use `prose` for text that is to be read as Markdown. Empty and undefined
 * paragraphs are dropped, so a sentence can depend on the data.
 * @example
 * import { markdown, prose } from "../src/study/common/index.ts";
 * const [song, doubt] = ["my_song.mp3", undefined];
 * markdown(prose`**${song}** is Folk.`, doubt).text; // => "**my\\_song.mp3** is Folk."
 */
export function markdown(...paragraphs: readonly (Said | undefined)[]): Markdown {
  const text = String(joinProse(paragraphs, "\n\n"));
  return { text, [DISPLAY]: () => ({ "text/markdown": text, "text/plain": text }) };
}
