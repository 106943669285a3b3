import { randomUUID } from "node:crypto";
import { display, DISPLAY, type Displayable } from "../display.ts";
import { escapeHtml } from "../../ground/index.ts";
import { Control } from "./control.ts";

/** The minimum time between two visible updates of a bar, in ms. */
const INTERVAL = 100;

/**
 * A progress bar for long-running work: `model.train(X, y, { onProgress: progress("Fitting") })`. Call the returned function with the
 * completed share, 0 to 1; at 1 an unobtrusive line replaces the bar.
 * @param label what is being done
 * @example
 * import { kFold } from "../src/models/index.ts";
 * import { progress } from "../src/notebook/author.ts";
 * const advance = progress("Folds");
 * for (const [i] of kFold(100, { folds: 5, seed: 1 }).entries()) advance((i + 1) / 5);
 */
export function progress(label: string): (done: number) => void {
  const id = randomUUID();
  let latest = -Infinity;
  let ended = false;
  return (share) => {
    const done = Math.min(1, Math.max(0, share));
    const now = performance.now();
    if (ended || (done < 1 && now - latest < INTERVAL)) return;
    latest = now;
    ended = done === 1;
    void display(bar(label, done), { id });
  };
}

function bar(label: string, done: number): Displayable {
  const percent = `${Math.floor(done * 100)} %`;
  const html = done === 1 ? `<div style="opacity:0.7">${escapeHtml(label)}: done</div>` : barHtml(label, done, percent);
  return {
    [DISPLAY]: () => ({ "text/html": html, "text/plain": done === 1 ? `${label}: done` : `${label}: ${percent}` }),
  };
}

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

/** A still bar in HTML. @param share the completed part, 0 to 1 @param words the progress in words */
function barHtml(label: string, share: number, words: string): string {
  const name = escapeHtml(label);
  return (
    `<div style="display:flex;gap:0.75em;align-items:center"><span>${name}</span>` +
    `<progress max="1" value="${share.toFixed(3)}" aria-label="${name}"></progress><span>${words}</span></div>`
  );
}
