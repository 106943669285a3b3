import type { SessionEvent } from "./session.ts";

/** What the runner's side asks of a kernel process, over Node's IPC channel. */
export type KernelRequest =
  | { readonly type: "execute"; readonly code: string }
  /** No further cell will come: what cells left running may end, then the process ends by itself. */
  | { readonly type: "finish" };

/**
 * What a kernel process says, one JSON object a line on its own pipe. It writes synchronously, so that nothing it has said
 * is lost, however the process ends.
 */
export type KernelMessage =
  | { readonly type: "ready" }
  | { readonly type: "reply"; readonly status: "ok" | "error"; readonly executionCount: number }
  | { readonly type: "output"; readonly event: SessionEvent };

/** The pipe of these messages: the first descriptor beyond the standard ones. */
export const MESSAGES_FD = 3;
