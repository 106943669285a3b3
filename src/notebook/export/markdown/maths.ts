import type { KatexOptions } from "katex";
import { type Html, raw } from "../../../ground/index.ts";
import { tex } from "@mdit/plugin-tex";
import type MarkdownIt from "markdown-it";
import type { RuleBlock } from "markdown-it/lib/parser_block.mjs";
import type { RuleInline } from "markdown-it/lib/parser_inline.mjs";

type RenderToString = (tex: string, options: KatexOptions) => string;

/** What may be TeX in Markdown or in a LaTeX output: KaTeX is loaded only if one of these occurs. */
const MAYBE_TEX = /\$|\\begin\{|\\\(|\\\[/;

/** Commands that only numbered formulas need: JupyterLab numbers none, and a reference shows its label. */
const REFERENCES = { "\\label": "\\@firstoftwo{}{#1}", "\\ref": "\\text{#1}", "\\eqref": "\\text{(#1)}" };

/** Renders TeX with KaTeX while the page is built, so that formulas need no script. */
export class Maths {
  readonly #renderToString: RenderToString;
  /** Definitions (`\newcommand`, `\gdef`) apply to the rest of the page, as in JupyterLab. */
  readonly #macros = { ...REFERENCES };
  #used = false;

  private constructor(renderToString: RenderToString) {
    this.#renderToString = renderToString;
  }

  /** Loads KaTeX, unless none of these texts can contain a formula. */
  static async load(texts: Iterable<string>): Promise<Maths | undefined> {
    for (const text of texts) {
      if (!MAYBE_TEX.test(text)) continue;
      const { default: katex } = await import("katex");
      return new Maths((tex, options) => katex.renderToString(tex, options));
    }
    return undefined;
  }

  /** Whether anything was rendered: only then does the page need KaTeX's styles. */
  get used(): boolean {
    return this.#used;
  }

  /** Renders a formula; one with an error is shown as its source, with the reason as its title. */
  render(tex: string, display: boolean): Html {
    this.#used = true;
    const formula = this.#renderToString(tex.trim(), {
      displayMode: display,
      throwOnError: false,
      strict: "ignore",
      globalGroup: true,
      macros: this.#macros,
      errorColor: "var(--error)",
    });
    return raw(display ? `<div class="formula">${formula}</div>` : formula);
  }

  /** Renders a LaTeX output: a formula in any of the usual delimiters, or without. */
  renderOutput(latex: string): Html {
    const text = latex.trim();
    const delimited = /^\$\$([^]*)\$\$$|^\\\[([^]*)\\\]$|^\$([^$]*)\$$|^\\\(([^]*)\\\)$/.exec(text);
    const tex = delimited ? delimited.slice(1).find((part) => part !== undefined)! : text;
    return this.render(tex, true);
  }
}

/**
 * Formulas in Markdown as JupyterLab parses them: `$..$`, `$$..$$` as a block or within a line, `\\(..\\)` and `\\[..\\]`, and bare
 * environments.
 */
export function texRules(md: MarkdownIt, maths: Maths): void {
  md.use(tex, {
    delimiters: "dollars",
    render: (content: string, display: boolean) => maths.render(content, display).text,
  });
  md.inline.ruler.before("math_inline_dollar", "math_display_in_line", displayInLine);
  md.inline.ruler.before("escape", "math_backslash", backslashed);
  // The plugin's rule assumes that a line that starts with a formula contains nothing else.
  md.block.ruler.disable("math_block_dollar");
  md.block.ruler.before("math_block_dollar", "math_display_block", displayBlock, {
    alt: ["paragraph", "reference", "blockquote", "list"],
  });
  md.block.ruler.before("math_block_dollar", "math_environment", environment, {
    alt: ["paragraph", "reference", "blockquote", "list"],
  });
  md.renderer.rules.math_display_in_line = (tokens, index) => maths.render(tokens[index]!.content, true).text;
  md.renderer.rules.math_in_line = (tokens, index) => maths.render(tokens[index]!.content, false).text;
}

/** `$$..$$` with nothing before or after it, on one line or several. */
const displayBlock: RuleBlock = (state, startLine, endLine, silent) => {
  const from = state.bMarks[startLine]! + state.tShift[startLine]!;
  if (!state.src.startsWith("$$", from)) return false;
  for (let line = startLine; line < endLine; line++) {
    const begin = line === startLine ? from + 2 : state.bMarks[line]!;
    const at = state.src.slice(begin, state.eMarks[line]).indexOf("$$");
    if (at < 0) continue;
    if (state.src.slice(begin + at + 2, state.eMarks[line]).trim() !== "") return false;
    if (silent) return true;
    const token = state.push("math_block", "math", 0);
    token.block = true;
    token.content = state.src.slice(from + 2, begin + at);
    token.map = [startLine, line + 1];
    state.line = line + 1;
    return true;
  }
  return false;
};

/** `\\(..\\)` and `\\[..\\]`, with two backslashes each: a single one escapes the bracket. */
const backslashed: RuleInline = (state, silent) => {
  const open = /^\\\\([([])/.exec(state.src.slice(state.pos, state.pos + 3))?.[1];
  if (open === undefined) return false;
  const end = state.src.indexOf(open === "(" ? "\\\\)" : "\\\\]", state.pos + 3);
  if (end < 0) return false;
  const kind = open === "(" ? "math_in_line" : "math_display_in_line";
  if (!silent) state.push(kind, "", 0).content = state.src.slice(state.pos + 3, end);
  state.pos = end + 3;
  return true;
};

/** `$$..$$` within a paragraph. */
const displayInLine: RuleInline = (state, silent) => {
  if (!state.src.startsWith("$$", state.pos)) return false;
  const end = state.src.indexOf("$$", state.pos + 2);
  if (end < 0 || end === state.pos + 2) return false;
  if (!silent) state.push("math_display_in_line", "", 0).content = state.src.slice(state.pos + 2, end);
  state.pos = end + 2;
  return true;
};

/** `\begin{align} ... \end{align}` at the start of a line. */
const environment: RuleBlock = (state, startLine, endLine, silent) => {
  const from = state.bMarks[startLine]! + state.tShift[startLine]!;
  const name = /^\\begin\{([a-zA-Z]+\*?)\}/.exec(state.src.slice(from, state.eMarks[startLine]))?.[1];
  if (name === undefined) return false;
  const end = `\\end{${name}}`;
  for (let line = startLine; line < endLine; line++) {
    const text = state.src.slice(state.bMarks[line], state.eMarks[line]).trimEnd();
    if (!text.endsWith(end)) continue;
    if (silent) return true;
    const token = state.push("math_block", "math", 0);
    token.block = true;
    token.content = state.getLines(startLine, line + 1, state.tShift[startLine]!, true);
    token.map = [startLine, line + 1];
    state.line = line + 1;
    return true;
  }
  return false;
};

/** The second line of a table: dashes between bars, with colons for the alignment. */
const DELIMITERS = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;
const FENCE = /^\s*(```+|~~~+)/;
const FORMULA = /\$\$?[^$\n]+\$\$?/g;

/** Escapes the bars of formulas in table rows, where they would end the cell: JupyterLab parses formulas first. */
export function protectBars(source: string): string {
  if (!source.includes("$") || !source.includes("|")) return source;
  let fence: string | undefined;
  let inTable = false;
  const lines = source.split("\n");
  return lines
    .map((line, i) => {
      const mark = FENCE.exec(line)?.[1];
      if (mark !== undefined && (fence === undefined || mark.startsWith(fence)))
        fence = fence === undefined ? mark : undefined;
      const next = lines[i + 1] ?? "";
      inTable =
        fence === undefined &&
        line.trim() !== "" &&
        (inTable || (line.includes("|") && next.includes("-") && DELIMITERS.test(next)));
      return inTable ? line.replaceAll(FORMULA, (formula) => formula.replaceAll(/(?<!\\)\|/g, "\\|")) : line;
    })
    .join("\n");
}
