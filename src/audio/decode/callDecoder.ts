/** After this many complaints about one piece, the decoder is stuck. */
const MOST_COMPLAINTS = 1000;

/**
 * Calls a decoder with `console.error` silenced, because decoders print a message for every damaged frame. mpg123's wrapper repeats a
 * failing read forever; it is stopped at its thousandth complaint.
 * @throws Error that says the file is damaged, if the decoder throws or complains without end
 */
export async function callDecoder<T>(call: () => T | Promise<T>): Promise<T> {
  try {
    return await withoutConsole(call);
  } catch (cause) {
    throw new Error(`it is damaged beyond reading (${(cause as Error).message})`, { cause });
  }
}

/** The decoders do their work before they return, even if they return a promise. */
function withoutConsole<T>(call: () => T): T {
  const { error } = console;
  let complaints = 0;
  console.error = () => {
    if (++complaints >= MOST_COMPLAINTS) throw new Error("too many damaged frames");
  };
  try {
    return call();
  } finally {
    console.error = error;
  }
}
