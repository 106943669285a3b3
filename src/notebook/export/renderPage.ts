import { html, type Html, type Part, raw } from "../../ground/index.ts";
import type { Fact, PageLink, PageOptions } from "./options.ts";
import type { PageAssets } from "./assetFiles.ts";
import { createHash } from "node:crypto";
import type { Heading } from "./markdown/markdownRenderer.ts";

/** The parts of a page. */
export interface Page {
  /** Of the browser window. */
  readonly title: string;
  /** Content of the bar at the top: a link to "home", or the page's own name. */
  readonly home: PageLink | string;
  readonly assets: PageAssets;
  /** Everything in `<main>`. */
  readonly main: Part;
  /** The list of headings, if there are any. */
  readonly contents: Html | undefined;
  /** Whether there is code to fold and unfold. */
  readonly code: boolean;
}

/** Applies the reader's stored choice before anything is drawn, so that no page flashes in the wrong colours. */
const EARLY_SCRIPT = `try{const t=localStorage.getItem("notebook.theme");if(t==="light"||t==="dark")document.documentElement.dataset.theme=t}catch{}`;

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='3' fill='%230b5cad'/%3E%3Cpath d='M4 11V8m4 3V4m4 7V6' stroke='white' stroke-width='2' stroke-linecap='round'/%3E%3C/svg%3E";

/** A whole HTML document: bar, contents, main part. */
export function renderPage(page: Page, { lang = "en", sanitize = false }: PageOptions): string {
  const { home, contents } = page;
  const name =
    typeof home === "string"
      ? html`<span class="home">${home}</span>`
      : html`<a class="home" href="${home.href}">${home.title}</a>`;
  const codeSwitch = page.code && html`<button type="button" id="code-switch" hidden>Show all code</button>`;
  const navigation =
    contents &&
    html`<nav class="contents" aria-label="Contents">
<details open><summary>Contents</summary>${contents}</details>
</nav>
`;
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">${
    sanitize &&
    html`
<meta http-equiv="Content-Security-Policy" content="${policyOf(page)}">`
  }
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title}</title>
<link rel="icon" href="${raw(ICON)}">
<script>${raw(EARLY_SCRIPT)}</script>
${page.assets.head}</head>
<body${contents ? undefined : raw(' class="no-contents"')}>
<a class="skip" href="#page">Skip to content</a>
<header class="bar">
${name}
<div class="switches">${codeSwitch}<button type="button" id="theme-switch" hidden>Dark</button></div>
</header>
<div class="layout">
${navigation}<main id="page" tabindex="-1">
${page.main}</main>
</div>
${page.assets.tail}</body>
</html>
`.text;
}

function policyOf({ assets }: Page): string {
  return contentPolicy([`<script>${EARLY_SCRIPT}</script>`, assets.head.text, assets.tail.text]);
}

/** The id of the facts at the foot of a page. */
export const FACTS_ID = "about-run";

/** Below a page's title, in a line: the first fact, which says what the page is about, the files, and the way to the other facts. */
export function renderHead({ facts = [], files = [] }: Pick<PageOptions, "facts" | "files">): Part {
  if (facts.length + files.length === 0) return undefined;
  const links = facts.length > 1 ? [...files, { title: "About this run", href: `#${FACTS_ID}` }] : files;
  const subject = facts[0] && html`<span>${facts[0].value}</span> `;
  return html`<p class="files">${subject}${links.map(({ title, href }) => html`<a href="${href}">${title}</a> `)}</p>\n`;
}

/** Labels and values at the foot of a page: where it is from. */
export function renderFacts(facts: readonly Fact[] = []): Part {
  if (facts.length === 0) return undefined;
  const rows = facts.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`);
  return html`<section class="about-run" id="${FACTS_ID}" aria-label="About this run">
<dl class="facts">${rows}</dl>
</section>
`;
}

/** Lines that a reader should see before the content. */
export function renderNotices(notices: readonly string[] = []): Part {
  return notices.map((notice) => html`<p class="banner notice">${notice}</p>\n`);
}

/**
 * A content security policy under which a page runs only the scripts in these parts of it, identified by their hashes, and loads
 * nothing.
 */
function contentPolicy(parts: readonly string[]): string {
  const scripts = parts.flatMap((part) =>
    [...part.matchAll(/<script\b[^>]*>([^]*?)<\/script>/g)].map(([, text]) => text!),
  );
  const hashes = scripts.map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
  // Styles are written inline, by Plotly too.
  return [
    "default-src 'none'",
    `script-src ${hashes.join(" ")}`,
    "style-src 'unsafe-inline'",
    "img-src data: blob:",
    "font-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

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
