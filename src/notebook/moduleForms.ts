import type * as TypeScript from "typescript";

/** The global through which tslab passes cells their `require`; cells have no other access to what a module has. */
const GLOBAL = "__tslab__";

/** Gives a cell what only modules have: `import.meta`, and `import()` by Node's own loader. */
export function moduleForms(ts: typeof TypeScript): TypeScript.TransformerFactory<TypeScript.SourceFile> {
  return (context) => (file) => {
    const { factory } = context;
    const member = (name: string): TypeScript.Expression =>
      factory.createPropertyAccessExpression(factory.createIdentifier(GLOBAL), name);
    const visit = (node: TypeScript.Node): TypeScript.Node => {
      if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) return member("meta");
      const visited = ts.visitEachChild(node, visit, context);
      if (!ts.isCallExpression(visited) || visited.expression.kind !== ts.SyntaxKind.ImportKeyword) return visited;
      return ts.setTextRange(factory.createCallExpression(member("load"), undefined, visited.arguments), node);
    };
    return ts.visitNode(file, visit) as TypeScript.SourceFile;
  };
}

/** Lets a cell's imports reach their `require` even if the cell has something of that name itself. */
export function hiddenRequire(ts: typeof TypeScript): TypeScript.TransformerFactory<TypeScript.SourceFile> {
  return (context) => (file) => {
    const { factory } = context;
    const visit = (node: TypeScript.Node): TypeScript.Node => {
      const visited = ts.visitEachChild(node, visit, context);
      if (!ts.isCallExpression(visited) || !ts.isIdentifier(visited.expression)) return visited;
      // A node inserted by TypeScript has no position in the source.
      if (visited.expression.text !== "require" || visited.expression.pos >= 0) return visited;
      const required = factory.createPropertyAccessExpression(factory.createIdentifier(GLOBAL), "require");
      return ts.setTextRange(factory.createCallExpression(required, undefined, visited.arguments), visited);
    };
    return ts.visitNode(file, visit) as TypeScript.SourceFile;
  };
}
