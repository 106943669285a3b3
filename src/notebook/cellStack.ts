import { fileURLToPath } from "node:url";
import type { CellPositions } from "./cellPositions.ts";

/** The script name of the cell with execution number `execution`; its frames are shown as `Cell In[count]`. */
export function scriptName(execution: number): string {
  return `notebook-cell-${execution}`;
}

/** The execution number of the topmost cell frame in the error's stack, if there is one. */
export function cellOfStack(error: unknown): number | undefined {
  const match = typeof error === "object" && error !== null ? SCRIPT.exec(stackOf(error)) : null;
  return match ? Number(match[1]) : undefined;
}

/** The stack of what may be an error; empty if it has none, or if making its text throws, as a cell's own `prepareStackTrace` may. */
export function stackOf(error: object): string {
  try {
    const { stack } = error as { readonly stack?: unknown };
    return typeof stack === "string" ? stack : "";
  } catch {
    return "";
  }
}

/** A line of a stack, cleaned up for the reader. */
export interface Frame {
  readonly text: string;
  /** The frame's place in a cell. */
  readonly cell?: { readonly source: string; readonly line: number; readonly column: number };
}

const SCRIPT = /\bnotebook-cell-(\d+)\b/;
/** A frame's location, and what Node's `inspect` appends to the last one. */
const FRAME = /^(\s+at )(?:(.*) \()?(.*?):(\d+):(\d+)\)?( [{[(].*|[,\]})]*)?$/;
/** What `inspect` writes for frames that the error shares with its cause. */
const COMMON_FRAMES = /^\s+\.\.\. \d+ lines matching cause stack trace \.\.\.$/;
/** Files that run cells. */
const MACHINERY = /[\\/]tslab[\\/]dist[\\/]executor\.js$|[\\/]src[\\/]notebook[\\/](?:session|tslabEngine)\.ts$/;

/**
 * The frames among the lines of a stack: cells' frames with the cells' own lines, files' frames relative to the root. Below the last
 * cell's frame is only code that runs cells, which is left out.
 * @param root the project's
 */
export function readFrames(lines: readonly string[], positions: CellPositions, root: string): Frame[] {
  const read = lines.flatMap((line) => readFrame(line, positions, root));
  const last = read.findLastIndex((frame) => frame.kind === "cell");
  // Without a cell's frame the whole stack may help, except for our own code.
  const end = last < 0 ? read.findIndex((frame) => frame.kind === "machinery") : last + 1;
  return (end < 0 ? read : read.slice(0, end)).filter((frame) => frame.kind !== "call");
}

/** A text in which error stacks, as `console.error` and `inspect` write them, are replaced by what `readFrames` returns for them. */
export function withOwnStacks(text: string, positions: CellPositions, root: string): string {
  if (!SCRIPT.test(text)) return text;
  const shown: string[] = [];
  let stack: string[] = [];
  const endStack = (): void => {
    if (!stack.some((line) => SCRIPT.test(line))) {
      shown.push(...stack);
    } else {
      const frames = readFrames(stack, positions, root).map((frame) => frame.text);
      const behind = FRAME.exec(stack.at(-1)!)?.[6] ?? "";
      shown.push(...frames.slice(0, -1), `${frames.at(-1) ?? ""}${behind}`);
    }
    stack = [];
  };
  for (const line of text.split("\n")) {
    if (FRAME.test(line) || COMMON_FRAMES.test(line)) {
      stack.push(line);
    } else {
      if (stack.length > 0) endStack();
      shown.push(line);
    }
  }
  if (stack.length > 0) endStack();
  return shown.join("\n");
}

interface ReadFrame extends Frame {
  /** `call`: the call around a cell; `machinery`: the code that runs cells. */
  readonly kind: "cell" | "call" | "machinery" | "other";
}

/** The frame in a line of a stack; empty for a line of the message. */
function readFrame(line: string, positions: CellPositions, root: string): ReadFrame[] {
  const match = FRAME.exec(line);
  if (!match) return COMMON_FRAMES.test(line) ? [{ kind: "other", text: line }] : [];
  const [, at, name, file, lineNumber, column] = match as unknown as string[];
  const script = SCRIPT.exec(file!);
  const source = script ? positions.source(script[0]) : undefined;
  if (!script || source === undefined) {
    const path = file!.startsWith("file:") ? fileURLToPath(file!) : file!;
    const shown = path.startsWith(`${root}/`) || path.startsWith(`${root}\\`) ? path.slice(root.length + 1) : path;
    const text = frameText(at!, name, `${shown}:${lineNumber!}:${column!}`);
    return [{ kind: MACHINERY.test(path) ? "machinery" : "other", text }];
  }
  if (!positions.holds(script[0], Number(lineNumber))) return [{ kind: "call", text: line }];
  const place = positions.locate(script[0], Number(lineNumber), Number(column));
  const shown = `Cell In[${positions.label(script[0])}]${place ? `:${place.line}:${place.column}` : ""}`;
  const text = frameText(at!, name?.startsWith("eval") ? undefined : name, shown);
  return [{ kind: "cell", text, ...(place ? { cell: { source, ...place } } : {}) }];
}

function frameText(at: string, name: string | undefined, place: string): string {
  return name ? `${at}${name} (${place})` : `${at}${place}`;
}
