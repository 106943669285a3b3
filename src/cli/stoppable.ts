/** The exit codes shells report for a command stopped by a signal: Ctrl-C, or a termination request. */
const STOPPED = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * The first signal stops after what is in progress, a second one immediately. The signal becomes the abort reason.
 * @param until when signals are left to others again
 */
export function stopOnSignal(until?: AbortSignal): AbortSignal {
  const stop = new AbortController();
  for (const [name, code] of Object.entries(STOPPED)) {
    const onSignal = (): void => (stop.signal.aborted ? process.exit(code) : stop.abort(name));
    process.on(name, onSignal);
    until?.addEventListener("abort", () => process.off(name, onSignal));
  }
  return stop.signal;
}

/**
 * Does work that a signal stops, and that the same command goes on with when it is run again.
 * @returns undefined if it was stopped, which it says
 */
export async function stoppable<Result>(work: (stop: AbortSignal) => Promise<Result>): Promise<Result | undefined> {
  const over = new AbortController();
  const stop = stopOnSignal(over.signal);
  try {
    return await work(stop);
  } catch (error) {
    if (!stop.aborted) throw error;
    console.error("stopped; the same command goes on from here");
    process.exitCode = STOPPED[stop.reason as keyof typeof STOPPED];
    return undefined;
  } finally {
    over.abort();
  }
}
