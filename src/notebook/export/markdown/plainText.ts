import type Token from "markdown-it/lib/token.mjs";

/** The text of inline tokens, with code and formulas as written, without links, images and HTML. */
export function plainText(tokens: readonly Token[]): string {
  return tokens
    .map(({ type, content }) => {
      if (type === "softbreak" || type === "hardbreak") return " ";
      return type === "text" || type === "code_inline" || type.startsWith("math") ? content : "";
    })
    .join("");
}
