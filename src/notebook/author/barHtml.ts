import { escapeHtml } from "../../ground/index.ts";

/** A still bar in HTML. @param share the completed part, 0 to 1 @param words the progress in words */
export function barHtml(label: string, share: number, words: string): string {
  const name = escapeHtml(label);
  return (
    `<div style="display:flex;gap:0.75em;align-items:center"><span>${name}</span>` +
    `<progress max="1" value="${share.toFixed(3)}" aria-label="${name}"></progress><span>${words}</span></div>`
  );
}
