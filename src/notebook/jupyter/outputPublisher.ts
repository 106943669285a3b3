import type { SessionEvent } from "../session.ts";
import type { ParentHeader } from "./message.ts";
import type { Sockets } from "./sockets.ts";

/**
 * How long printed text waits for more, in ms. Jupyter's server drops messages beyond 1,000 a second, and each printed line would be
 * one.
 */
const STREAM_INTERVAL = 50;

/** The request that an execution came from, and the count shown with its result. */
export interface Origin {
  readonly header: ParentHeader;
  readonly silent: boolean;
  readonly executionCount: number;
}

type StreamEvent = Extract<SessionEvent, { type: "stream" }>;

/** Publishes cells' output, each with the header of the request that ran its cell, however late it comes. */
export class OutputPublisher {
  readonly #sockets: Sockets;
  readonly #origins: Origin[] = [];
  #pending: { readonly name: string; readonly origin: Origin; texts: string[] } | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(sockets: Sockets) {
    this.#sockets = sockets;
  }

  /** Sets the request that the session's next execution comes from. */
  begin(origin: Origin): void {
    this.#origins.push(origin);
  }

  publish(event: SessionEvent): void {
    const origin = this.#origins[Math.max(event.execution, 1) - 1];
    // Output before the first cell has no cell to belong to.
    if (!origin) return;
    if (event.type === "comm") {
      const { type, content, metadata, parent = origin.header } = event.message;
      this.flush();
      this.#sockets.publish(parent as ParentHeader, type, content, metadata);
      return;
    }
    if (origin.silent) return;
    if (event.type === "stream") {
      this.#print(event, origin);
      return;
    }
    this.flush();
    const send = (type: string, content: object): void => this.#sockets.publish(origin.header, type, content);
    switch (event.type) {
      case "display_data":
      case "update_display_data": {
        const { data, metadata, displayId } = event;
        send(event.type, { data, metadata, transient: displayId === undefined ? {} : { display_id: displayId } });
        break;
      }
      case "clear_output":
        send(event.type, { wait: event.wait });
        break;
      case "execute_result":
        send(event.type, { execution_count: origin.executionCount, data: event.data, metadata: event.metadata });
        break;
      case "error":
        send(event.type, { ename: event.ename, evalue: event.evalue, traceback: event.traceback });
        break;
    }
  }

  /** Publishes the text that is waiting for more. */
  flush(): void {
    clearTimeout(this.#timer);
    const pending = this.#pending;
    this.#pending = undefined;
    if (!pending) return;
    const { origin, name, texts } = pending;
    this.#sockets.publish(origin.header, "stream", { name, text: texts.join("") });
  }

  #print({ name, text }: StreamEvent, origin: Origin): void {
    if (this.#pending?.name !== name || this.#pending.origin !== origin) this.flush();
    if (this.#pending) {
      this.#pending.texts.push(text);
      return;
    }
    this.#pending = { name, origin, texts: [text] };
    this.#timer = setTimeout(() => this.flush(), STREAM_INTERVAL);
  }
}
