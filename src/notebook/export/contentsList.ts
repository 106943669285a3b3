import { html, type Html } from "../../ground/index.ts";
import type { Heading } from "./markdown/markdownRenderer.ts";

/** Headings more than this many levels below the topmost are left out of the list. */
const DEPTH = 3;

interface Entry {
  readonly heading: Heading;
  readonly children: Entry[];
}

/** A page's headings as nested lists of links; undefined if there are none. */
export function contentsList(headings: readonly Heading[]): Html | undefined {
  if (headings.length === 0) return undefined;
  const top = Math.min(...headings.map(({ level }) => level));
  return list(nest(headings.filter(({ level }) => level < top + DEPTH)));
}

/** A heading belongs to the nearest preceding one with a lower level; levels may be skipped. */
function nest(headings: readonly Heading[]): Entry[] {
  const roots: Entry[] = [];
  const path: Entry[] = [];
  for (const heading of headings) {
    while (path.length > 0 && path.at(-1)!.heading.level >= heading.level) path.pop();
    const entry = { heading, children: [] };
    (path.at(-1)?.children ?? roots).push(entry);
    path.push(entry);
  }
  return roots;
}

function list(entries: readonly Entry[]): Html {
  const items = entries.map(
    ({ heading, children }) =>
      html`<li><a href="#${heading.id}">${heading.label}</a>${children.length > 0 && list(children)}</li>`,
  );
  return html`<ol>${items}</ol>`;
}
