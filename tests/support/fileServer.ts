import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { trickle } from "./trickle.ts";

/** What a request is answered with: by default the whole file, or the part asked for. */
export interface Answer {
  /** Answers so in place of the file. */
  readonly status?: number;
  readonly location?: string;
  /** Closes the connection after so many bytes. */
  readonly cutAfter?: number;
  readonly noRanges?: boolean;
  /** Sends the part asked for even where the file has changed, as servers do that don't know If-Range. */
  readonly anyVersion?: boolean;
  /** Compresses the answer, whatever was asked for. */
  readonly gzip?: boolean;
  /** Sends a byte now and then. */
  readonly trickles?: boolean;
}

/** A server of files on 127.0.0.1. */
export interface FileServer {
  readonly address: string;
  readonly files: Map<string, Buffer>;
  /** How the next requests are answered, one after the other. */
  readonly answers: Answer[];
  /** The Range of each request, or "" where it had none. */
  readonly ranges: string[];
  /** The login of each request, or "" where it had none. */
  readonly logins: string[];
  readonly close: () => Promise<void>;
}

export async function serveFiles(): Promise<FileServer> {
  const files = new Map<string, Buffer>();
  const answers: Answer[] = [];
  const ranges: string[] = [];
  const logins: string[] = [];
  const server = createServer((request, response) => {
    ranges.push(request.headers.range ?? "");
    logins.push(request.headers.authorization ?? "");
    answer(request, response, files, answers.shift() ?? {});
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    files,
    answers,
    ranges,
    logins,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

function answer(
  { url, headers }: IncomingMessage,
  response: ServerResponse,
  files: ReadonlyMap<string, Buffer>,
  { status, location, cutAfter, noRanges, anyVersion, gzip, trickles }: Answer,
): void {
  const file = files.get(url!.slice(1).replace(/\?.*/, ""));
  if (status !== undefined || file === undefined) {
    response.writeHead(status ?? 404, location === undefined ? {} : { location }).end();
    return;
  }
  const etag = `"${file.length}-${file[0]}"`;
  const asked = /^bytes=(\d+)-$/.exec(headers.range ?? "");
  const isPart = !noRanges && asked !== null && (anyVersion === true || headers["if-range"] === etag);
  const begin = isPart ? Number(asked[1]) : 0;
  if (isPart && begin >= file.length) {
    response.writeHead(416, { etag, "content-range": `bytes */${file.length}` }).end();
    return;
  }
  const body = gzip ? gzipSync(file) : file.subarray(begin);
  response.writeHead(isPart ? 206 : 200, {
    "content-length": body.length,
    ...(gzip ? { "content-encoding": "gzip" } : {}),
    ...(noRanges ? {} : { etag }),
    ...(isPart ? { "content-range": `bytes ${begin}-${file.length - 1}/${file.length}` } : {}),
  });
  if (trickles) trickle(response, body);
  else if (cutAfter === undefined) response.end(body);
  else response.write(body.subarray(0, cutAfter), () => setTimeout(() => response.destroy(), 500));
}
