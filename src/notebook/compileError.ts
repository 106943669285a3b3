import type { Diagnostic } from "tslab/dist/converter";

/** A problem TypeScript reports in a cell, or in a file that it imports. */
export interface CompileProblem {
  /** The imported file, relative to the root; absent for the cell itself. */
  readonly file?: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  /** TypeScript's code for the problem, such as 2322. */
  readonly code: number;
  /** One or more lines. */
  readonly message: string;
}

/** A cell that TypeScript rejects; none of it has run. */
export class CompileError extends Error {
  override readonly name = "TypeScriptError";
  readonly problems: readonly CompileProblem[];

  /** The cell's text; empty for a problem outside any cell. */
  readonly cellSource: string;

  constructor(diagnostics: readonly Diagnostic[], cellSource = "") {
    const problems = gatherProblems(diagnostics);
    super(problems.map(describeProblem).join("\n"));
    this.problems = problems;
    this.cellSource = cellSource;
  }
}

/** `2:7 - TS2322: Type 'string' is not assignable to type 'number'.`, preceded by the file unless it is the cell. */
export function describeProblem({ file, line, column, code, message }: CompileProblem): string {
  const number = code ? `TS${code}: ` : "";
  return `${file ? `${file}:` : ""}${line}:${column} - ${number}${message}`;
}

/** tslab reports the lines of one message as separate problems at the same place. */
function gatherProblems(diagnostics: readonly Diagnostic[]): CompileProblem[] {
  const problems: CompileProblem[] = [];
  let previous: Diagnostic | undefined;
  for (const diagnostic of diagnostics) {
    const { start, end, code, messageText, fileName } = diagnostic;
    const last = problems.at(-1);
    if (last && previous && previous.start.offset === start.offset && previous.end.offset === end.offset) {
      problems[problems.length - 1] = { ...last, message: `${last.message}\n  ${messageText}` };
    } else {
      const place = { line: start.line + 1, column: start.character + 1 };
      problems.push({ ...(fileName ? { file: fileName } : {}), ...place, code, message: messageText });
    }
    previous = diagnostic;
  }
  return problems;
}
