import { createRequire } from "node:module";
import type * as Zod from "zod";
import { isJsonMimeType, NotebookError } from "./nbformat.ts";

/** Its CommonJS build loads in half the time of its ES modules (53 ms against 114), a good part of reading a notebook. */
const { z } = createRequire(import.meta.url)("zod") as typeof Zod;

const MEND = "open the notebook in JupyterLab and save it to bring it up to date";
const CELL_TYPES = ["code", "markdown", "raw"];

const text = z.union([z.string(), z.array(z.string())], { error: "expected a string or a list of strings" });
const count = z.int().min(0).nullable();

const mimeBundle = z.record(z.string(), z.unknown()).superRefine((data, context) => {
  for (const [type, value] of Object.entries(data)) {
    if (isJsonMimeType(type) || text.safeParse(value).success) continue;
    context.addIssue({ code: "custom", path: [type], message: "expected a string or a list of strings" });
  }
});

const output = z.discriminatedUnion(
  "output_type",
  [
    z.strictObject({ output_type: z.literal("stream"), name: z.string(), text }),
    z.strictObject({
      output_type: z.literal("display_data"),
      data: mimeBundle,
      metadata: z.looseObject({}),
    }),
    z.strictObject({
      output_type: z.literal("execute_result"),
      execution_count: count,
      data: mimeBundle,
      metadata: z.looseObject({}),
    }),
    z.strictObject({
      output_type: z.literal("error"),
      ename: z.string(),
      evalue: z.string(),
      traceback: z.array(z.string()),
    }),
  ],
  { error: "expected stream, display_data, execute_result or error" },
);

const tags = z
  .array(z.string().regex(/^[^,]+$/, "a tag is not empty and has no comma"))
  .refine((list) => new Set(list).size === list.length, "a tag stands there twice");

const cellMetadata = z.looseObject({
  tags: tags.optional(),
  name: z.string().min(1).optional(),
  execution: z.record(z.string(), z.string()).optional(),
  jupyter: z.looseObject({ source_hidden: z.boolean().optional(), outputs_hidden: z.boolean().optional() }).optional(),
  collapsed: z.boolean().optional(),
  scrolled: z.union([z.boolean(), z.literal("auto")]).optional(),
});

const common = {
  id: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/, "an id has 1 to 64 letters, digits, - and _"),
  metadata: cellMetadata,
  source: text,
};
const attachments = z.record(z.string(), mimeBundle).optional();

const cell = z.discriminatedUnion("cell_type", [
  z.strictObject({ cell_type: z.literal("code"), ...common, execution_count: count, outputs: z.array(output) }),
  z.strictObject({ cell_type: z.literal("markdown"), ...common, attachments }),
  z.strictObject({ cell_type: z.literal("raw"), ...common, attachments }),
]);

const notebook = z.strictObject({
  nbformat: z.literal(4),
  nbformat_minor: z.int().min(5),
  metadata: z.looseObject({
    kernelspec: z.looseObject({ name: z.string(), display_name: z.string() }).optional(),
    language_info: z.looseObject({ name: z.string() }).optional(),
    title: z.string().optional(),
  }),
  cells: z.array(cell),
});

/**
 * Checks a parsed notebook file against nbformat 4.5's JSON schema. Throws `NotebookError`: one line with `name` (of the file), the
 * cell and the path within it.
 */
export function validateNotebook(value: unknown, name: string): void {
  checkVersion(value, name);
  const cells: unknown = value.cells;
  if (Array.isArray(cells)) checkCells(cells, name);

  const result = notebook.safeParse(value);
  if (result.success) return;
  // A future minor version may add members; nbformat accepts them as well.
  const newer = value.nbformat_minor !== 5;
  const issue = result.error.issues.find(({ code }) => !newer || code !== "unrecognized_keys");
  if (!issue) return;
  throw new NotebookError(`${name}: ${place(issue.path, cells)}${issue.message.toLowerCase()}`);
}

function checkVersion(value: unknown, name: string): asserts value is Record<string, unknown> {
  if (typeof value !== "object" || value === null || !("nbformat" in value)) {
    throw new NotebookError(`${name}: not a notebook: it has no "nbformat"`);
  }
  const major = JSON.stringify(value.nbformat);
  if (major !== "4") throw new NotebookError(`${name}: nbformat ${major} is not supported, only 4: ${MEND}`);
  const minor = "nbformat_minor" in value ? value.nbformat_minor : undefined;
  if (!Number.isInteger(minor)) throw new NotebookError(`${name}: "nbformat_minor" is missing or no integer: ${MEND}`);
}

/** A specific message for a problem that occurs in practice: cells of an unknown type. */
function checkCells(cells: readonly unknown[], name: string): void {
  cells.forEach((value, index) => {
    if (typeof value !== "object" || value === null) return;
    const { cell_type, id } = value as { cell_type?: unknown; id?: unknown };
    if (CELL_TYPES.includes(cell_type as string)) return;
    const type = JSON.stringify(cell_type) ?? "missing";
    const which = `${name}: cell ${index + 1} (id ${JSON.stringify(id)})`;
    throw new NotebookError(`${which}: cell_type is ${type}, not code, markdown or raw`);
  });
}

/** ["cells", 2, "outputs", 0, "text"] -> `cell 3 (id "x"), outputs[0].text: `. */
function place(path: readonly PropertyKey[], cells: unknown): string {
  let rest = path;
  let start = "";
  if (path[0] === "cells" && typeof path[1] === "number" && Array.isArray(cells)) {
    const { id } = (cells[path[1]] ?? {}) as { id?: unknown };
    start = `cell ${path[1] + 1}${typeof id === "string" ? ` (id ${JSON.stringify(id)})` : ""}`;
    rest = path.slice(2);
  }
  const steps = rest.map((step, index) => {
    if (typeof step === "number") return `[${step}]`;
    const plain = /^\w+$/.test(String(step));
    return plain ? `${index > 0 ? "." : ""}${String(step)}` : `[${JSON.stringify(step)}]`;
  });
  const parts = [start, steps.join("")].filter((part) => part !== "");
  return parts.length > 0 ? `${parts.join(", ")}: ` : "";
}

const ID_MINOR = 5;

/**
 * Upgrades a parsed notebook of nbformat 4.0 to 4.4 to 4.5, and gives an id to each cell without one or with that of an earlier cell,
 * like nbformat; here the ids are numbers, so that reading twice gives the same result. Everything else is left to validation.
 */
export function upgradeNotebook(value: unknown): void {
  if (!isRecord(value) || value.nbformat !== 4 || !Number.isInteger(value.nbformat_minor)) return;
  if ((value.nbformat_minor as number) < ID_MINOR) value.nbformat_minor = ID_MINOR;
  const cells = Array.isArray(value.cells) ? value.cells.filter(isRecord) : [];
  const taken = new Set(cells.map(({ id }) => id));
  const seen = new Set<unknown>();
  for (const [index, cell] of cells.entries()) {
    if (cell.id === undefined || seen.has(cell.id)) cell.id = freeId(`cell-${index + 1}`, taken);
    seen.add(cell.id);
    taken.add(cell.id);
  }
}

function freeId(wanted: string, taken: ReadonlySet<unknown>): string {
  return taken.has(wanted) ? freeId(`${wanted}-again`, taken) : wanted;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
