/** So many complaints about one piece mean that the decoder no longer gets on. */
const MOST_COMPLAINTS = 1000;

/**
 * Runs `work` (without awaiting what it returns) while `console.error` is silent: the decoders print a message for every
 * damaged frame. mpg123's wrapper repeats a failing read forever; it is stopped at its thousandth complaint.
 * @throws Error where the decoder complains without end
 */
export function withoutConsole<T>(work: () => T): T {
  const { error } = console;
  let complaints = 0;
  console.error = () => {
    if (++complaints >= MOST_COMPLAINTS) throw new Error("the decoder can't go on: the file is damaged");
  };
  try {
    return work();
  } finally {
    console.error = error;
  }
}
