/**
 * Loaded before all else in a process of a worker: it ends when the worker does, by whatever means. BullMQ's part in it would go on for ever,
 * as it answers an error in telling the worker something by telling the worker of the error.
 */
const UNHEARD = ["EPIPE", "ECONNRESET", "ERR_IPC_CHANNEL_CLOSED"];

process.on("disconnect", () => process.exit());
process.on("uncaughtException", ({ code }: NodeJS.ErrnoException) => {
  if (!process.connected || UNHEARD.includes(code ?? "")) process.exit();
});
