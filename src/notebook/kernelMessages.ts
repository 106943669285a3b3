import type { Evaluation, ExecuteOptions, ExecuteReply, SessionEvent } from "./session.ts";
import type { CommMessage } from "./sessionComms.ts";
import type { Completeness, Completion, Inspection } from "./codeAnswers.ts";

/** Requests to a kernel process, over Node's IPC channel. Each except the last three gets one reply, in the order of the requests. */
export type KernelRequest = (
  | { readonly type: "execute"; readonly code: string; readonly options: ExecuteOptions }
  | { readonly type: "evaluate"; readonly expressions: Readonly<Record<string, string>> }
  | { readonly type: "complete" | "inspect"; readonly code: string; readonly offset: number }
  | { readonly type: "isComplete"; readonly code: string }
  | { readonly type: "comm"; readonly message: CommMessage }
  /** The same while another request is being answered. Gets no reply. */
  | { readonly type: "commBeside"; readonly message: CommMessage }
  /** The request with this number must stop. Gets no reply. */
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
  | { readonly type: "answer"; readonly value?: KernelAnswers[keyof KernelAnswers] }
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

/** The reply to each request. */
export interface KernelAnswers {
  readonly execute: ExecuteReply;
  readonly evaluate: Record<string, Evaluation>;
  readonly complete: Completion;
  readonly inspect: Inspection | undefined;
  readonly isComplete: Completeness;
  readonly comm: undefined;
}

/** The pipe for these messages: the first file descriptor after the standard ones. */
export const MESSAGES_FD = 3;

/** An interactive kernel's lifeline: closes with the process that started it, and carries one message per line. */
export const LIFELINE_FD = 5;
