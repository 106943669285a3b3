import { DISPLAY, type Displayable } from "../display.ts";

/**
 * Markdown prose with computed figures: `` md`The score is **${score}**.` ``, or `md(text)`. Common indentation is removed, so that the
 * text can be indented with the code.
 * @example
 * import { md } from "../src/notebook/author.ts";
 * const score = 0.41;
 * md`The forest is right in **${score * 100} %** of the rows.`;
 */
export function md(parts: TemplateStringsArray | string, ...values: readonly unknown[]): Displayable {
  const text = typeof parts === "string" ? parts : String.raw({ raw: parts }, ...values);
  const prose = dedent(text);
  return { [DISPLAY]: () => ({ "text/markdown": prose, "text/plain": prose }) };
}

function dedent(text: string): string {
  const lines = text
    .replace(/^\s*\n/, "")
    .trimEnd()
    .split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^ */.exec(line)![0].length);
  const shared = Math.min(...indents, Infinity);
  return Number.isFinite(shared) ? lines.map((line) => line.slice(shared)).join("\n") : "";
}
