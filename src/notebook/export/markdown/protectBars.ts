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
