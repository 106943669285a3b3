import type * as TypeScript from "typescript";

/** TypeScript's code for a misplaced await, by which tslab recognises that a cell awaits. */
const AWAIT_CODE = 1308;

/**
 * The diagnostics tslab needs for each await at the top level of a cell: given one, it runs the cell in an async function. Its own
 * TypeScript reports them as errors; ours allows them, so they are searched for.
 */
export function topLevelAwaits(ts: typeof TypeScript, file: TypeScript.SourceFile): TypeScript.Diagnostic[] {
  const found: TypeScript.Diagnostic[] = [];
  const report = (start: number): void => {
    const category = ts.DiagnosticCategory.Error;
    found.push({
      file,
      start,
      length: "await".length,
      code: AWAIT_CODE,
      category,
      messageText: "await at the top level",
    });
  };
  const visit = (node: TypeScript.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassStaticBlockDeclaration(node) || ts.isModuleDeclaration(node)) return;
    if (ts.isAwaitExpression(node)) report(node.getStart(file));
    else if (ts.isForOfStatement(node) && node.awaitModifier) report(node.awaitModifier.getStart(file));
    else if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.AwaitUsing) === ts.NodeFlags.AwaitUsing) {
      report(node.getStart(file));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
