/**
 * The types of a notebook in memory: nbformat 4.5 with every text joined. On disk `source`, stream `text` and textual MIME data may be
 * lists of lines; here they are single strings. JSON MIME types (`application/json`, `application/*+json`) contain any JSON value.
 *
 * Source: the JSON schema of nbformat 4.5, https://nbformat.readthedocs.io.
 */

/** Any value that JSON can represent. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** An object that JSON can represent. */
export type JsonObject = Record<string, JsonValue>;

export interface Notebook {
  nbformat: 4;
  /** 5 or more. */
  nbformat_minor: number;
  metadata: NotebookMetadata;
  cells: Cell[];
}

export interface NotebookMetadata {
  kernelspec?: { name: string; display_name: string; [key: string]: unknown };
  language_info?: { name: string; [key: string]: unknown };
  title?: string;
  [key: string]: unknown;
}

export type Cell = CodeCell | MarkdownCell | RawCell;

export interface CodeCell {
  cell_type: "code";
  /** 1 to 64 letters, digits, `-` and `_`; unique in the notebook. */
  id: string;
  metadata: CellMetadata;
  source: string;
  /** null while the cell has not run. */
  execution_count: number | null;
  outputs: Output[];
}

export interface MarkdownCell {
  cell_type: "markdown";
  id: string;
  metadata: CellMetadata;
  source: string;
  attachments?: Attachments;
}

export interface RawCell {
  cell_type: "raw";
  id: string;
  metadata: CellMetadata;
  source: string;
  attachments?: Attachments;
}

export interface CellMetadata {
  /** Unique, without commas: `parameters`, `hide-input`, `raises-exception`, ... */
  tags?: string[];
  name?: string;
  execution?: ExecutionTimes;
  jupyter?: { source_hidden?: boolean; outputs_hidden?: boolean; [key: string]: unknown };
  [key: string]: unknown;
}

/** When the messages of a cell's run arrived, in ISO 8601, as nbclient and JupyterLab record them. */
export interface ExecutionTimes {
  "iopub.status.busy"?: string;
  "iopub.execute_input"?: string;
  "iopub.status.idle"?: string;
  "shell.execute_reply"?: string;
  "shell.execute_reply.started"?: string;
  [key: string]: string | undefined;
}

export type Output = StreamOutput | DisplayDataOutput | ExecuteResultOutput | ErrorOutput;

export interface StreamOutput {
  output_type: "stream";
  /** `stdout` or `stderr`. */
  name: string;
  text: string;
}

export interface DisplayDataOutput {
  output_type: "display_data";
  data: MimeBundle;
  metadata: OutputMetadata;
}

export interface ExecuteResultOutput {
  output_type: "execute_result";
  execution_count: number | null;
  data: MimeBundle;
  metadata: OutputMetadata;
}

export interface ErrorOutput {
  output_type: "error";
  ename: string;
  evalue: string;
  /** Lines, possibly with ANSI colours. */
  traceback: string[];
}

/** Data by MIME type: a string, or any JSON value if `isJsonMimeType(type)`. */
export type MimeBundle = Record<string, JsonValue>;

/** An output's metadata: values for the whole (`alt`) or keyed by MIME type. */
export type OutputMetadata = Record<string, unknown>;

/** Files of a Markdown or raw cell, by name. */
export type Attachments = Record<string, MimeBundle>;

/** Whether data of this MIME type is a JSON value rather than text, by nbformat's rule. */
export function isJsonMimeType(type: string): boolean {
  return type === "application/json" || (type.startsWith("application/") && type.endsWith("+json"));
}

/** A notebook that can't be read: the message is one line that names the file, the place and the way out. */
export class NotebookError extends Error {
  override readonly name = "NotebookError";
}
