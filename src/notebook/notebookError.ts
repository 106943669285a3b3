/** A notebook that can't be read: the message is one line that names the file, the place and the way out. */
export class NotebookError extends Error {
  override readonly name = "NotebookError";
}
