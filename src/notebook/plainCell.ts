import type * as TypeScript from "typescript";

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * Converts a cell to the form tslab accepts: without `export`, which users paste along with code from modules. Exports become
 * declarations, re-exports become imports, and a default export of an expression becomes that expression. Everything keeps its
 * position.
 */
export function plainCell(ts: typeof TypeScript, source: string): string {
  if (!/\bexport\b/.test(source)) return source;
  const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.Latest);
  const edits = file.statements.flatMap((statement) => editsOf(ts, statement, file));
  let plain = source;
  for (const { from, to, text } of edits.reverse()) plain = plain.slice(0, from) + text + plain.slice(to);
  return plain;
}

function editsOf(ts: typeof TypeScript, statement: TypeScript.Statement, file: TypeScript.SourceFile): Edit[] {
  const start = statement.getStart(file);
  const blank = (from: number, to: number): Edit => ({
    from,
    to,
    text: file.text.slice(from, to).replaceAll(/\S/g, " "),
  });
  if (ts.isExportDeclaration(statement)) {
    const { exportClause, moduleSpecifier } = statement;
    if (!moduleSpecifier) return [blank(start, statement.end)];
    const to = exportClause ? start + "export".length : moduleSpecifier.getStart(file);
    return [{ ...blank(start, to), text: "import".padEnd(to - start) }];
  }
  if (ts.isExportAssignment(statement)) {
    return enclosed(blank(start, statement.expression.getStart(file)), statement.expression.end);
  }
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  const exporting = modifiers.filter(
    ({ kind }) => kind === ts.SyntaxKind.ExportKeyword || kind === ts.SyntaxKind.DefaultKeyword,
  );
  if (exporting.length === 0) return [];
  const nameless =
    (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name === undefined;
  const edit = blank(exporting[0]!.getStart(file), exporting.at(-1)!.end);
  return nameless ? enclosed(edit, statement.end) : [edit];
}

/** Parentheses in the blank and at `end`, so that what starts with a brace or with `function` is an expression. */
function enclosed(blank: Edit, end: number): Edit[] {
  return [
    { ...blank, text: `${blank.text.slice(0, -1)}(` },
    { from: end, to: end, text: ")" },
  ];
}
