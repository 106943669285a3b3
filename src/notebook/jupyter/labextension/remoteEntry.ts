/**
 * The script that JupyterLab and Notebook load. It provides the renderer in the form they expect of extensions, a container of
 * webpack's module federation, but without webpack.
 */
import { Chart } from "./chart.ts";
import type { Figure } from "../../export/client/figure.ts";

/** What JupyterLab shares with extensions: a loader for each package and version. */
type SharedScope = Readonly<Record<string, Readonly<Record<string, { get(): Promise<() => unknown> }>>>>;

declare global {
  interface Window {
    _JUPYTERLAB?: Record<string, unknown>;
  }
}

/** The folder this script was loaded from, which also contains Plotly. */
const folder = (document.currentScript as HTMLScriptElement).src.replace(/[^/]*$/, "");

let shared: SharedScope = {};

const container = {
  init(scope: SharedScope): void {
    shared = scope;
  },
  async get(): Promise<() => unknown> {
    const [widgets] = Object.values(shared["@lumino/widgets"] ?? {});
    if (!widgets) throw new Error("this version of JupyterLab does not share @lumino/widgets");
    const load = await widgets.get();
    const extension = mimeExtension(load() as LuminoWidgets, folder);
    return () => ({ __esModule: true, default: extension });
  },
};

(window._JUPYTERLAB ??= {})["notebook-charts"] = container;

const MIME_TYPE = "application/vnd.plotly.v1+json";

/** The part of `@lumino/widgets` used here; JupyterLab's page is built from it. */
interface LuminoWidgets {
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
function mimeExtension({ Widget }: LuminoWidgets, folder: string): object {
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
