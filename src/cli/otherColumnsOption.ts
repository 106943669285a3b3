import type { Command } from "commander";
import { OTHER_COLUMNS_OPTION, OTHER_COLUMNS_VARIABLE } from "../ground/index.ts";

/** Adds the option to leave out unknown columns to a command that reads tables. It applies to the processes the command starts as well. */
export function withOtherColumnsOption(command: Command): Command {
  return command
    .option(
      OTHER_COLUMNS_OPTION,
      `leave unknown columns of tables out, and say which (as ${OTHER_COLUMNS_VARIABLE}=on does)`,
    )
    .on(`option:${OTHER_COLUMNS_OPTION.slice(2)}`, () => (process.env[OTHER_COLUMNS_VARIABLE] = "on"));
}
