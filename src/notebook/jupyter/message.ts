import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { wellFormedJson } from "../stringifyJson.ts";

/** The version we send and expect: https://jupyter-client.readthedocs.io/en/stable/messaging.html. */
export const PROTOCOL_VERSION = "5.4";

export interface Header {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  readonly username: string;
  readonly date: string;
  readonly version: string;
}

/** A client's message. */
export interface Message {
  /** The recipients of the reply, in ZeroMQ's terms. */
  readonly identities: readonly Buffer[];
  readonly header: Header;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly content: Readonly<Record<string, unknown>>;
}

/** The request that a message of ours belongs to; an empty object if no request led to it. */
export type ParentHeader = Header | Record<string, never>;

const DELIMITER = Buffer.from("<IDS|MSG>");

/** Packs, signs, unpacks and verifies the messages of one kernel. */
export class MessageCodec {
  readonly #algorithm: string;
  readonly #key: string;
  readonly #session = randomUUID();

  /**
   * @param scheme such as `hmac-sha256`
   * @param key empty if messages are not signed
   */
  constructor(scheme: string, key: string) {
    this.#algorithm = scheme.replace(/^hmac-/, "");
    this.#key = key;
  }

  /** The frames of a message. `identities`: of the client, or the topic of a broadcast. */
  encode(identities: readonly Buffer[], parent: ParentHeader, type: string, content: object, metadata = {}): Buffer[] {
    const header: Header = {
      msg_id: randomUUID(),
      msg_type: type,
      session: this.#session,
      username: "kernel",
      date: new Date().toISOString(),
      version: PROTOCOL_VERSION,
    };
    const parts = [header, parent, metadata, content].map((part) => Buffer.from(wellFormedJson(part)!));
    return [...identities, DELIMITER, Buffer.from(this.#sign(parts)), ...parts];
  }

  /**
   * Reads the frames of a message.
   * @throws Error if they are not a message, or not signed with our key
   */
  decode(frames: readonly Buffer[]): Message {
    const at = frames.findIndex((frame) => frame.equals(DELIMITER));
    if (at < 0 || frames.length < at + 6) throw new Error("a message without all its frames");
    const parts = frames.slice(at + 2, at + 6);
    const [signature, expected] = [frames[at + 1]!, Buffer.from(this.#sign(parts))];
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
      throw new Error("a message that is not signed with this kernel's key");
    }
    const [header, , metadata, content] = parts.map((part) => JSON.parse(part.toString()) as unknown);
    return { identities: frames.slice(0, at), header, metadata, content } as Message;
  }

  #sign(parts: readonly Buffer[]): string {
    if (this.#key === "") return "";
    const hmac = createHmac(this.#algorithm, this.#key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  }
}
