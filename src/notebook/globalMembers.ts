import type * as TypeScript from "typescript";

/** What `declare global` of an earlier cell declares is a member of `globalThis`; tslab would look for it among that cell's exports. */
export function globalMembers(
  ts: typeof TypeScript,
  checker: TypeScript.TypeChecker,
  isEarlier: (declaration: TypeScript.Declaration) => boolean,
): TypeScript.TransformerFactory<TypeScript.SourceFile> {
  const { isExpressionNode } = ts as unknown as { isExpressionNode(node: TypeScript.Node): boolean };
  return (context) => (file) => {
    const { factory } = context;
    const visit = (node: TypeScript.Node): TypeScript.Node => {
      // What another transformer has put in has no parent, and is no name of the cell.
      const isName = ts.isIdentifier(node) && (node.parent as unknown) !== undefined && isExpressionNode(node);
      const isMember = isName && ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
      if (!isName || isMember) return ts.visitEachChild(node, visit, context);
      const declarations = checker.getSymbolAtLocation(node)?.declarations ?? [];
      const isGlobal = declarations.some((one) => isEarlier(one) && isInGlobalBlock(ts, one));
      if (!isGlobal) return node;
      return factory.createPropertyAccessExpression(factory.createIdentifier("globalThis"), node.text);
    };
    return ts.visitNode(file, visit) as TypeScript.SourceFile;
  };
}

/** Whether a declaration stands in a block `declare global`. */
export function isInGlobalBlock(ts: typeof TypeScript, node: TypeScript.Node | undefined): boolean {
  if (node === undefined || ts.isSourceFile(node)) return false;
  const isBlock = ts.isModuleDeclaration(node) && (node.flags & ts.NodeFlags.GlobalAugmentation) !== 0;
  return isBlock || isInGlobalBlock(ts, node.parent);
}
