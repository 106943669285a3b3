import { readFile } from "node:fs/promises";
import { type Cell, isJsonMimeType, type MimeBundle, type Notebook, NotebookError } from "./nbformat.ts";
import { upgradeNotebook, validateNotebook } from "./validateNotebook.ts";
import { createRequire } from "node:module";
import type * as JsoncParser from "jsonc-parser";

/**
 * Reads a notebook file of nbformat 4, upgrades it to 4.5, validates it, and joins its lists of lines to single strings. Throws
 * `NotebookError` (one line: file, place, way out) if the file can't be read, isn't JSON or isn't such a notebook.
 * @example
 * import { writeFileAtomic } from "../src/ground/index.ts";
 * import { readNotebook } from "../src/notebook/index.ts";
 * const cells = [{ cell_type: "markdown", id: "title", metadata: {}, source: ["# Songs\n", "of 1999"] }];
 * writeFileAtomic("songs.ipynb", JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }));
 * const notebook = await readNotebook("songs.ipynb");
 * notebook.cells[0]!.source; // => "# Songs\nof 1999"
 */
export async function readNotebook(path: string): Promise<Notebook> {
  return parseNotebook(await readText(path), path);
}

/** Like `readNotebook`, for the text of a notebook file; `name` stands for it in error messages. */
export function parseNotebook(text: string, name: string): Notebook {
  const value = parse(text, name);
  upgradeNotebook(value);
  validateNotebook(value, name);
  const notebook = value as Notebook;
  stripTransient(notebook);
  for (const cell of notebook.cells) joinLines(cell);
  return notebook;
}

async function readText(path: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reasons: Record<string, string> = {
      ENOENT: "no such file",
      EISDIR: "a folder, not a notebook",
      EACCES: "can't be read: permission denied",
    };
    throw new NotebookError(`${path}: ${reasons[code ?? ""] ?? message}`, { cause: error });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new NotebookError(`${path}: not a notebook: the file is not UTF-8 text`, { cause });
  }
}

function parse(text: string, name: string): unknown {
  if (text.trim() === "") throw new NotebookError(`${name}: not a notebook: the file is empty`);
  try {
    return parseJson(text);
  } catch (cause) {
    if (!(cause instanceof JsonSyntaxError)) throw cause;
    throw new NotebookError(`${name}:${cause.line}:${cause.column}: not JSON: ${cause.message}`, { cause });
  }
}

/** Members that must not survive reading, by nbformat's rule. */
function stripTransient(notebook: Notebook): void {
  const { metadata } = notebook;
  delete metadata.orig_nbformat;
  delete metadata.orig_nbformat_minor;
  delete metadata.signature;
  for (const cell of notebook.cells) delete cell.metadata.trusted;
}

function joinLines(cell: Cell): void {
  cell.source = join(cell.source);
  if (cell.cell_type !== "code") {
    for (const attachment of Object.values(cell.attachments ?? {})) joinBundle(attachment);
    return;
  }
  for (const output of cell.outputs) {
    if (output.output_type === "stream") output.text = join(output.text);
    else if (output.output_type !== "error") joinBundle(output.data);
  }
}

function joinBundle(bundle: MimeBundle): void {
  for (const [type, value] of Object.entries(bundle)) {
    if (!isJsonMimeType(type)) bundle[type] = join(value as string | string[]);
  }
}

function join(text: string | string[]): string {
  return typeof text === "string" ? text : text.join("");
}

const LANGUAGES = new Set(["typescript", "javascript"]);
/** Kernels whose names identify the language if nothing else does. */
const KERNELS: readonly (readonly [kernel: RegExp, language: string])[] = [
  [/^(python|ipykernel|conda)/i, "Python"],
  [/^ir\d*$/i, "R"],
  [/^julia/i, "Julia"],
];

/**
 * Rejects a notebook that says that it is in another language.
 * @throws NotebookError
 */
export function requireTypeScript({ metadata }: Notebook, path: string): void {
  const { kernelspec, language_info: info } = metadata;
  const kernel = kernelspec?.name ?? "";
  const told = kernelspec?.language ?? info?.name ?? KERNELS.find(([name]) => name.test(kernel))?.[1];
  if (typeof told !== "string" || LANGUAGES.has(told.toLowerCase())) return;
  const of = kernel === "" ? "" : ` (kernel ${kernel})`;
  const way = "run it with Jupyter, or choose the kernel TypeScript in it";
  throw new NotebookError(`${path}: a notebook in ${told}${of}, and these run in TypeScript: ${way}`);
}

/** JSON text that can't be parsed, and where: 1-based line and column. */
class JsonSyntaxError extends Error {
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
function parseJson(text: string): unknown {
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
