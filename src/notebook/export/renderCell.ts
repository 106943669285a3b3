import type { Cell, CodeCell, RawCell } from "../nbformat.ts";
import { html, type Html, type Part, raw } from "../../ground/index.ts";
import { localHtml } from "./markdown/localHtml.ts";
import { renderOutput } from "./outputs/renderOutput.ts";
import type { RenderContext } from "./renderContext.ts";

/** Papermill's tags for parameter cells, and the labels readers see. */
const BADGES: Record<string, string> = { parameters: "Parameters", "injected-parameters": "Injected parameters" };

const EVERYTHING: CellVisibility = { cell: "shown", input: "shown", output: "shown" };

/** The id of a cell's element, for links. */
export function cellAnchor(id: string): string {
  return `cell-${id}`;
}

/** Renders a cell as its tags ask; undefined if none of it is visible. `number` counts from 1. */
export function renderCell(cell: Cell, number: number, context: RenderContext): Html | undefined {
  // A failure is never hidden, whatever the tags say.
  const failed = cell.id === context.failedCell;
  const visibility = failed ? EVERYTHING : cellVisibility(cell);
  if (visibility.cell === "removed") return undefined;
  const content = renderContent(cell, visibility, context);
  if (content === undefined) return undefined;
  const folded = visibility.cell === "folded";
  const body = folded ? html`<details class="cell-fold"><summary>Hidden cell</summary>${content}</details>` : content;
  const classes = ["cell", `${cell.cell_type}-cell`, failed && "failed-cell"].filter(Boolean).join(" ");
  return html`<section class="${classes}" id="${cellAnchor(cell.id)}">
<a class="cell-link" href="#${cellAnchor(cell.id)}" aria-label="Link to cell ${number}">#</a>
${body}
</section>
`;
}

function renderContent(cell: Cell, visibility: CellVisibility, context: RenderContext): Html | undefined {
  if (cell.cell_type === "code") return renderCode(cell, visibility, context);
  if (cell.source.trim() === "") return undefined;
  if (cell.cell_type === "raw") return renderRaw(cell, context);
  const { id, attachments } = cell;
  const text = context.markdown.render(cell.source, { id, attachments, folder: context.folder });
  return html`<div class="prose">${text}</div>`;
}

function renderCode(cell: CodeCell, visibility: CellVisibility, context: RenderContext): Html | undefined {
  const failed = cell.id === context.failedCell;
  const showsInput = visibility.input !== "removed" && (cell.source.trim() !== "" || failed);
  const showsOutput = visibility.output !== "removed" && cell.outputs.length > 0;
  if (!showsInput && !showsOutput) return undefined;
  return html`${showsInput && renderInput(cell, visibility.input === "folded", context)}${
    showsOutput && renderOutputs(cell, visibility.output === "folded", context)
  }`;
}

/**
 * The code, folded; open if the cell is tagged `show-input`, like the cells a page is read for, and if it failed. What its author hid
 * stays folded when the reader opens all code.
 */
function renderInput(cell: CodeCell, hidden: boolean, context: RenderContext): Html {
  const { tags = [] } = cell.metadata;
  const badges = tags.filter((tag) => tag in BADGES).map((tag) => html`<span class="badge">${BADGES[tag]}</span>`);
  const failed = cell.id === context.failedCell;
  const open = failed || tags.includes("show-input") ? raw(" open") : undefined;
  const classes = hidden ? "code hidden-code" : "code";
  const code = context.highlighter.highlight(cell.source, context.language);
  return html`<details class="${classes}"${open}>
<summary><span class="code-label">Code</span>${badges}<span class="cell-facts">${cellFacts(cell, context)}</span></summary>
<pre class="source"><code>${code}</code></pre>
</details>`;
}

/** Execution count and duration, unobtrusively. */
function cellFacts(cell: CodeCell, context: RenderContext): Part {
  if (cell.execution_count === null) return context.executed ? html`<span>not run</span>` : undefined;
  const seconds = cellSeconds(cell);
  const duration = seconds !== undefined && html`<span class="duration">${formatDuration(seconds)}</span>`;
  return html`${duration}<span class="count" title="Execution count">[${cell.execution_count}]</span>`;
}

function renderOutputs(cell: CodeCell, folded: boolean, context: RenderContext): Html {
  const outputs = cell.outputs.map((output, index) => renderOutput(output, context, `${cell.id}-${index}`));
  const region = html`\n<div class="outputs">\n${outputs}</div>`;
  return folded ? html`<details class="output-fold"><summary>Output</summary>${region}</details>` : region;
}

/** Raw cells contain text for one export format: HTML goes into the page, plain text is shown, other formats are left out. */
function renderRaw(cell: RawCell, context: RenderContext): Html | undefined {
  const { id, attachments, source } = cell;
  const format = cell.metadata.format ?? cell.metadata.raw_mimetype ?? "";
  const scope = { id, attachments, folder: context.folder };
  if (format === "text/html") return html`<div class="html">${raw(context.clean(localHtml(source, scope)))}</div>`;
  if (format === "text/markdown") return html`<div class="prose">${context.markdown.render(source, scope)}</div>`;
  return format === "" ? html`<pre class="text">\n${source}</pre>` : undefined;
}

/** How long a cell ran in seconds, from the times its messages arrived; undefined if they were not recorded. */
export function cellSeconds(cell: CodeCell): number | undefined {
  const times = cell.metadata.execution;
  const begin = times?.["iopub.execute_input"] ?? times?.["iopub.status.busy"];
  const end = times?.["iopub.status.idle"] ?? times?.["shell.execute_reply"];
  if (begin === undefined || end === undefined) return undefined;
  const seconds = (Date.parse(end) - Date.parse(begin)) / 1000;
  return seconds >= 0 ? seconds : undefined;
}

/** A human-readable duration: `8 ms`, `1.4 s`, `32 s`, `2 min 5 s`, `1 h 3 min`. */
export function formatDuration(seconds: number): string {
  if (seconds < 0.9995) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Whether a part of a page is visible, folded (a reader can open it), or left out. */
type Visibility = "shown" | "folded" | "removed";

interface CellVisibility {
  readonly cell: Visibility;
  readonly input: Visibility;
  readonly output: Visibility;
}

/**
 * What a cell's tags ask for: Jupyter Book's `hide-cell`, `hide-input`, `hide-output`, `remove-cell`, `remove-input`, `remove-output`
 * (or with underscores, as in nbconvert's examples), and JupyterLab's `source_hidden`/`outputs_hidden`.
 */
export function cellVisibility(cell: Cell): CellVisibility {
  const { tags = [], jupyter = {} } = cell.metadata;
  const names = new Set(tags.map((tag) => tag.replace("_", "-")));
  const visibility = (part: string, hidden = false): Visibility =>
    names.has(`remove-${part}`) ? "removed" : names.has(`hide-${part}`) || hidden ? "folded" : "shown";
  return {
    cell: visibility("cell"),
    input: visibility("input", jupyter.source_hidden),
    output: visibility("output", jupyter.outputs_hidden),
  };
}
