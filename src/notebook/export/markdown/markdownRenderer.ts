import { tasklist } from "@mdit/plugin-tasklist";
import type MarkdownIt from "markdown-it";
import type Token from "markdown-it/lib/token.mjs";
import { asItIs, type CleanHtml, wholeHtml } from "../cleanHtml.ts";
import type { CodeHighlighter } from "../codeHighlighter.ts";
import { escapeHtml, type Html, raw } from "../../../ground/index.ts";
import { createMarkdownIt, plainText } from "./createMarkdownIt.ts";
import { externalImage, type ImageScope, imageSource, isExternal, localHtml, ownIds, pageLink } from "./localHtml.ts";
import { type Maths, protectBars, texRules } from "./maths.ts";

/** A heading of the page, for its contents list. */
export interface Heading {
  /** 1 to 6. */
  readonly level: number;
  readonly id: string;
  /** Its text with code and formulas, without links. */
  readonly label: Html;
  /** Its plain text. */
  readonly text: string;
}

export interface MarkdownScope extends ImageScope {
  /** Unique in the page: keeps the footnotes of different texts apart. */
  readonly id: string;
}

interface Env {
  /** Read by markdown-it-footnote. */
  readonly docId: string;
  readonly scope: ImageScope;
}

/** What a contents list leaves out of a heading. */
const NOT_IN_LABELS = new Set(["link_open", "link_close", "image", "footnote_ref", "html_inline"]);

/**
 * Renders Markdown as JupyterLab does: tables, footnotes, formulas, HTML, highlighted code, heading anchors, attachments. Each page has
 * its own renderer, which collects the page's headings.
 */
export class MarkdownRenderer {
  readonly headings: Heading[] = [];
  readonly #md: MarkdownIt;
  readonly #slugs: Slugs;
  readonly #hasMaths: boolean;
  readonly #clean: CleanHtml;

  constructor(highlighter: CodeHighlighter, slugs: Slugs, maths?: Maths, clean = asItIs) {
    this.#slugs = slugs;
    this.#clean = clean;
    this.#hasMaths = maths !== undefined;
    const md = createMarkdownIt({
      linkify: true,
      highlight: (code, language) => highlighter.highlight(code, language).text,
    });
    // Otherwise "setup.py" or "fig.md" would become links.
    md.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
    md.use(tasklist, { label: false });
    if (maths) texRules(md, maths);
    const { validateLink } = md;
    md.validateLink = (url) => validateLink(url) || /^data:image\//i.test(url);
    const { rules } = md.renderer;
    rules.table_open = () => '<div class="table-scroll"><table>\n';
    rules.table_close = () => "</table></div>\n";
    rules.heading_close = (tokens, index) => {
      const id = tokens[index - 2]!.attrGet("id") ?? "";
      const anchor = `<a class="heading-link" href="#${escapeHtml(id)}" aria-hidden="true" tabindex="-1">#</a>`;
      return ` ${anchor}</${tokens[index]!.tag}>\n`;
    };
    rules.image = (tokens, index, options, env: Env, self) => {
      const token = tokens[index]!;
      const source = token.attrGet("src") ?? "";
      const alt = self.renderInlineAsText(token.children ?? [], options, env);
      if (isExternal(source)) return externalImage(escapeHtml(source), escapeHtml(alt));
      token.attrSet("src", imageSource(source, env.scope));
      token.attrSet("alt", alt);
      return self.renderToken(tokens, index, options);
    };
    const unique = (id: string): string => escapeHtml(slugs.next(md.utils.unescapeAll(id)));
    const html = (tokens: Token[], index: number, _options: unknown, env: Env): string =>
      ownIds(localHtml(tokens[index]!.content, env.scope), unique);
    rules.html_block = html;
    rules.html_inline = html;
    rules.link_open = (tokens, index, options, _env, self) => {
      const token = tokens[index]!;
      token.attrSet("href", pageLink(token.attrGet("href") ?? ""));
      return self.renderToken(tokens, index, options);
    };
    this.#md = md;
  }

  /** Renders a text and adds its headings to the page's. */
  render(source: string, scope: MarkdownScope): Html {
    const { tokens, env } = this.#parse(source, scope);
    return this.#html(tokens, env);
  }

  /** Renders the first text of a page: a level 1 heading at its start is split off as the page's title. */
  renderFirst(source: string, scope: MarkdownScope): { title?: Heading; body: Html } {
    const { tokens, env } = this.#parse(source, scope);
    if (tokens[0]?.type !== "heading_open" || tokens[0].tag !== "h1") return { body: this.#html(tokens, env) };
    const title = this.headings.find(({ id }) => id === tokens[0]!.attrGet("id"))!;
    this.headings.splice(this.headings.indexOf(title), 1);
    return { title, body: this.#html(tokens.slice(3), env) };
  }

  #parse(source: string, scope: MarkdownScope): { tokens: Token[]; env: Env } {
    const env: Env = { docId: scope.id, scope };
    const tokens = this.#md.parse(this.#hasMaths ? protectBars(source) : source, env);
    tokens.forEach((token, index) => {
      if (token.type !== "heading_open") return;
      const children = tokens[index + 1]!.children ?? [];
      const text = plainText(children);
      const id = this.#slugs.next(text);
      token.attrSet("id", id);
      const labels = children.filter(({ type }) => !NOT_IN_LABELS.has(type));
      const label = raw(this.#md.renderer.renderInline(labels, this.#md.options, env));
      this.headings.push({ level: Number(token.tag.slice(1)), id, label, text });
    });
    return { tokens, env };
  }

  #html(tokens: Token[], env: Env): Html {
    return raw(this.#clean(wholeHtml(this.#md.renderer.render(tokens, this.#md.options, env)), { ids: true }));
  }
}

/**
 * Generates ids that are unique in a page. A heading's id is the one JupyterLab gives it (spaces become dashes), so that links to
 * headings work in both.
 */
export class Slugs {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string> = []) {
    this.#taken = new Set(taken);
  }

  /** The id for a heading with this text, or for an element whose author calls it so; a second one ends in `-1`. */
  next(text: string): string {
    const slug = text.trim().replace(/\s+/g, "-") || "section";
    let unique = slug;
    for (let n = 1; this.#taken.has(unique); n++) unique = `${slug}-${n}`;
    this.#taken.add(unique);
    return unique;
  }
}
