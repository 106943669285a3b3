import { html, type Html, raw } from "../../../ground/index.ts";

/** How many members of one object or list are shown; a page can't show a million. */
const SHOWN = 100;
/** How many levels are initially open, and up to which size. */
const OPEN_DEPTH = 2;
const OPEN_SIZE = 12;

/** A JSON value as a foldable tree: small outer levels are open, and long lists are cut with a note on the rest. */
export function renderJson(value: unknown): Html {
  return html`<div class="json">${node(undefined, value, 0)}</div>`;
}

function node(key: string | undefined, value: unknown, depth: number): Html {
  const label = key === undefined ? undefined : html`<span class="json-key">${key}</span>: `;
  if (typeof value !== "object" || value === null) return html`<div>${label}${leaf(value)}</div>`;
  const list = Array.isArray(value);
  const entries = Object.entries(value);
  const [open, close] = list ? ["[", "]"] : ["{", "}"];
  if (entries.length === 0) return html`<div>${label}${open}${close}</div>`;
  const members = entries.slice(0, SHOWN).map(([name, member]) => node(name, member, depth + 1));
  const rest = entries.length - members.length;
  const more = rest > 0 && html`<div class="muted">… ${rest} more, in the executed notebook</div>`;
  const size = list ? plural(entries.length, "item") : plural(entries.length, "member");
  const opened = depth < OPEN_DEPTH && entries.length <= OPEN_SIZE ? raw(" open") : undefined;
  return html`<details${opened}><summary>${label}${open}<span class="muted">${size}</span>${close}</summary>${members}${more}</details>`;
}

function leaf(value: unknown): Html {
  const type = value === null ? "null" : typeof value;
  return html`<span class="json-${type}">${JSON.stringify(value) ?? "null"}</span>`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
