/** Errors whose one-line message tells the user everything. Matched by name, so that a command needn't load what it doesn't use. */
const TOLD_IN_ONE_LINE = ["UserError", "NotebookError", "TableError", "AudioError", "ConfigError"];

/** Runs a command. A failure prints one line on stderr (with the stack if it is a bug of ours) and exits with code 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  // A reader that has seen enough (`| head`) is no reason to stop working.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") return;
    console.error(`what is printed can't be written: ${error.message}`);
    process.exit(1);
  });
  try {
    await command();
  } catch (error) {
    process.exitCode = 1;
    const known = (error instanceof Error && TOLD_IN_ONE_LINE.includes(error.name)) || isFileError(error);
    console.error(known ? (error as Error).message : error);
  }
}

/** Errors from the file system name their file. */
function isFileError(error: unknown): boolean {
  return error instanceof Error && "path" in error && "syscall" in error;
}
