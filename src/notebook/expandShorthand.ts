import type * as TypeScript from "typescript";

/**
 * Expands shorthand properties whose value comes from an earlier cell: `{ seed }` becomes `{ seed: exports.seed }`. tslab redirects all
 * other uses of such names to its `exports`, but here it only sees a property name, and the cell would fail with a ReferenceError.
 * @param isEarlier whether a declaration belongs to an earlier cell
 */
export function expandShorthand(
  ts: typeof TypeScript,
  checker: TypeScript.TypeChecker,
  isEarlier: (declaration: TypeScript.Declaration) => boolean,
): TypeScript.TransformerFactory<TypeScript.SourceFile> {
  return (context) => (file) => {
    const { factory } = context;
    const visit = (node: TypeScript.Node): TypeScript.Node => {
      if (!ts.isShorthandPropertyAssignment(node)) return ts.visitEachChild(node, visit, context);
      const declarations = checker.getShorthandAssignmentValueSymbol(node)?.declarations ?? [];
      if (!declarations.some(isEarlier)) return ts.visitEachChild(node, visit, context);
      const name = factory.createIdentifier(node.name.text);
      const value = factory.createPropertyAccessExpression(factory.createIdentifier("exports"), node.name.text);
      const preset = node.objectAssignmentInitializer && ts.visitNode(node.objectAssignmentInitializer, visit);
      const target = preset ? factory.createAssignment(value, preset as TypeScript.Expression) : value;
      return ts.setTextRange(factory.createPropertyAssignment(name, target), node);
    };
    return ts.visitNode(file, visit) as TypeScript.SourceFile;
  };
}
