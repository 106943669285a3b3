/**
 * A part of an address with percent escapes decoded; unchanged if they are invalid.
 * @example
 * import { decoded } from "../src/audio/index.ts";
 * decoded("my%20song.mp3"); // => "my song.mp3"
 */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
