import { basename, extname } from "node:path";
import type { Cell, MarkdownCell, Notebook } from "../nbformat.ts";
import { cellAnchor, cellVisibility, renderCell } from "./renderCell.ts";
import { asItIs, withoutActiveContent } from "./cleanHtml.ts";
import { CodeHighlighter } from "./codeHighlighter.ts";
import { contentsList, FACTS_ID, renderFacts, renderHead, renderNotices, renderPage } from "./renderPage.ts";
import { html, type Html, type Part } from "../../ground/index.ts";
import { type Heading, MarkdownRenderer, Slugs } from "./markdown/markdownRenderer.ts";
import { Maths } from "./markdown/maths.ts";
import type { ExportOptions, Failure, PageLink } from "./options.ts";
import { pageAssets } from "./assetFiles.ts";
import type { RenderContext } from "./renderContext.ts";

/** Ids that pages use themselves; no heading and nothing in an author's HTML may have them. */
const PAGE_IDS = ["page", "code-switch", "theme-switch", "plotly", FACTS_ID];

/**
 * Renders a notebook as one HTML page that reads well offline: every chart drawn, every formula rendered, no external URL. The page
 * links to the files that `writeAssets` puts beside it or, with `standalone`, contains them. The same notebook and options give the
 * same bytes.
 */
export async function exportNotebook(notebook: Notebook, options: ExportOptions): Promise<string> {
  const context = await prepare(notebook, options);
  const { title, cells } = renderCells(notebook, context);
  const text = options.title ?? notebook.metadata.title ?? title?.text;
  const name = text ?? basename(options.fileName, extname(options.fileName));
  const needs = { charts: context.charts, maths: context.maths?.used ?? false };
  return renderPage(
    {
      title: options.home ? `${name} · ${options.home.title}` : name,
      home: options.home ?? options.fileName,
      assets: await pageAssets(needs, options),
      contents: contentsList(context.markdown.headings),
      code: notebook.cells.some(showsCode),
      main: html`<header class="page-header">
<p class="file-name">${options.fileName}</p>
${pageTitle(title, name)}
${renderHead(options)}</header>
${renderNotices(options.notices)}${options.failure && renderFailure(options.failure, notebook)}${cells}${renderFacts(options.facts)}${pager(options)}`,
    },
    options,
  );
}

/** Loads what is needed to show a notebook's code and formulas. If called ahead of time, `exportNotebook` can start at once. */
export async function loadRenderers({
  cells,
  metadata,
}: Notebook): Promise<Pick<RenderContext, "language" | "highlighter" | "maths">> {
  const language = metadata.language_info?.name ?? String(metadata.kernelspec?.language ?? "typescript");
  const texts = cells.flatMap(markdownTexts);
  const languages = texts.flatMap((text) =>
    [...text.matchAll(/^\s*(?:```|~~~)+\s*([\w-]+)/gm)].map(([, name]) => name!),
  );
  if (cells.some(({ cell_type }) => cell_type === "code")) languages.push(language);
  const [highlighter, maths] = await Promise.all([CodeHighlighter.load(languages), Maths.load(texts)]);
  return { language, highlighter, maths };
}

async function prepare(notebook: Notebook, options: ExportOptions): Promise<RenderContext> {
  const { cells } = notebook;
  const { language, highlighter, maths } = await loadRenderers(notebook);
  const slugs = new Slugs([...PAGE_IDS, ...cells.map(({ id }) => cellAnchor(id))]);
  const clean = options.sanitize === true ? withoutActiveContent : asItIs;
  return {
    highlighter,
    maths,
    clean,
    markdown: new MarkdownRenderer(highlighter, slugs, maths, clean),
    language,
    folder: options.folder,
    failedCell: options.failure?.cell,
    executed: cells.some((cell) => cell.cell_type === "code" && cell.execution_count !== null),
    charts: undefined,
  };
}

/** The texts of a cell that may contain Markdown or TeX. */
function markdownTexts(cell: Cell): string[] {
  if (cell.cell_type !== "code") return [cell.source];
  return cell.outputs.flatMap((output) => {
    if (output.output_type !== "display_data" && output.output_type !== "execute_result") return [];
    const { "text/markdown": markdown, "text/latex": latex } = output.data;
    // LaTeX may come without delimiters; the dollar marks it as a formula.
    return [...(typeof markdown === "string" ? [markdown] : []), ...(typeof latex === "string" ? [`$${latex}`] : [])];
  });
}

/** Renders all cells; the heading at the start of the first one becomes the page's title. */
function renderCells(notebook: Notebook, context: RenderContext): { title?: Heading; cells: Html[] } {
  const [first, ...rest] = notebook.cells;
  const takesTitle = first?.cell_type === "markdown" && cellVisibility(first).cell === "shown";
  const { title, body } = takesTitle ? renderFirst(first, context) : { title: undefined, body: undefined };
  const cells = (takesTitle ? rest : notebook.cells)
    .map((cell, index) => renderCell(cell, index + (takesTitle ? 2 : 1), context))
    .filter((cell): cell is Html => cell !== undefined);
  return { ...(title && { title }), cells: body ? [body, ...cells] : cells };
}

function renderFirst(cell: MarkdownCell, context: RenderContext): { title?: Heading; body: Html } {
  const { id, attachments, source } = cell;
  const { title, body } = context.markdown.renderFirst(source, { id, attachments, folder: context.folder });
  // Kept even if nothing but its title is left, because links to the cell need a target.
  const section = html`<section class="cell markdown-cell lead-cell" id="${cellAnchor(id)}">
<a class="cell-link" href="#${cellAnchor(id)}" aria-label="Link to cell 1">#</a>
<div class="prose">${body}</div>
</section>
`;
  return { ...(title && { title }), body: section };
}

function pageTitle(heading: Heading | undefined, name: string): Html {
  return heading ? html`<h1 id="${heading.id}">${heading.label}</h1>` : html`<h1>${name}</h1>`;
}

function showsCode(cell: Cell): boolean {
  const { cell: whole, input } = cellVisibility(cell);
  return cell.cell_type === "code" && whole !== "removed" && input === "shown" && cell.source.trim() !== "";
}

function renderFailure({ cell: id, reason }: Failure, notebook: Notebook): Html {
  const index = notebook.cells.findIndex((cell) => cell.id === id);
  const cell = notebook.cells[index];
  const count = cell?.cell_type === "code" ? cell.execution_count : null;
  const label = count === null ? `cell ${index + 1}` : `cell [${count}]`;
  const rest = index < notebook.cells.length - 1 && "; the cells after it did not run";
  const place: Part = cell
    ? html`This notebook failed at <a href="#${cellAnchor(cell.id)}">${label}</a>${rest}.`
    : "This notebook failed before its first cell.";
  return html`<section class="banner failure" aria-label="Failure">
<p>${place}</p>
<p class="reason">${reason}</p>
</section>
`;
}

function pager({ previous, next }: ExportOptions): Part {
  if (!previous && !next) return undefined;
  const link = (kind: "prev" | "next", label: string, page: PageLink | undefined): Part =>
    page && html`<a rel="${kind}" href="${page.href}"><span class="muted">${label}</span> ${page.title}</a>\n`;
  return html`<nav class="pager" aria-label="Previous and next notebook">
${link("prev", "Previous", previous)}${link("next", "Next", next)}</nav>
`;
}
