import { keepChoice, readChoice } from "./theme.ts";
import { targetOf } from "./contents.ts";

/** Starts the one switch for all code. What the notebook's author hid keeps its own fold. */
export function startFolding(): void {
  const button = document.querySelector<HTMLButtonElement>("#code-switch");
  if (!button) return;
  const folds = [...document.querySelectorAll<HTMLDetailsElement>("details.code:not(.hidden-code)")];
  let shown = readChoice("code") === "shown";
  const label = (): void => {
    button.textContent = shown ? "Hide all code" : "Show all code";
  };
  const set = (): void => {
    for (const fold of folds) fold.open = shown;
    label();
  };
  button.addEventListener("click", () => {
    shown = !shown;
    keepChoice("code", shown ? "shown" : null);
    set();
  });
  // A fold that the page opens by itself, for a failed cell, stays open.
  if (shown) set();
  else label();
  button.hidden = false;
}

/** Opens any folds that hide the target of the page's address. */
export function startReveal(): void {
  const reveal = (): void => {
    const target = targetOf(location.hash);
    let opened = false;
    for (let fold = target?.closest("details"); fold; fold = fold.parentElement?.closest("details")) {
      opened ||= !fold.open;
      fold.open = true;
    }
    if (opened) target?.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();
}
