import { CodeHighlighter } from "./codeHighlighter.ts";
import { contentsList, FACTS_ID, renderFacts, renderHead, renderNotices, renderPage } from "./renderPage.ts";
import { formatDuration } from "./renderCell.ts";
import { html, type Html, type Part, raw } from "../../ground/index.ts";
import { type Heading, MarkdownRenderer, Slugs } from "./markdown/markdownRenderer.ts";
import { Maths } from "./markdown/maths.ts";
import type { IndexEntry, IndexOptions, IndexSection } from "./options.ts";
import { chartKind } from "./outputs/renderChart.ts";
import { pageAssets } from "./assetFiles.ts";

const STATUS = {
  ok: { mark: "✓", word: "Ran to its end" },
  failed: { mark: "✕", word: "Failed" },
  skipped: { mark: "–", word: "Skipped" },
} as const;

const NOTEBOOKS = { id: "notebooks", title: "Notebooks" };

/**
 * Renders the page that lists the notebooks: what each is about, how its run ended and how long it took, with the facts of the run and
 * any sections the caller adds. A section may contain charts made with `renderChart`.
 */
export async function exportIndex(entries: readonly IndexEntry[], options: IndexOptions): Promise<string> {
  const { title, lead = "", sections = [] } = options;
  const texts = sections.map((section) => section.html);
  const maths = await Maths.load([lead]);
  const markdown = new MarkdownRenderer(await CodeHighlighter.load([]), new Slugs([FACTS_ID]), maths);
  const introduction = lead !== "" && html`<div class="prose lead">${markdown.render(lead, { id: "lead" })}</div> `;
  const before = sections.filter(({ place }) => place === "before");
  const after = sections.filter(({ place }) => place !== "before");
  const headings = [...before, NOTEBOOKS, ...after].map(heading);
  const needs = {
    charts: chartKind(texts.join("")),
    maths: (maths?.used ?? false) || texts.some((text) => text.includes('class="katex"')),
  };
  return renderPage(
    {
      title,
      home: title,
      assets: await pageAssets(needs, options),
      contents: sections.length > 0 ? contentsList(headings) : undefined,
      code: false,
      main: html`<header class="page-header">
<h1>${title}</h1>
${introduction}${renderHead(options)}</header>
${renderNotices(options.notices)}${renderFailures(entries)}${before.map(renderSection)}${renderEntries(entries)}${after.map(renderSection)}${renderFacts(options.facts)}`,
    },
    options,
  );
}

function heading({ id, title }: { id: string; title: string }): Heading {
  return { level: 2, id, text: title, label: html`${title}` };
}

function renderSection({ id, title, html: content }: IndexSection): Html {
  return html`<section class="index-section">
<h2 id="${id}">${title}</h2>
<div class="prose">${raw(content)}</div>
</section>
`;
}

function renderFailures(entries: readonly IndexEntry[]): Part {
  const failed = entries.filter(({ status }) => status === "failed");
  if (failed.length === 0) return undefined;
  const count = entries.length === 1 ? "The notebook failed" : `${failed.length} of ${entries.length} notebooks failed`;
  const items = failed.map(
    (entry) =>
      html`<li>${link(entry)}${entry.reason !== undefined && html`: <span class="reason">${entry.reason}</span>`}</li>`,
  );
  return html`<section class="banner failure" aria-label="Failures">
<p>${count}</p>
<ul>${items}</ul>
</section>
`;
}

function renderEntries(entries: readonly IndexEntry[]): Html {
  return html`<section class="index-section">
<h2 id="${NOTEBOOKS.id}">${NOTEBOOKS.title}</h2>
<ol class="notebooks">
${entries.map(renderEntry)}</ol>
</section>
`;
}

function renderEntry(entry: IndexEntry): Html {
  const { mark, word } = STATUS[entry.status];
  const facts = [
    entry.seconds !== undefined && formatDuration(entry.seconds),
    plural(entry.charts, "chart"),
    plural(entry.tables, "table"),
    entry.fileName,
  ].filter((fact) => typeof fact === "string");
  const description = entry.description !== undefined && html`<p>${entry.description}</p>\n`;
  const status = html`<span class="status"><span class="mark" aria-hidden="true">${mark}</span> ${word}</span>`;
  const reason = entry.status !== "ok" && entry.reason !== undefined && html`<p class="reason">${entry.reason}</p>\n`;
  return html`<li class="notebook ${entry.status}">
<h3>${link(entry)}</h3>
${description}<p class="notebook-facts">${status}${facts.map((fact) => html`<span>${fact}</span>`)}</p>
${reason}</li>
`;
}

function link({ title, href }: IndexEntry): Html {
  return href === undefined ? html`${title}` : html`<a href="${href}">${title}</a>`;
}

function plural(count: number | undefined, noun: string): string | undefined {
  return count === undefined || count === 0 ? undefined : `${count} ${noun}${count === 1 ? "" : "s"}`;
}
