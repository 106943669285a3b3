import { InvalidArgumentError } from "commander";

/** A day. */
const MOST_SECONDS = 86_400;

/** What `--timeout <seconds>` does. */
export const TIMEOUT_HELP = "give a file up that takes longer (default: 300, and 60 more for each megabyte)";

/** Reads it. */
export function timeoutSeconds(text: string): number {
  const value = text.trim() === "" ? NaN : Number(text);
  if (!(value > 0 && value <= MOST_SECONDS)) {
    throw new InvalidArgumentError(`expected a number of seconds up to ${MOST_SECONDS}, such as 600`);
  }
  return value;
}
