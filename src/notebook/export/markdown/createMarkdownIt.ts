import { createRequire } from "node:module";
import type { default as MarkdownIt, Options, PluginSimple } from "markdown-it";
import footnote from "markdown-it-footnote";

/**
 * markdown-it in its one-file build. Loading its ES modules, a hundred files with those they need, took six times as long
 * (100 ms against 16), most of what the export of a small notebook takes.
 */
const Parser = createRequire(import.meta.url)("markdown-it/dist/markdown-it.min.js") as typeof MarkdownIt;

/** A parser for Markdown with HTML, tables and footnotes. */
export function createMarkdownIt(options: Options = {}): MarkdownIt {
  // The plugin's types are written for the CommonJS face of markdown-it's.
  return new Parser({ html: true, ...options }).use(footnote as unknown as PluginSimple);
}
