import type { CleanHtml } from "./cleanHtml.ts";
import type { CodeHighlighter } from "./codeHighlighter.ts";
import type { MarkdownRenderer } from "./markdown/markdownRenderer.ts";
import type { Maths } from "./markdown/maths.ts";

/** What the parts of one page share while it is rendered. */
export interface RenderContext {
  readonly highlighter: CodeHighlighter;
  readonly markdown: MarkdownRenderer;
  /** Absent if nothing in the notebook can be a formula. */
  readonly maths: Maths | undefined;
  /** How an author's HTML is treated. */
  readonly clean: CleanHtml;
  /** The language of the notebook's code. */
  readonly language: string;
  /** The notebook's folder, from which relative image names are resolved. */
  readonly folder: string | undefined;
  /** The id of the cell the notebook failed at. */
  readonly failedCell: string | undefined;
  /** Whether any cell was run; only then is it worth noting one that wasn't. */
  readonly executed: boolean;
  /** Determined while rendering: what the page needs Plotly for. */
  charts: "still" | "live" | undefined;
}
