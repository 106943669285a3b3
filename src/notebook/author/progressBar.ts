import { barHtml } from "./barHtml.ts";
import { Control } from "./control.ts";
import type { Displayable } from "./displayable.ts";

export interface ProgressBarOptions {
  /** How much there is to do: above 0. */
  readonly max: number;
  /** What is being done. Default: no text before the bar. */
  readonly description?: string;
}

export interface ProgressBar extends Displayable {
  /** How much is done, 0 to `max`; set it to move the bar. */
  value: number;
  readonly max: number;
}

/**
 * A bar that moves while a cell runs. Show it with `display` or as a cell's last line, then set its `value`. It is a Jupyter widget if
 * the client has them (`pip install jupyterlab_widgets`; VS Code has them), and otherwise a still bar: in other clients, in runs
 * without a client and in pages.
 * @throws RangeError if `max` is not above 0, or a value is not from 0 to `max`
 * @example
 * import { display, progressBar } from "../src/notebook/author.ts";
 * const bar = progressBar({ max: 3, description: "Folds" });
 * await display(bar);
 * for (const fold of [1, 2, 3]) bar.value = fold;
 * bar.value; // => 3
 */
export function progressBar({ max, description = "" }: ProgressBarOptions): ProgressBar {
  return new Control({
    maker: "progressBar",
    model: "FloatProgressModel",
    view: "ProgressView",
    value: 0,
    min: 0,
    max,
    state: { description, bar_style: "", orientation: "horizontal" },
    still: (value) => {
      const words = `${value} of ${max}`;
      const label = description === "" ? "Progress" : description;
      return { "text/html": barHtml(label, value / max, words), "text/plain": `${label}: ${words}` };
    },
  });
}
