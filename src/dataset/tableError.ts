import { visibleText } from "../ground/index.ts";

/** A place in a file: lines and columns count from 1, and a column is a character's position in its line. */
export interface FilePlace {
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
}

/** The most characters of a message; a header may be of any length. */
const LONGEST = 2000;

/**
 * A table or data source that can't be used. The message is one line without control characters:
 * `path:line:column: what is wrong, what was expected`.
 * @example
 * import { TableError } from "../src/dataset/index.ts";
 * const place = { path: "songs.csv", line: 3, column: 1 };
 * new TableError(place, "found no label; expected a genre").message; // => "songs.csv:3:1: found no label; expected a genre"
 */
export class TableError extends Error {
  readonly path: string;
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor(place: FilePlace, problem: string) {
    const { path, line, column } = place;
    const message = visibleText([path, line, column].filter((part) => part !== undefined).join(":") + `: ${problem}`);
    super(message.length > LONGEST ? `${message.slice(0, LONGEST)}...` : message);
    this.name = "TableError";
    this.path = path;
    this.line = line;
    this.column = column;
  }
}
