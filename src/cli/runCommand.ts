/** Errors that tell the user all there is to tell in one line; by name, so that no command loads what it does not use. */
const TOLD_IN_ONE_LINE = ["UserError", "NotebookError", "TableError", "AudioError", "ConfigError"];

/** Runs a command; what goes wrong is one line on stderr (a defect of ours keeps its stack) and exit code 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  // A reader that has seen enough (`| head`) ends no work.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  try {
    await command();
  } catch (error) {
    process.exitCode = 1;
    const known = (error instanceof Error && TOLD_IN_ONE_LINE.includes(error.name)) || isFileError(error);
    console.error(known ? (error as Error).message : error);
  }
}

/** What the file system refuses names its file. */
function isFileError(error: unknown): boolean {
  return error instanceof Error && "path" in error && "syscall" in error;
}
