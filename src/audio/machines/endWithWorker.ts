/**
 * Preloaded in a worker's child process, which it ends when the worker ends, by whatever means. BullMQ's code in that process would run
 * for ever: on failing to report something to the worker, it reports that failure to the worker.
 */
const UNHEARD = ["EPIPE", "ECONNRESET", "ERR_IPC_CHANNEL_CLOSED"];

process.on("disconnect", () => process.exit());
process.on("uncaughtException", ({ code }: NodeJS.ErrnoException) => {
  if (!process.connected || UNHEARD.includes(code ?? "")) process.exit();
});
