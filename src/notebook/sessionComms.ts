import { AsyncResource } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import type { CommHook } from "./comm.ts";
import type { JsonObject } from "./nbformat.ts";

/** What a client says over a comm. */
export interface CommMessage {
  readonly type: "comm_msg" | "comm_close";
  readonly id: string;
  readonly data: JsonObject;
  /** What the answers to it name as their origin. */
  readonly parent: unknown;
}

/** What a cell says over a comm. */
export interface CommEvent {
  readonly type: "comm_open" | "comm_msg";
  readonly content: { readonly comm_id: string; readonly target_name?: string; readonly data: JsonObject };
  readonly metadata: JsonObject;
  /** The origin of the message that this one answers, if it answers one. */
  readonly parent?: unknown;
}

/** The comms that the cells of a session have opened. */
export class SessionComms {
  readonly #listeners = new Map<string, (message: CommMessage) => Promise<void>>();
  readonly #tell: (event: CommEvent) => void;
  readonly #onError: (thrown: unknown) => void;
  readonly #live: boolean;
  /** The origin of the message being answered. */
  #parent: unknown;

  /**
   * @param live whether a client hears what cells say
   * @param onError called with what a comm's listener throws, in the asynchronous context that opened the comm
   */
  constructor(live: boolean, tell: (event: CommEvent) => void, onError: (thrown: unknown) => void) {
    this.#live = live;
    this.#tell = tell;
    this.#onError = onError;
  }

  readonly open: CommHook = ({ target, data, metadata, onMessage, onClose }) => {
    const id = randomUUID();
    const hear = async (message: CommMessage): Promise<void> => {
      try {
        if (message.type === "comm_close") onClose();
        else await onMessage(message.data);
      } catch (error) {
        this.#onError(error);
      }
    };
    this.#listeners.set(id, AsyncResource.bind(hear));
    this.#tell({ type: "comm_open", content: { comm_id: id, target_name: target, data }, metadata });
    return { id, live: this.#live, send: (data) => this.#send(id, data) };
  };

  /** Passes a client's message to its comm; resolves when that has dealt with it. */
  async receive(message: CommMessage): Promise<void> {
    const listener = this.#listeners.get(message.id);
    if (message.type === "comm_close") this.#listeners.delete(message.id);
    this.#parent = message.parent;
    const heard = listener?.(message);
    this.#parent = undefined;
    await heard;
  }

  #send(id: string, data: JsonObject): void {
    if (!this.#listeners.has(id)) return;
    const answering = this.#parent === undefined ? {} : { parent: this.#parent };
    this.#tell({ type: "comm_msg", content: { comm_id: id, data }, metadata: {}, ...answering });
  }
}
