import { Publisher, Reply, Router, type Writable } from "zeromq";
import { type Message, MessageCodec, type ParentHeader } from "./message.ts";
import { readFileSync } from "node:fs";
import { NotebookError } from "../nbformat.ts";

/** The channels on which clients send requests. */
export type Channel = "shell" | "control";
/** Both of them, and the channel on which the kernel asks for input. */
type Listened = Channel | "stdin";

/** A kernel's five sockets: clients' messages are received one by one, and ours are sent completely and in order. */
export class Sockets {
  readonly #codec: MessageCodec;
  readonly #shell = new Router();
  readonly #control = new Router();
  readonly #stdin = new Router();
  readonly #heartbeat = new Reply();
  // A publisher drops what a slow client hasn't fetched once its queue is full; this queue is unlimited.
  readonly #iopub = new Publisher({ sendHighWaterMark: 0 });
  readonly #queues: Readonly<Record<Listened | "iopub", SendQueue>>;

  private constructor(connection: Connection) {
    this.#codec = new MessageCodec(connection.signature_scheme, connection.key);
    this.#queues = {
      shell: new SendQueue(this.#shell),
      control: new SendQueue(this.#control),
      stdin: new SendQueue(this.#stdin),
      iopub: new SendQueue(this.#iopub),
    };
  }

  /** Binds the sockets where the client expects them. */
  static async bind(connection: Connection): Promise<Sockets> {
    const sockets = new Sockets(connection);
    const { shell_port, iopub_port, stdin_port, control_port, hb_port } = connection;
    await Promise.all([
      sockets.#shell.bind(addressOf(connection, shell_port)),
      sockets.#iopub.bind(addressOf(connection, iopub_port)),
      sockets.#stdin.bind(addressOf(connection, stdin_port)),
      sockets.#control.bind(addressOf(connection, control_port)),
      sockets.#heartbeat.bind(addressOf(connection, hb_port)),
    ]);
    void sockets.#beat();
    return sockets;
  }

  /** Passes every request on a channel to `onMessage`, in order of arrival, until the sockets are closed. */
  async listen(channel: Listened, onMessage: (message: Message) => void): Promise<void> {
    const sockets = { shell: this.#shell, control: this.#control, stdin: this.#stdin };
    for await (const frames of sockets[channel]) {
      try {
        onMessage(this.#codec.decode(frames));
      } catch (error) {
        // The sender of such a message gets no reply.
        process.stderr.write(`${channel}: ${(error as Error).message}\n`);
      }
    }
  }

  /** Replies to a request. */
  reply(channel: Channel, to: Message, content: object): void {
    const type = to.header.msg_type.replace(/_request$/, "_reply");
    this.#queues[channel].send(this.#codec.encode(to.identities, to.header, type, content));
  }

  /** Asks the client of a request for a line of text. */
  ask(client: Message, question: string): void {
    const content = { prompt: question, password: false };
    this.#queues.stdin.send(this.#codec.encode(client.identities, client.header, "input_request", content));
  }

  /** Broadcasts to all clients. */
  publish(parent: ParentHeader, type: string, content: object, metadata = {}): void {
    this.#queues.iopub.send(this.#codec.encode([Buffer.from(`kernel.${type}`)], parent, type, content, metadata));
  }

  /** Closes the sockets once everything has been handed over for sending. */
  async close(): Promise<void> {
    await Promise.all(Object.values(this.#queues).map((queue) => queue.drained()));
    for (const socket of [this.#shell, this.#control, this.#stdin, this.#heartbeat, this.#iopub]) socket.close();
  }

  async #beat(): Promise<void> {
    for await (const frames of this.#heartbeat) await this.#heartbeat.send(frames);
  }
}

/** Sends messages over one socket in order: a socket accepts the next one only after it has accepted the previous. */
class SendQueue {
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

/** Where a client expects its kernel, as written to a file by the client. */
interface Connection {
  readonly transport: string;
  readonly ip: string;
  readonly shell_port: number;
  readonly iopub_port: number;
  readonly stdin_port: number;
  readonly control_port: number;
  readonly hb_port: number;
  /** Such as `hmac-sha256`. */
  readonly signature_scheme: string;
  /** Empty if messages are not signed. */
  readonly key: string;
}

const PORTS = ["shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"] as const;

/**
 * Reads a client's connection file.
 * @throws NotebookError if it isn't one
 */
export function readConnectionFile(path: string): Connection {
  let file: Partial<Record<string, unknown>>;
  try {
    file = JSON.parse(readFileSync(path, "utf8")) as Partial<Record<string, unknown>>;
  } catch (error) {
    throw new NotebookError(`${path}: can't be read as a connection file (${(error as Error).message})`);
  }
  const missing = PORTS.filter((name) => typeof file[name] !== "number");
  if (missing.length > 0) throw new NotebookError(`${path}: is no connection file: it lacks ${missing.join(", ")}`);
  const defaults = { transport: "tcp", ip: "127.0.0.1", signature_scheme: "hmac-sha256", key: "" };
  return { ...defaults, ...file } as unknown as Connection;
}

/** The address of one of the kernel's five sockets. */
function addressOf({ transport, ip }: Connection, port: number): string {
  return `${transport}://${ip}${transport === "ipc" ? "-" : ":"}${port}`;
}
