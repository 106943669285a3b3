import type * as TypeScript from "typescript";

/** Internals of TypeScript's language service; those of 6.0, guarded by tests/notebook/tslabEngine.test.ts. */
interface Internals {
  getTouchingPropertyName(file: TypeScript.SourceFile, position: number): TypeScript.Node;
  getContainerNode(node: TypeScript.Node): TypeScript.Node | undefined;
  typeToDisplayParts(
    checker: TypeScript.TypeChecker,
    type: TypeScript.Type,
    enclosing: TypeScript.Node | undefined,
  ): TypeScript.SymbolDisplayPart[];
  readonly SymbolDisplay: {
    getSymbolDisplayPartsDocumentationAndSymbolKind(
      checker: TypeScript.TypeChecker,
      symbol: TypeScript.Symbol,
      file: TypeScript.SourceFile,
      enclosing: TypeScript.Node | undefined,
      location: TypeScript.Node,
    ): Pick<TypeScript.QuickInfo, "displayParts" | "documentation" | "tags">;
  };
}

/** What is known about the name at a position: its declaration, documentation and tags. The language service offers this only for files. */
export type QuickInfo = Pick<TypeScript.QuickInfo, "displayParts" | "documentation" | "tags">;

/** What is known about the name at `position` of a file, or undefined if nothing is. */
export function quickInfo(
  ts: typeof TypeScript,
  file: TypeScript.SourceFile,
  checker: TypeScript.TypeChecker,
  position: number,
): QuickInfo | undefined {
  const internals = ts as unknown as Internals;
  const touched = internals.getTouchingPropertyName(file, position);
  if (touched === file) return undefined;
  const node =
    ts.isNewExpression(touched.parent) && touched.pos === touched.parent.pos ? touched.parent.expression : touched;
  const symbol = checker.getSymbolAtLocation(node);
  const enclosing = internals.getContainerNode(node);
  if (symbol) {
    const describe = internals.SymbolDisplay.getSymbolDisplayPartsDocumentationAndSymbolKind;
    return describe(checker, symbol, file, enclosing, node);
  }
  if (!ts.isIdentifier(node) && node.kind !== ts.SyntaxKind.ThisKeyword && node.kind !== ts.SyntaxKind.SuperKeyword)
    return undefined;
  const type = checker.getTypeAtLocation(node);
  return {
    displayParts: internals.typeToDisplayParts(checker, type, enclosing),
    documentation: type.symbol?.getDocumentationComment(checker),
    tags: type.symbol?.getJsDocTags(checker),
  };
}
