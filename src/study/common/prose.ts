import { DISPLAY, type Displayable } from "./displayable.ts";

/** A piece of Markdown prose in which names taken from the data are escaped. Only `prose` creates one. */
export class Prose {
  // Private, so that no structurally similar object passes for prose.
  readonly #markdown: string;

  /** @internal for `prose` and the functions that join its pieces */
  constructor(markdown: string) {
    this.#markdown = markdown;
  }

  toString(): string {
    return this.#markdown;
  }
}

/** What a sentence can be built from: text, which is escaped, and prose, which isn't. */
export type Said = string | number | Prose;

/**
 * A sentence. The template's own words may be Markdown; interpolated values are escaped, whatever a genre, file or artist is called,
 * unless they are prose themselves.
 * @example
 * import { prose } from "../src/study/common/index.ts";
 * String(prose`*Best:* ${"R&B *live*"}`); // => "*Best:* R&B \\*live\\*"
 */
export function prose(words: TemplateStringsArray, ...values: readonly (Said | undefined)[]): Prose {
  const parts = words.map((word, i) => word + markdownOf(values[i] ?? ""));
  return new Prose(parts.join(""));
}

/**
 * Joins pieces of prose and text, skipping those that are undefined, false or empty.
 * @example
 * import { joinProse, prose } from "../src/study/common/index.ts";
 * String(joinProse([prose`It is **sure**.`, undefined, "2 * 3 = 6."])); // => "It is **sure**. 2 \\* 3 = 6."
 */
export function joinProse(pieces: readonly (Said | undefined | false)[], separator = " "): Prose {
  const said = pieces.filter((piece): piece is Said => piece !== undefined && piece !== false && String(piece) !== "");
  return new Prose(said.map(markdownOf).join(separator));
}

/**
 * "a", "a and b", "a, b and c".
 * @example
 * import { listProse, prose } from "../src/study/common/index.ts";
 * String(listProse([prose`**Folk**`, "Pop", "Rock"])); // => "**Folk**, Pop and Rock"
 */
export function listProse(items: readonly Said[]): Prose {
  const all = items.map(markdownOf);
  return new Prose(all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1)!}`);
}

function markdownOf(said: Said): string {
  return said instanceof Prose ? said.toString() : escapeMarkdown(String(said));
}

/** What Markdown, HTML inside it, KaTeX or footnotes could take for markup; an ampersand only where it starts an entity. */
const MARKUP = /[\\`*_[\]$~|#^!<>]|&(?=#?\w+;)/g;
/** What would turn a paragraph that starts with it into a list. */
const LIST_ITEM = /^(\s*\d*)([-+.)]\s)/;

/** Escapes text for a sentence of Markdown: markup gets a backslash, and a line break becomes a space, since it could end the paragraph. */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replace(/\s*[\r\n]+\s*/g, " ")
      .replace(MARKUP, "\\$&")
      // JupyterLab looks for formulas again in the rendered text, but not across elements.
      .replaceAll("\\$", () => "<span>\\$</span>")
      .replace(LIST_ITEM, "$1\\$2")
  );
}

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

/**
 * Stands in for a section that needs a table the source doesn't have.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { missingTable } from "../src/study/common/index.ts";
 * const { segments } = await loadSource(resolveSource("sample"));
 * const shown = segments ? segments.X.rows : missingTable("3-second table");
 * shown; // => 1600
 */
export function missingTable(title: "30-second table" | "3-second table"): Markdown {
  return markdown(prose`*This source has no ${title}, so there is nothing to show here.*`);
}
