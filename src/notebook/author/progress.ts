import { randomUUID } from "node:crypto";
import { display } from "../display.ts";
import { escapeHtml } from "../../ground/index.ts";
import { barHtml } from "./barHtml.ts";
import { DISPLAY, type Displayable } from "./displayable.ts";

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
