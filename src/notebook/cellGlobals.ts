import type { AskReader } from "./session.ts";

/** The file, beside the cells, that declares to TypeScript what cells have in addition to Node's globals. */
export const GLOBALS_FILE = "__globals__.d.ts";

export const GLOBALS_DECLARATIONS = `
/** Asks the reader for a line of text and waits for it; for nothing, \`preset\`. */
declare function prompt(message?: string, preset?: string): string;
/** Asks the reader a question and waits for the answer, which is yes or no. */
declare function confirm(message?: string): boolean;
`;

/** Thrown when a cell asks the reader for input and no reader is there. */
class NoReaderError extends Error {
  override readonly name = "NoReaderError";
}

/**
 * The globals that ask the reader for input.
 * @param ask returns undefined if nobody can be asked
 */
export function readerGlobals(ask: AskReader): object {
  const answer = (call: string, question: string): string => {
    const said = ask(question);
    if (said !== undefined) return said;
    const wayOut =
      "declare the value in the cell, as a parameter for one, or run the cell in a client that takes input";
    throw new NoReaderError(`${call} asks the reader, and here is none: ${wayOut}`);
  };
  return {
    prompt: (message = "", preset = "") => answer(`prompt(${JSON.stringify(message)})`, `${message} `) || preset,
    confirm: (message = "") => /^\s*y/i.test(answer(`confirm(${JSON.stringify(message)})`, `${message} [y/N] `)),
  };
}
