import { AudioError } from "../audioError.ts";

/** The most reasons to list if no file at all could be read. */
const MOST_REASONS = 10;

/** The error for a table that would have no rows. */
export function nothingRead(skipped: readonly string[]): AudioError {
  const more = skipped.length > MOST_REASONS ? [`and ${skipped.length - MOST_REASONS} more`] : [];
  return new AudioError(["no file could be read:", ...skipped.slice(0, MOST_REASONS), ...more].join("\n  "));
}
