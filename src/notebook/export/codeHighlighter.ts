import type { HLJSApi, LanguageFn } from "highlight.js";
import { escapeHtml, type Html, raw } from "../../ground/index.ts";

const ALIASES: Record<string, string> = {
  ts: "typescript",
  tsx: "typescript",
  js: "javascript",
  jsx: "javascript",
  mjs: "javascript",
  jsonc: "json",
  ipython: "python",
  ipython3: "python",
  py: "python",
  sh: "bash",
  console: "shell",
  html: "xml",
  svg: "xml",
  yml: "yaml",
  md: "markdown",
};

/** Highlights source code. Only the requested languages are loaded. */
export class CodeHighlighter {
  readonly #hljs: HLJSApi | undefined;

  private constructor(hljs: HLJSApi | undefined) {
    this.#hljs = hljs;
  }

  /** Loads those of the given languages that highlight.js knows; the others will be shown without colours. */
  static async load(languages: Iterable<string>): Promise<CodeHighlighter> {
    const names = [...new Set([...languages].map(canonical))].filter((name) => /^[a-z][a-z0-9-]*$/.test(name));
    if (names.length === 0) return new CodeHighlighter(undefined);
    const [{ default: core }, ...grammars] = await Promise.all([
      import("highlight.js/lib/core"),
      ...names.map(grammar),
    ]);
    // A separate instance, so that languages registered here don't affect other code.
    const hljs = core.newInstance();
    names.forEach((name, index) => {
      const language = grammars[index];
      if (language) hljs.registerLanguage(name, language);
    });
    return new CodeHighlighter(hljs);
  }

  /** The code with every token in a span, escaped; as plain text if the language isn't loaded. */
  highlight(code: string, language: string): Html {
    const name = canonical(language);
    if (!this.#hljs?.getLanguage(name)) return raw(escapeHtml(code));
    return raw(this.#hljs.highlight(code, { language: name, ignoreIllegals: true }).value);
  }
}

/** highlight.js's name for a language. */
function canonical(language: string): string {
  const name = language.toLowerCase();
  return ALIASES[name] ?? name;
}

async function grammar(name: string): Promise<LanguageFn | undefined> {
  try {
    const module = (await import(`highlight.js/lib/languages/${name}`)) as { default: LanguageFn };
    return module.default;
  } catch {
    // A language that highlight.js doesn't know.
    return undefined;
  }
}
