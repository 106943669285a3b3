import { visibleText } from "../ground/index.ts";

const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g;

/**
 * A file's name for a message: control characters, which could move a terminal's cursor or break the line, are written as \xNN; what
 * changes the direction of writing, and line separators, as \u{NNNN}.
 * @example
 * import { printable } from "../src/audio/index.ts";
 * printable("one\ntwo.mp3"); // => "one\\x0atwo.mp3"
 */
export function printable(name: string): string {
  const code = (character: string): string => character.charCodeAt(0).toString(16).padStart(2, "0");
  return visibleText(name.replace(CONTROL, (character) => `\\x${code(character)}`));
}
