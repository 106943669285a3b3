import { availableParallelism } from "node:os";
import { InvalidArgumentError } from "commander";

/** A process that waits for its file needs no core, but it needs memory. */
const MOST_A_CORE = 16;

/** Parses the option for the number of files processed at the same time. */
export function jobCount(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("expected a whole number from 1 on");
  const cores = availableParallelism();
  if (value > MOST_A_CORE * cores) {
    throw new InvalidArgumentError(`this machine has ${cores} cores: ${MOST_A_CORE * cores} are the most`);
  }
  return value;
}
