import { asItIs } from "../../../src/notebook/export/cleanHtml.ts";
import { CodeHighlighter } from "../../../src/notebook/export/codeHighlighter.ts";
import { MarkdownRenderer, Slugs } from "../../../src/notebook/export/markdown/markdownRenderer.ts";
import { Maths } from "../../../src/notebook/export/markdown/maths.ts";
import type { RenderContext } from "../../../src/notebook/export/renderContext.ts";

/** A context to render parts of a page in, with TypeScript and formulas loaded. */
export async function renderContext(): Promise<RenderContext> {
  const highlighter = await CodeHighlighter.load(["typescript"]);
  const maths = await Maths.load(["$"]);
  return {
    highlighter,
    maths,
    markdown: new MarkdownRenderer(highlighter, new Slugs(), maths),
    clean: asItIs,
    language: "typescript",
    folder: undefined,
    failedCell: undefined,
    executed: true,
    charts: undefined,
  };
}
