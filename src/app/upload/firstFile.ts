import { Readable } from "node:stream";
import { Busboy, type BusboyHeaders } from "@fastify/busboy";
import { Problem } from "../problem.ts";

const LIMITS = { files: 1, fields: 5, parts: 10, fieldSize: 1000, fieldNameSize: 100, headerPairs: 20 };

/** The file in a form, as it arrives. */
export interface SentFile {
  readonly content: Readable;
  /** The sender's name for it; empty if the form was sent without a file. */
  readonly name: string;
}

/**
 * Finds the first file in an incoming form (multipart/form-data).
 * @throws Problem 400 if it isn't such a form
 */
export function firstFile(body: Readable, headers: Readonly<Record<string, unknown>>): Promise<SentFile> {
  return new Promise((resolve, reject) => {
    const broken = (): void =>
      reject(new Problem(400, "There is no file", "The form holds no file, or is not whole.", { connection: "close" }));
    let parser: InstanceType<typeof Busboy>;
    try {
      parser = new Busboy({ headers: headers as BusboyHeaders, limits: LIMITS, preservePath: true });
    } catch {
      broken();
      return;
    }
    parser.on("file", (_, content, name) => {
      // If the sender disconnects, the form never ends.
      body.once("close", () => content.destroy());
      resolve({ content, name });
    });
    parser.on("finish", () => resolve({ content: Readable.from([]), name: "" }));
    parser.on("error", broken);
    body.once("close", broken).on("error", broken);
    // One whose sender has gone already says nothing any more.
    if (body.destroyed) broken();
    else body.pipe(parser);
  });
}
