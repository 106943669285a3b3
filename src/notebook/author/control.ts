import { randomUUID } from "node:crypto";
import { type Comm, openComm } from "../comm.ts";
import { display, DISPLAY, type Displayable, SHOWN_AS } from "../display.ts";
import type { JsonObject, MimeBundle } from "../nbformat.ts";

/** The minimum time between two visible changes, in ms: Jupyter's server drops messages beyond 1,000 a second. */
const INTERVAL = 50;

/** The version of Jupyter's widget protocol, and that of its package of controls. */
const PROTOCOL = "2.0.0";
const CONTROLS = { module: "@jupyter-widgets/controls", version: "2.0.0" };
const VIEW_TYPE = "application/vnd.jupyter.widget-view+json";

export interface ControlOptions {
  /** The function that creates it, for error messages about values. */
  readonly maker: string;
  /** Its classes in Jupyter's package of controls. */
  readonly model: string;
  readonly view: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** What more these classes have. */
  readonly state: JsonObject;
  /** How a value is shown without widgets. */
  readonly still: (value: number) => MimeBundle;
  /** Told of each value that the reader chooses. */
  readonly onChange?: (value: number) => void | Promise<void>;
}

/**
 * A number shown by one of Jupyter's own controls, live in both directions, or as a still picture where there are no widgets. Messages:
 * https://github.com/jupyter-widgets/ipywidgets/blob/main/packages/schema/messages.md.
 */
export class Control implements Displayable {
  readonly #options: ControlOptions;
  #comm: Comm | undefined;
  /** The displays that show it. */
  readonly #shownAs = new Set<string>();
  #value: number;
  #latest = -Infinity;
  #timer: NodeJS.Timeout | undefined;

  /** @throws RangeError if the value is not from `min` to `max`, or they are not a range */
  constructor(options: ControlOptions) {
    const { maker, min, max } = options;
    if (!(Number.isFinite(min) && Number.isFinite(max) && min < max))
      throw new RangeError(`${maker}: ${min} to ${max} is no range; expected numbers, the first below the second`);
    this.#options = options;
    this.#check(options.value);
    this.#value = options.value;
    this.#comm = openComm({
      target: "jupyter.widget",
      data: { state: this.#state(), buffer_paths: [] },
      metadata: { version: PROTOCOL },
      onMessage: (data) => this.#hear(data),
      onClose: () => {
        this.#comm = undefined;
        this.#showAgain();
      },
    });
  }

  get max(): number {
    return this.#options.max;
  }

  get value(): number {
    return this.#value;
  }

  /** Changes too fast to be seen are skipped. */
  set value(value: number) {
    if (value === this.#value) return;
    this.#check(value);
    this.#value = value;
    clearTimeout(this.#timer);
    const wait = this.#latest + INTERVAL - performance.now();
    if (wait <= 0) this.#publish();
    else this.#timer = setTimeout(() => this.#publish(), wait);
  }

  [DISPLAY](): MimeBundle {
    const still = this.#options.still(this.#value);
    if (!this.#comm) return still;
    return { [VIEW_TYPE]: { version_major: 2, version_minor: 0, model_id: this.#comm.id }, ...still };
  }

  [SHOWN_AS](id: string = randomUUID()): string {
    this.#shownAs.add(id);
    return id;
  }

  #check(value: number): void {
    const { maker, min, max } = this.#options;
    if (!(value >= min && value <= max)) throw new RangeError(`${maker}: value ${value}; expected ${min} to ${max}`);
  }

  #publish(): void {
    this.#latest = performance.now();
    this.#tell({ value: this.#value });
    // Replacing its output redraws a live control, so that waits until it stops moving.
    if (!this.#comm?.live || this.#value === this.#options.max) this.#showAgain();
  }

  #showAgain(): void {
    for (const id of this.#shownAs) void display(this, { id });
  }

  #tell(state: JsonObject): void {
    this.#comm?.send({ method: "update", state, buffer_paths: [] });
  }

  async #hear({ method, state }: JsonObject): Promise<void> {
    if (method === "request_state") this.#tell(this.#state());
    const { value } = (method === "update" ? state : {}) as JsonObject;
    if (typeof value !== "number" || value === this.#value) return;
    this.#check(value);
    this.#value = value;
    await this.#options.onChange?.(value);
  }

  #state(): JsonObject {
    const { model, view, min, max, state } = this.#options;
    return {
      _model_module: CONTROLS.module,
      _model_module_version: CONTROLS.version,
      _model_name: model,
      _view_module: CONTROLS.module,
      _view_module_version: CONTROLS.version,
      _view_name: view,
      min,
      max,
      value: this.#value,
      ...state,
    };
  }
}
