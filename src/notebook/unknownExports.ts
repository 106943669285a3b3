import type * as TypeScript from "typescript";
import type { Diagnostic } from "tslab/dist/converter";

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
