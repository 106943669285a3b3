import { stripVTControlCharacters } from "node:util";
import type { ErrorOutput, Output } from "../../nbformat.ts";
import { html, type Html } from "../../../ground/index.ts";
import type { RenderContext } from "../renderContext.ts";
import { renderAnsi } from "./renderAnsi.ts";
import { renderBundle } from "./renderBundle.ts";

/** Renders one output of a code cell; `id` is unique in the page. */
export function renderOutput(output: Output, context: RenderContext, id: string): Html {
  switch (output.output_type) {
    case "stream": {
      const text = renderAnsi(output.text.replace(/\n$/, ""));
      // HTML drops a line end right after the tag; without this one, the text's own first line end would be dropped.
      const stream = html`<pre class="text">\n${text}</pre>\n`;
      if (output.name !== "stderr") return stream;
      return html`<div class="stderr"><span class="stream-name">stderr</span>${stream}</div>\n`;
    }
    case "error":
      return renderError(output);
    default:
      return html`<div class="output">${renderBundle(output.data, output.metadata, context, id)}</div>\n`;
  }
}

/** Name and message at a glance, and below them what the traceback adds. */
function renderError({ ename, evalue, traceback }: ErrorOutput): Html {
  const message = evalue === "" ? ename : `${ename}: ${evalue}`;
  const trace = traceback.join("\n").trimEnd();
  const more = withoutMessage(trace, message);
  return html`<div class="error-output">
<p class="error-message"><strong>${ename}</strong>${evalue === "" ? "" : ": "}${evalue}</p>
${more !== "" && html`<pre class="text">\n${renderAnsi(more)}</pre>\n`}</div>
`;
}

/** A traceback without the message it starts with; unchanged if it starts differently. */
function withoutMessage(trace: string, message: string): string {
  const lines = message.split("\n").length;
  const [head, rest] = [trace.split("\n").slice(0, lines), trace.split("\n").slice(lines)];
  return stripVTControlCharacters(head.join("\n")).trim() === message.trim() ? rest.join("\n") : trace;
}
