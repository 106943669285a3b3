import type * as TypeScript from "typescript";
import type { Completeness } from "./codeAnswers.ts";

/** TypeScript's code for an unterminated string. */
const UNTERMINATED_STRING = 1002;

/**
 * Whether a cell is ready to run. What TypeScript reports missing at its end, such as the end of a template, may still be typed; other
 * errors won't be fixed by typing on. Two empty lines run it in any case.
 */
export function codeCompleteness(ts: typeof TypeScript, code: string): Completeness {
  if (/(^|\n)\s*\n\s*$/.test(code)) return { status: "complete" };
  const file = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.Latest);
  const { parseDiagnostics } = file as unknown as { parseDiagnostics: readonly TypeScript.DiagnosticWithLocation[] };
  const [first] = parseDiagnostics;
  if (!first) return { status: "complete" };
  const isString = first.code === UNTERMINATED_STRING;
  if (first.start < code.trimEnd().length || isString) return { status: "invalid" };
  const lastLine = code.slice(code.lastIndexOf("\n") + 1);
  const [indent] = /^\s*/.exec(lastLine)!;
  return { status: "incomplete", indent: /[{([]\s*$/.test(lastLine) ? `${indent}  ` : indent };
}
