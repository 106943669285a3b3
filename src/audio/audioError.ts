/** Something about a file or a setting that the user can mend: the message is one line and says all there is to say. */
export class AudioError extends Error {
  override readonly name = "AudioError";
}
