import type * as TypeScript from "typescript";

/**
 * Passes the value of a cell's last expression out of the block that TypeScript puts around what follows a `using`: tslab shows the
 * value of the last statement, which would then be that block.
 */
export function valueAfterUsing(ts: typeof TypeScript): TypeScript.TransformerFactory<TypeScript.SourceFile> {
  return ({ factory }) =>
    (file) => {
      const at = file.statements.findLastIndex((statement) => !ts.isExportDeclaration(statement));
      const block = file.statements[at];
      if (!block || !ts.isTryStatement(block) || ts.getParseTreeNode(block)) return file;
      const last = block.tryBlock.statements.at(-1);
      // A declaration has become an assignment there, whose value must not be shown.
      const written = last && ts.getParseTreeNode(last);
      if (!last || !ts.isExpressionStatement(last) || !written || !ts.isExpressionStatement(written)) return file;
      const value = factory.createUniqueName("value");
      const keep = factory.createExpressionStatement(factory.createAssignment(value, last.expression));
      const tryBlock = factory.updateBlock(block.tryBlock, [
        ...block.tryBlock.statements.slice(0, -1),
        ts.setTextRange(keep, last),
      ]);
      const declared = factory.createVariableDeclarationList(
        [factory.createVariableDeclaration(value)],
        ts.NodeFlags.Let,
      );
      return factory.updateSourceFile(file, [
        ...file.statements.slice(0, at),
        factory.createVariableStatement(undefined, declared),
        factory.updateTryStatement(block, tryBlock, block.catchClause, block.finallyBlock),
        ...file.statements.slice(at + 1),
        factory.createExpressionStatement(value),
      ]);
    };
}
