import type * as TypeScript from "typescript";

/** What an earlier cell declared with `declare global` is a member of `globalThis`; tslab would look for it among that cell's exports. */
export function globalMembers(
  ts: typeof TypeScript,
  checker: TypeScript.TypeChecker,
  isEarlier: (declaration: TypeScript.Declaration) => boolean,
): TypeScript.TransformerFactory<TypeScript.SourceFile> {
  const { isExpressionNode } = ts as unknown as { isExpressionNode(node: TypeScript.Node): boolean };
  return (context) => (file) => {
    const { factory } = context;
    const visit = (node: TypeScript.Node): TypeScript.Node => {
      // A node inserted by another transformer has no parent, and isn't one of the cell's names.
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

/** Whether a declaration is in a `declare global` block. */
export function isInGlobalBlock(ts: typeof TypeScript, node: TypeScript.Node | undefined): boolean {
  if (node === undefined || ts.isSourceFile(node)) return false;
  const isBlock = ts.isModuleDeclaration(node) && (node.flags & ts.NodeFlags.GlobalAugmentation) !== 0;
  return isBlock || isInGlobalBlock(ts, node.parent);
}
