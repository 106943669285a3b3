import type * as TypeScript from "typescript";

/**
 * Makes a cell's declarations readable for later cells, whatever types they name: a type that no other file can name (because it is
 * local to a function or private to a module) becomes `any`, and a private `#name` of an anonymous class is left out. What `var`
 * declares in a loop or a condition is declared too.
 * @param isOfCells whether a file is the cell, or what earlier ones declare
 */
export function nameableDeclarations(
  ts: typeof TypeScript,
  checker: TypeScript.TypeChecker,
  isOfCells: (fileName: string) => boolean,
): TypeScript.TransformerFactory<TypeScript.Bundle | TypeScript.SourceFile> {
  return (context) => (file) => {
    const { factory } = context;
    const isHidden = (name: TypeScript.EntityName): boolean => isUnnameable(ts, leftmost(ts, name), isOfCells);
    const visit = (node: TypeScript.Node): TypeScript.Node => {
      if (ts.isTypeReferenceNode(node) && isHidden(node.typeName)) return anyType();
      if (ts.isTypeQueryNode(node) && isHidden(node.exprName)) return anyType();
      const visited = ts.visitEachChild(node, visit, context);
      if (!ts.isTypeLiteralNode(visited)) return visited;
      const members = visited.members.filter(({ name }) => name === undefined || !ts.isPrivateIdentifier(name));
      return members.length === visited.members.length
        ? visited
        : factory.updateTypeLiteralNode(visited, factory.createNodeArray(members));
    };
    const anyType = (): TypeScript.Node => factory.createKeywordTypeNode(ts.SyntaxKind.AnyKeyword);
    if (ts.isBundle(file)) return file;
    const statements = [
      ...file.statements,
      ...nestedVars(ts, checker, ts.getOriginalNode(file) as TypeScript.SourceFile),
    ];
    return factory.updateSourceFile(
      file,
      ts.visitNodes(factory.createNodeArray(statements), visit, ts.isStatement),
      true,
    );
  };
}

/** Declarations of names that belong to the whole cell but are declared within one of its statements. */
function nestedVars(
  ts: typeof TypeScript,
  checker: TypeScript.TypeChecker,
  cell: TypeScript.SourceFile,
): TypeScript.Statement[] {
  const { locals } = cell as { locals?: ReadonlyMap<string, TypeScript.Symbol> };
  return [...(locals?.values() ?? [])].flatMap((symbol) => {
    const { valueDeclaration: declaration } = symbol;
    if (!declaration || !ts.isVariableDeclaration(declaration)) return [];
    const statement = declaration.parent.parent;
    if (ts.isVariableStatement(statement) && statement.parent === cell) return [];
    const type = checker.typeToTypeNode(checker.getTypeOfSymbol(symbol), cell, ts.NodeBuilderFlags.NoTruncation);
    const declared = ts.factory.createVariableDeclaration(symbol.name, undefined, type);
    const modifiers = [ts.factory.createModifier(ts.SyntaxKind.DeclareKeyword)];
    return [ts.factory.createVariableStatement(modifiers, ts.factory.createVariableDeclarationList([declared]))];
  });
}

function leftmost(ts: typeof TypeScript, name: TypeScript.EntityName): TypeScript.Identifier {
  return ts.isIdentifier(name) ? name : leftmost(ts, name.left);
}

/** Whether TypeScript, having no better name, used one that doesn't exist outside the declaration's scope. */
function isUnnameable(
  ts: typeof TypeScript,
  name: TypeScript.Identifier,
  isOfCells: (fileName: string) => boolean,
): boolean {
  // The parser sets no symbol for names in the cell itself, which are in scope.
  const { declarations } = (name as { symbol?: TypeScript.Symbol }).symbol ?? {};
  return declarations?.every((declaration) => isOutOfScope(declaration)) ?? false;

  function isOutOfScope(declaration: TypeScript.Declaration): boolean {
    // These are declared with the type that names them.
    if (ts.isTypeParameterDeclaration(declaration) || ts.isParameter(declaration)) return false;
    for (let node: TypeScript.Node = declaration.parent; ; node = node.parent) {
      if (ts.isFunctionLike(node) || ts.isBlock(node)) return true;
      // What a cell has imported is declared by the import.
      if (ts.isModuleDeclaration(node) && ts.isStringLiteral(node.name)) return true;
      if (ts.isSourceFile(node)) return ts.isExternalModule(node) && !isOfCells(node.fileName);
    }
  }
}
