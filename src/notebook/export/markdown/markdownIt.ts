import { createRequire } from "node:module";
import type MarkdownItClass from "markdown-it";

/**
 * markdown-it in its one-file build. Loading its ES modules, a hundred files with those they need, took six times as long
 * (100 ms against 16), most of what the export of a small notebook takes.
 */
export const MarkdownIt = createRequire(import.meta.url)(
  "markdown-it/dist/markdown-it.min.js",
) as typeof MarkdownItClass;
