import assert from "node:assert/strict";
import { inspect } from "node:util";
import ts from "typescript";

/**
 * Asserts that a value is what a comment shows of it, which is written as in code: `0.92` is any number that rounds to it, `{ rows: 2 }` any object
 * with such a property; a typed array is shown as a list, a no-break space as a space; a text that ends in "…" is a beginning.
 */
export function assertShown(actual: unknown, shown: string): void {
  const [statement] = ts.createSourceFile("shown.ts", `(${shown})`, ts.ScriptTarget.Latest, true).statements;
  const isRead = statement !== undefined && ts.isExpressionStatement(statement);
  assert.ok(isRead && isShown(actual, statement.expression), `shown is ${shown}, it is ${inspect(actual)}`);
}

const NAMED: Readonly<Record<string, unknown>> = { undefined, NaN, Infinity };

function isShown(actual: unknown, node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return isShown(actual, node.expression);
  if (ts.isArrayLiteralExpression(node)) {
    const items = ArrayBuffer.isView(actual) ? Array.from(actual as Float64Array) : actual;
    return (
      Array.isArray(items) &&
      items.length === node.elements.length &&
      node.elements.every((element, i) => isShown(items[i], element))
    );
  }
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every((property) => {
      if (!ts.isPropertyAssignment(property) || typeof actual !== "object" || actual === null) return false;
      const { name } = property;
      const key = ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : undefined;
      return key !== undefined && isShown((actual as Record<string, unknown>)[key], property.initializer);
    });
  }
  if (ts.isStringLiteralLike(node))
    return typeof actual === "string" && isText(actual.replaceAll("\u00a0", " "), node.text);
  if (ts.isNumericLiteral(node)) return typeof actual === "number" && roundsTo(actual, node.getText());
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    const negative = typeof actual === "number" ? -actual : actual;
    return isShown(negative, node.operand);
  }
  if (node.kind === ts.SyntaxKind.TrueKeyword) return actual === true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return actual === false;
  if (node.kind === ts.SyntaxKind.NullKeyword) return actual === null;
  return ts.isIdentifier(node) && node.text in NAMED && Object.is(actual, NAMED[node.text]);
}

function isText(actual: string, shown: string): boolean {
  return shown.endsWith("…") ? actual.startsWith(shown.slice(0, -1)) : actual === shown;
}

/** Whether a number, with as many decimals as are shown, reads so; one that is shown without decimals is meant to the last bit. */
function roundsTo(actual: number, shown: string): boolean {
  const decimals = shown.split(".")[1]?.length;
  return decimals === undefined ? actual === Number(shown) : actual.toFixed(decimals) === shown;
}
