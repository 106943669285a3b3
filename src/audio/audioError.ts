/** A problem with a file or a setting that the user can fix: the one-line message says everything. */
export class AudioError extends Error {
  override readonly name = "AudioError";
}
