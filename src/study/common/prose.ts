/** A piece of prose in Markdown, in which every name from the data stands as it is. Only `prose` makes one. */
export class Prose {
  // A private member: no other object passes for prose.
  readonly #markdown: string;

  /** @internal for `prose` and what joins its pieces */
  constructor(markdown: string) {
    this.#markdown = markdown;
  }

  toString(): string {
    return this.#markdown;
  }
}

/** What may stand in a sentence: text, which is escaped, and prose, which is not. */
export type Said = string | number | Prose;

/**
 * A sentence: the template's own words may be Markdown; what is put in is text and shows as it is, whatever a genre, file or artist
 * is called, unless it is prose itself.
 * @example
 * import { prose } from "../src/study/common/index.ts";
 * String(prose`*Best:* ${"R&B *live*"}`); // => "*Best:* R&B \\*live\\*"
 */
export function prose(words: TemplateStringsArray, ...values: readonly (Said | undefined)[]): Prose {
  const parts = words.map((word, i) => word + markdownOf(values[i] ?? ""));
  return new Prose(parts.join(""));
}

/**
 * Pieces of prose and text, one behind the other; what is undefined, false or empty is left out.
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

/** What Markdown, HTML in it, KaTeX or footnotes may take for markup; an ampersand only where it begins an entity. */
const MARKUP = /[\\`*_[\]$~|#^!<>]|&(?=#?\w+;)/g;
/** What makes a list of a paragraph that begins with it. */
const LIST_ITEM = /^(\s*\d*)([-+.)]\s)/;

/** Text as it stands in a sentence of Markdown: marks get a backslash, a line break becomes a space, or it would end the paragraph. */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replace(/\s*[\r\n]+\s*/g, " ")
      .replace(MARKUP, "\\$&")
      // JupyterLab looks for formulas again in what is rendered, though not across elements.
      .replaceAll("\\$", () => "<span>\\$</span>")
      .replace(LIST_ITEM, "$1\\$2")
  );
}
