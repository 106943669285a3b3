/** The exit codes shells report for a command stopped by a signal: Ctrl-C, or a termination request. */
const STOPPED = { SIGINT: 130, SIGTERM: 143 } as const;

/** The first signal stops after what is in progress, a second one immediately. The signal becomes the abort reason. */
export function stopOnSignal(): AbortSignal {
  const stop = new AbortController();
  for (const [name, code] of Object.entries(STOPPED)) {
    process.on(name, () => (stop.signal.aborted ? process.exit(code) : stop.abort(name)));
  }
  return stop.signal;
}

/**
 * Does work that a signal stops, and that the same command goes on with when it is run again.
 * @returns undefined if it was stopped, which it says
 */
export async function stoppable<Result>(work: (stop: AbortSignal) => Promise<Result>): Promise<Result | undefined> {
  const stop = stopOnSignal();
  try {
    return await work(stop);
  } catch (error) {
    if (!stop.aborted) throw error;
    console.error("stopped; the same command goes on from here");
    process.exitCode = STOPPED[stop.reason as keyof typeof STOPPED];
    return undefined;
  } finally {
    for (const name of Object.keys(STOPPED)) process.removeAllListeners(name);
  }
}
