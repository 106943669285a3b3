import type * as TypeScript from "typescript";

/**
 * Names a cell can't declare: its names are kept in `exports` by means of `Object`, and TypeScript rejects the others only in the
 * global scope.
 */
const TAKEN = ["exports", "Object", "globalThis", "undefined"];

/** Reports what TypeScript allows in a module but a cell can't have: reserved names, and `import name = namespace.member`. */
export function refusedForms(ts: typeof TypeScript, cell: TypeScript.SourceFile): TypeScript.Diagnostic[] {
  const { locals } = cell as { locals?: ReadonlyMap<string, TypeScript.Symbol> };
  const refuse = (node: TypeScript.Node, messageText: string): TypeScript.Diagnostic => ({
    file: cell,
    start: node.getStart(cell),
    length: node.getWidth(cell),
    code: 0,
    category: ts.DiagnosticCategory.Error,
    messageText,
  });
  const taken = TAKEN.flatMap((name) => {
    const declaration = locals?.get(name)?.declarations?.[0];
    if (!declaration) return [];
    const message = `'${name}' is no name that a cell can declare: choose another.`;
    return [refuse(ts.getNameOfDeclaration(declaration) ?? declaration, message)];
  });
  const aliases = cell.statements
    .filter((statement) => ts.isImportEqualsDeclaration(statement))
    .filter(({ moduleReference }) => !ts.isExternalModuleReference(moduleReference))
    .map((statement) => {
      const [name, of] = [statement.name.text, statement.moduleReference.getText(cell)];
      return refuse(statement, `A cell has no import aliases: write const ${name} = ${of}, or type ${name} = ${of}.`);
    });
  return [...taken, ...aliases];
}
