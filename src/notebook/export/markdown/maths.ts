import type { KatexOptions } from "katex";
import { type Html, raw } from "../../../ground/index.ts";

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
