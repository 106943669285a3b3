import type { JsonObject } from "./nbformat.ts";

/**
 * A channel between an object in a cell and its counterpart in the reader's client, such as a slider and its view:
 * https://jupyter-client.readthedocs.io/en/stable/messaging.html#custom-messages.
 */
export interface Comm {
  readonly id: string;
  /** Whether a client shows the counterpart; otherwise what is said is kept for the notebook's later readers. */
  readonly live: boolean;
  /** Sends data to the client, unless it has closed the comm. */
  send(data: JsonObject): void;
}

export interface CommOptions {
  /** What the client knows such objects by. */
  readonly target: string;
  /** What it is told first. */
  readonly data: JsonObject;
  readonly metadata: JsonObject;
  /** Called with the client's data, in the context of the cell that opened the comm; anything it throws is an error of that cell. */
  readonly onMessage: (data: JsonObject) => void | Promise<void>;
  /** Called when the client has closed it, as clients do that don't know such objects. */
  readonly onClose: () => void;
}

/** The global through which the session that runs the cells opens comms; a global, because cells load their own copy of this file. */
export const COMM_HOOK = Symbol.for("notebook.comm");
export type CommHook = (options: CommOptions) => Comm;

/** Opens a comm; undefined outside a session. */
export function openComm(options: CommOptions): Comm | undefined {
  return ((globalThis as Record<symbol, unknown>)[COMM_HOOK] as CommHook | undefined)?.(options);
}
