const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g;

/**
 * A file's name for a message: control characters, which could move a terminal's cursor or break the line, are written as \xNN.
 * @example
 * import { printable } from "../src/audio/index.ts";
 * printable("one\ntwo.mp3"); // => "one\\x0atwo.mp3"
 */
export function printable(name: string): string {
  return name.replace(CONTROL, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`);
}
