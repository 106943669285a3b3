import { Readable } from "node:stream";
import { Busboy, type BusboyHeaders } from "@fastify/busboy";
import { Problem } from "../problem.ts";

const LIMITS = { files: 1, fields: 5, parts: 10, fieldSize: 1000, fieldNameSize: 100, headerPairs: 20 };

/** The file of a form, as it comes in. */
export interface SentFile {
  readonly content: Readable;
  /** As the sender calls it; empty where the form was sent without a file. */
  readonly name: string;
}

/**
 * Finds the first file in a form (multipart/form-data) that comes in.
 * @throws Problem 400 where it is no such form
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
      // A sender who goes away never ends the form.
      body.once("close", () => content.destroy());
      resolve({ content, name });
    });
    parser.on("finish", () => resolve({ content: Readable.from([]), name: "" }));
    parser.on("error", broken);
    body.once("close", broken).on("error", broken);
    body.pipe(parser);
  });
}
