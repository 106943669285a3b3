import type { Evaluation, ExecuteOptions, ExecuteReply, SessionEvent } from "./session.ts";
import type { CommMessage } from "./sessionComms.ts";
import type { Completeness, Completion, Inspection } from "./codeAnswers.ts";

/** What is asked of a kernel process, over Node's IPC channel. Each but the last three gets one answer, in the order of asking. */
export type KernelRequest = (
  | { readonly type: "execute"; readonly code: string; readonly options: ExecuteOptions }
  | { readonly type: "evaluate"; readonly expressions: Readonly<Record<string, string>> }
  | { readonly type: "complete" | "inspect"; readonly code: string; readonly offset: number }
  | { readonly type: "isComplete"; readonly code: string }
  | { readonly type: "comm"; readonly message: CommMessage }
  /** The same while something else is being answered. Gets no answer. */
  | { readonly type: "commBeside"; readonly message: CommMessage }
  /** What was asked under this number is to stop. Gets no answer. */
  | { readonly type: "interrupt" }
  /** No further cell will come: what cells left running may end, then the process ends by itself. */
  | { readonly type: "finish" }
) & { readonly id: number };

/**
 * What a kernel process says, one JSON object a line on its own pipe. It writes synchronously, so that nothing it has said
 * is lost, however the process ends.
 */
export type KernelMessage =
  | { readonly type: "ready" }
  | { readonly type: "answer"; readonly value?: KernelAnswers[keyof KernelAnswers] }
  /** The session could not answer: a defect of the compiler, for one. Never what a cell throws. */
  | { readonly type: "failed"; readonly reason: string }
  | { readonly type: "output"; readonly event: SessionEvent }
  /** A cell waits for the reader's answer, which comes over the lifeline. */
  | { readonly type: "question"; readonly question: Question };

/** What a cell asks the reader. */
export interface Question {
  /** Tells it from others of the session. */
  readonly id: number;
  readonly text: string;
}

/** A line on the lifeline: an interrupt of what was asked under a number, or the reader's answer to a question. */
export type LifelineMessage = { readonly interrupt: number } | { readonly id: number; readonly answer: string };

/** What each request is answered with. */
export interface KernelAnswers {
  readonly execute: ExecuteReply;
  readonly evaluate: Record<string, Evaluation>;
  readonly complete: Completion;
  readonly inspect: Inspection | undefined;
  readonly isComplete: Completeness;
  readonly comm: undefined;
}

/** The pipe of these messages: the first descriptor beyond the standard ones. */
export const MESSAGES_FD = 3;

/** An interactive kernel's lifeline: closes with the process that started it, and carries a message a line. */
export const LIFELINE_FD = 5;
