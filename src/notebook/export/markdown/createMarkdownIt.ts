import { createRequire } from "node:module";
import type { default as MarkdownIt, Options, PluginSimple } from "markdown-it";
import footnote from "markdown-it-footnote";
import type Token from "markdown-it/lib/token.mjs";

/**
 * markdown-it in its single-file build. Loading its ES modules, a hundred files with their dependencies, took six times as long (100 ms
 * against 16), which is most of the time to export a small notebook.
 */
const Parser = createRequire(import.meta.url)("markdown-it/dist/markdown-it.min.js") as typeof MarkdownIt;

/** A parser for Markdown with HTML, tables and footnotes. */
export function createMarkdownIt(options: Options = {}): MarkdownIt {
  // The plugin's types are written for markdown-it's CommonJS interface.
  return new Parser({ html: true, ...options }).use(footnote as unknown as PluginSimple);
}

/** The text of inline tokens, with code and formulas as written, without links, images and HTML. */
export function plainText(tokens: readonly Token[]): string {
  return tokens
    .map(({ type, content }) => {
      if (type === "softbreak" || type === "hardbreak") return " ";
      return type === "text" || type === "code_inline" || type.startsWith("math") ? content : "";
    })
    .join("");
}
