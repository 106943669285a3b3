import type { ErrorOutput, Output } from "../../nbformat.ts";
import { html, type Html } from "../html.ts";
import type { RenderContext } from "../renderContext.ts";
import { renderAnsi } from "./renderAnsi.ts";
import { renderBundle } from "./renderBundle.ts";

/** Renders one output of a code cell; `id` is unique in the page. */
export function renderOutput(output: Output, context: RenderContext, id: string): Html {
  switch (output.output_type) {
    case "stream": {
      const text = renderAnsi(output.text.replace(/\n$/, ""));
      if (output.name !== "stderr") return html`<pre class="text stream">${text}</pre>`;
      return html`<div class="stderr">
        <span class="stream-name">stderr</span>
        <pre class="text stream">${text}</pre>
      </div>`;
    }
    case "error":
      return renderError(output);
    default:
      return html`<div class="output">${renderBundle(output.data, output.metadata, context, id)}</div>`;
  }
}

/** Name and message to read at a glance, and the traceback below where it says more. */
function renderError({ ename, evalue, traceback }: ErrorOutput): Html {
  const message = evalue === "" ? ename : `${ename}: ${evalue}`;
  const trace = traceback.join("\n").trimEnd();
  const more = trace !== "" && trace !== message;
  return html`<div class="error-output">
    <p class="error-message"><strong>${ename}</strong>${evalue === "" ? "" : ": "}${evalue}</p>
    ${more && html`<pre class="text">${renderAnsi(trace)}</pre>`}
  </div>`;
}
