import { Publisher, Reply, Router } from "zeromq";
import { addressOf, type Connection } from "./connectionFile.ts";
import { type Message, MessageCodec, type ParentHeader } from "./message.ts";
import { SendQueue } from "./sendQueue.ts";

/** The channels over which clients ask. */
export type Channel = "shell" | "control";
/** All of them, and the one over which the kernel asks. */
type Listened = Channel | "stdin";

/** A kernel's five sockets: what clients send comes in messages, what is sent goes out whole and in order. */
export class Sockets {
  readonly #codec: MessageCodec;
  readonly #shell = new Router();
  readonly #control = new Router();
  readonly #stdin = new Router();
  readonly #heartbeat = new Reply();
  // A publisher drops what a slow client has not fetched when its queue is full; this one is never full.
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

  /** Hands every request of a channel to `onMessage`, in the order of their arrival, until the sockets are closed. */
  async listen(channel: Listened, onMessage: (message: Message) => void): Promise<void> {
    const sockets = { shell: this.#shell, control: this.#control, stdin: this.#stdin };
    for await (const frames of sockets[channel]) {
      try {
        onMessage(this.#codec.decode(frames));
      } catch (error) {
        // Whoever sends that gets no answer.
        process.stderr.write(`${channel}: ${(error as Error).message}\n`);
      }
    }
  }

  /** Answers a request. */
  reply(channel: Channel, to: Message, content: object): void {
    const type = to.header.msg_type.replace(/_request$/, "_reply");
    this.#queues[channel].send(this.#codec.encode(to.identities, to.header, type, content));
  }

  /** Asks the client of a request for a line of text. */
  ask(client: Message, question: string): void {
    const content = { prompt: question, password: false };
    this.#queues.stdin.send(this.#codec.encode(client.identities, client.header, "input_request", content));
  }

  /** Tells all clients. */
  publish(parent: ParentHeader, type: string, content: object, metadata = {}): void {
    this.#queues.iopub.send(this.#codec.encode([Buffer.from(`kernel.${type}`)], parent, type, content, metadata));
  }

  /** Closes the sockets when all that was sent is on its way. */
  async close(): Promise<void> {
    await Promise.all(Object.values(this.#queues).map((queue) => queue.drained()));
    for (const socket of [this.#shell, this.#control, this.#stdin, this.#heartbeat, this.#iopub]) socket.close();
  }

  async #beat(): Promise<void> {
    for await (const frames of this.#heartbeat) await this.#heartbeat.send(frames);
  }
}
