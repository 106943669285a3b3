/**
 * The script that JupyterLab and Notebook load: hands over the renderer the way they take extensions, as a container of webpack's
 * module federation, without webpack.
 */
import { type LuminoWidgets, mimeExtension } from "./mimeExtension.ts";

/** What JupyterLab shares with extensions: by package and version, something that loads it. */
type SharedScope = Readonly<Record<string, Readonly<Record<string, { get(): Promise<() => unknown> }>>>>;

declare global {
  interface Window {
    _JUPYTERLAB?: Record<string, unknown>;
  }
}

/** The folder this script was loaded from, which holds Plotly too. */
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
