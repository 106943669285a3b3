/**
 * The script that JupyterLab and Notebook load. It provides the renderer in the form they expect of extensions, a container of
 * webpack's module federation, but without webpack.
 */
import { type LuminoWidgets, mimeExtension } from "./mimeExtension.ts";

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
