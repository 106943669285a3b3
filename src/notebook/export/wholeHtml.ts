import { parseFragment, serialize } from "parse5";

const VOID = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));
/** A comment, an element whose content isn't HTML, or a tag. */
const PIECE =
  /<!--[^]*?-->|<(script|style|textarea|title)\b[^>]*>[^]*?<\/\1\s*>|<(\/?)([a-z][^\s/>]*)(?:"[^"]*"|'[^']*'|[^'">])*>/gi;

/**
 * An author's HTML with every element closed: an unclosed one would swallow what follows it on the page. Well-formed HTML stays as
 * written; the rest is what a browser makes of it.
 */
export function wholeHtml(html: string): string {
  return isWhole(html) ? html : serialize(parseFragment(html));
}

function isWhole(html: string): boolean {
  const open: string[] = [];
  for (const [tag, , slash, given] of html.matchAll(PIECE)) {
    const name = given?.toLowerCase();
    if (name === undefined || VOID.has(name) || (tag.endsWith("/>") && slash === "")) continue;
    if (slash === "") open.push(name);
    else if (open.pop() !== name) return false;
  }
  return open.length === 0 && !/<[a-z/!?]/i.test(html.replace(PIECE, ""));
}
