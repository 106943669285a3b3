import type { Session, SessionEvent } from "./session.ts";
import type { CommMessage } from "./sessionComms.ts";

/** The session's methods that a kernel can call in another process. */
export type Asked = "execute" | "evaluate" | "complete" | "inspect" | "isComplete" | "receive";

/** What a method of the session comes to. */
export type Answer<Method extends Asked> = Awaited<ReturnType<Session[Method]>>;

/** Requests to a kernel process, over Node's IPC channel. Each `ask` gets one reply, in the order of the requests; the others get none. */
export type KernelRequest = (
  | {
      [Method in Asked]: {
        readonly type: "ask";
        readonly method: Method;
        readonly values: Parameters<Session[Method]>;
      };
    }[Asked]
  /** What `receive` does, while another request is being answered. */
  | { readonly type: "commBeside"; readonly message: CommMessage }
  /** The request with this number must stop. */
  | { readonly type: "interrupt" }
  /** No more cells will come: work left running by cells may finish, then the process ends by itself. */
  | { readonly type: "finish" }
) & { readonly id: number };

/**
 * Messages from a kernel process, one JSON object per line on a dedicated pipe. They are written synchronously, so that none is lost
 * however the process ends.
 */
export type KernelMessage =
  | { readonly type: "ready" }
  | { readonly type: "answer"; readonly value?: Answer<Asked> }
  /** The session could not reply, because of a bug in the compiler, for example. Never what a cell throws. */
  | { readonly type: "failed"; readonly reason: string }
  | { readonly type: "output"; readonly event: SessionEvent }
  /** A cell waits for the reader's answer, which comes over the lifeline. */
  | { readonly type: "question"; readonly question: Question };

/** A cell's question to the reader. */
export interface Question {
  /** Distinguishes it from the session's other questions. */
  readonly id: number;
  readonly text: string;
}

/** A line on the lifeline: an interrupt of the request with a number, or the reader's answer to a question. */
export type LifelineMessage = { readonly interrupt: number } | { readonly id: number; readonly answer: string };

/** The pipe for these messages: the first file descriptor after the standard ones. */
export const MESSAGES_FD = 3;

/** An interactive kernel's lifeline: closes with the process that started it, and carries one message per line. */
export const LIFELINE_FD = 5;
