import type { JsonObject, Notebook } from "./nbformat.ts";
import type { CommEvent } from "./sessionComms.ts";

/** The key in a notebook's metadata under which clients look for its widgets, and the type of an output that shows one. */
const WIDGETS = "widgets";
const STATE_TYPE = "application/vnd.jupyter.widget-state+json";
const VIEW_TYPE = "application/vnd.jupyter.widget-view+json";

interface SavedWidgets {
  readonly version_major: 2;
  readonly version_minor: 0;
  /** Each widget by its id. */
  readonly state: JsonObject;
}

/**
 * The widgets of a run without a client, as nbclient keeps them: saved with the notebook, they are shown by JupyterLab and nbconvert
 * although no kernel runs. Format: https://ipywidgets.readthedocs.io/en/stable/embedding.html.
 */
export class WidgetStates {
  readonly #states = new Map<string, JsonObject>();

  /** Takes what a cell says to its widget in a client. */
  hear({ type, content }: CommEvent): void {
    const { comm_id: id, target_name: target, data } = content;
    const { method, state } = data;
    const known = this.#states.get(id);
    if (type === "comm_open" && target === "jupyter.widget") this.#states.set(id, { ...(state as JsonObject) });
    else if (known && method === "update") this.#states.set(id, { ...known, ...(state as JsonObject) });
  }

  /** Saves them in a notebook; those of an earlier run stay if an output still shows one. */
  saveTo(notebook: Notebook): void {
    const { [WIDGETS]: before, ...metadata } = notebook.metadata;
    const earlier = (before as { [STATE_TYPE]?: SavedWidgets } | undefined)?.[STATE_TYPE]?.state ?? {};
    const shown = shownIds(notebook);
    const kept = Object.keys(earlier).some((id) => shown.has(id)) ? earlier : {};
    const state: JsonObject = { ...kept };
    for (const [id, ofWidget] of this.#states) {
      const {
        _model_name: name = null,
        _model_module: module = null,
        _model_module_version: version = null,
      } = ofWidget;
      state[id] = { model_name: name, model_module: module, model_module_version: version, state: ofWidget };
    }
    const saved: SavedWidgets = { version_major: 2, version_minor: 0, state };
    notebook.metadata =
      Object.keys(state).length === 0 ? metadata : { ...metadata, [WIDGETS]: { [STATE_TYPE]: saved } };
  }
}

/** The ids of the widgets that a notebook's outputs show. */
function shownIds({ cells }: Notebook): Set<unknown> {
  const outputs = cells.flatMap((cell) => (cell.cell_type === "code" ? cell.outputs : []));
  const views = outputs.map((output) =>
    "data" in output ? (output.data[VIEW_TYPE] as JsonObject | undefined) : undefined,
  );
  return new Set(views.map((view) => view?.model_id));
}
