import type { CleanHtml } from "./cleanHtml.ts";
import type { CodeHighlighter } from "./codeHighlighter.ts";
import type { MarkdownRenderer } from "./markdown/markdownRenderer.ts";
import type { Maths } from "./markdown/maths.ts";

/** What the parts of one page share while it is rendered. */
export interface RenderContext {
  readonly highlighter: CodeHighlighter;
  readonly markdown: MarkdownRenderer;
  /** Absent where nothing in the notebook can be a formula. */
  readonly maths: Maths | undefined;
  /** What becomes of an author's HTML. */
  readonly clean: CleanHtml;
  /** The language of the notebook's code. */
  readonly language: string;
  /** The notebook's folder, where images that are named relative to it are looked up. */
  readonly folder: string | undefined;
  /** The id of the cell the notebook failed at. */
  readonly failedCell: string | undefined;
  /** Whether any cell was run: then one that wasn't is worth a word. */
  readonly executed: boolean;
  /** Found while rendering: what the page needs Plotly for. */
  charts: "still" | "live" | undefined;
}
