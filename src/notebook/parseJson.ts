import { createRequire } from "node:module";
import type * as JsoncParser from "jsonc-parser";
import { rememberNumber } from "./numberLiterals.ts";

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

/** Numbers that JavaScript may write differently from the text; finds a few too many, never too few. */
const UNUSUAL_NUMBER = /[:,[\s](?:-0(?=[\s,\]}])|-?(?:0\.000000|\d[\d.]{16}|\d+\.\d*0(?=[\s,\]}])|\d+(?:\.\d+)?[eE]))/;

/** Loaded on demand: most notebooks are plain JSON with plain numbers. */
function jsoncParser(): typeof JsoncParser {
  return createRequire(import.meta.url)("jsonc-parser") as typeof JsoncParser;
}

/**
 * Parses JSON text. Numbers whose text JavaScript would not reproduce (`1.0`, `1e-07`) keep it for `stringifyJson`. Throws
 * `JsonSyntaxError` with line and column.
 */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw locate(text, error);
  }
  if (UNUSUAL_NUMBER.test(text)) rememberNumbers(text, value);
  return value;
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

function rememberNumbers(text: string, root: unknown): void {
  jsoncParser().visit(text, {
    onLiteralValue(value: unknown, offset, length, _line, _column, path) {
      if (typeof value !== "number") return;
      const literal = text.slice(offset, offset + length);
      if (String(value) === literal) return;
      const steps = path();
      const key = steps.pop();
      if (key === undefined) return;
      const parent = steps.reduce<unknown>((at, step) => (at as Record<string | number, unknown>)[step], root);
      rememberNumber(parent as object, key, value, literal);
    },
  });
}
