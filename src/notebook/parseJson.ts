import { createRequire } from "node:module";
import type * as JsoncParser from "jsonc-parser";

/** JSON text that can't be parsed, and where: 1-based line and column. */
export class JsonSyntaxError extends Error {
  override readonly name = "JsonSyntaxError";
  readonly line: number;
  readonly column: number;

  constructor(message: string, line: number, column: number) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

const STRICT = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };

/** Loaded on demand: most notebooks are JSON. */
function jsoncParser(): typeof JsoncParser {
  return createRequire(import.meta.url)("jsonc-parser") as typeof JsoncParser;
}

/** Parses JSON text. Throws `JsonSyntaxError` with line and column. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw locate(text, error);
  }
}

/** JSON.parse often gives no position; a second, slower parse finds it. */
function locate(text: string, cause: unknown): JsonSyntaxError {
  const { printParseErrorCode, visit } = jsoncParser();
  let first: JsonSyntaxError | undefined;
  visit(
    text,
    {
      onError(code, _offset, _length, line, column) {
        first ??= new JsonSyntaxError(sentence(printParseErrorCode(code)), line + 1, column + 1);
      },
    },
    STRICT,
  );
  return first ?? new JsonSyntaxError((cause as Error).message, 1, 1);
}

/** "CommaExpected" -> "comma expected". */
function sentence(code: string): string {
  return code.replace(/(?<=.)([A-Z])/g, " $1").toLowerCase();
}
