import type { Writable } from "zeromq";

/** Sends messages over one socket in order: a socket accepts the next one only after it has accepted the previous. */
export class SendQueue {
  readonly #socket: Writable<Buffer[]>;
  #messages: Buffer[][] = [];
  #sending: Promise<void> = Promise.resolve();
  #idle = true;

  constructor(socket: Writable<Buffer[]>) {
    this.#socket = socket;
  }

  send(frames: Buffer[]): void {
    this.#messages.push(frames);
    if (!this.#idle) return;
    this.#idle = false;
    this.#sending = this.#sendAll();
  }

  /** Resolves when the socket has accepted everything. */
  async drained(): Promise<void> {
    await this.#sending;
  }

  async #sendAll(): Promise<void> {
    while (this.#messages.length > 0) {
      const messages = this.#messages;
      this.#messages = [];
      for (const frames of messages) {
        // A client that has gone can't be reached; the others continue.
        await this.#socket.send(frames).catch(() => undefined);
      }
    }
    this.#idle = true;
  }
}
