import { Chart } from "./chart.ts";
import type { Figure } from "../../export/client/figure.ts";

const MIME_TYPE = "application/vnd.plotly.v1+json";

/** The part of `@lumino/widgets` used here; JupyterLab's page is built from it. */
export interface LuminoWidgets {
  readonly Widget: new (options?: { node?: HTMLElement }) => Widget;
}

interface Widget {
  readonly node: HTMLElement;
  dispose(): void;
}

/** What JupyterLab passes to a renderer. */
interface MimeModel {
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * A renderer of plotly figures, in the form JupyterLab expects.
 * @param folder from which Plotly's script is loaded when the first chart is drawn
 */
export function mimeExtension({ Widget }: LuminoWidgets, folder: string): object {
  class Renderer extends Widget {
    #chart: Chart | undefined;

    renderModel({ data }: MimeModel): Promise<void> {
      this.#chart?.remove();
      this.#chart = new Chart(this.node, data[MIME_TYPE] as Figure, folder);
      return Promise.resolve();
    }

    override dispose(): void {
      this.#chart?.remove();
      super.dispose();
    }
  }
  return {
    id: "notebook-charts:plotly",
    description: "Draws plotly figures.",
    rendererFactory: { safe: true, mimeTypes: [MIME_TYPE], createRenderer: () => new Renderer() },
    rank: 0,
    dataType: "json",
  };
}
