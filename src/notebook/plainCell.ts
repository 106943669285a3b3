import type * as TypeScript from "typescript";
import type { Diagnostic } from "tslab/dist/converter";

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

/** TypeScript's code for a name that doesn't exist. */
const CANNOT_FIND_NAME = 2304;

/** The part of TypeScript that lists a file's names, which it doesn't publish. */
interface Binder {
  readonly bindSourceFile: (file: TypeScript.SourceFile, options: TypeScript.CompilerOptions) => void;
}

/**
 * What is wrong with a cell's `export { name };`: names that neither the cell nor an earlier one declares. In JavaScript they are
 * errors as early as a missing brace, so they remain errors where type errors are warnings.
 * @param declarations the names of the cell and of those before it, as TypeScript's declarations
 */
export function unknownExports(ts: typeof TypeScript, source: string, declarations: string): Diagnostic[] {
  if (!/\bexport\b/.test(source)) return [];
  const cell = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.Latest);
  const exported = cell.statements.flatMap((statement) =>
    ts.isExportDeclaration(statement) &&
    !statement.moduleSpecifier &&
    statement.exportClause &&
    ts.isNamedExports(statement.exportClause)
      ? statement.exportClause.elements.map(({ propertyName, name }) => propertyName ?? name)
      : [],
  );
  if (exported.length === 0) return [];
  const file = ts.createSourceFile("names.d.ts", declarations, ts.ScriptTarget.Latest);
  (ts as unknown as Binder).bindSourceFile(file, {});
  const { locals } = file as { locals?: ReadonlyMap<TypeScript.__String, unknown> };
  return exported
    .filter(({ text }) => locals?.has(ts.escapeLeadingUnderscores(text)) !== true)
    .map((name) => {
      const [start, end] = [name.getStart(cell), name.end].map((offset) => ({
        offset,
        ...ts.getLineAndCharacterOfPosition(cell, offset),
      }));
      const messageText = `Cannot find name '${name.text}': no cell declares it, so it can't be exported.`;
      return { start: start!, end: end!, messageText, category: 1, code: CANNOT_FIND_NAME };
    });
}
