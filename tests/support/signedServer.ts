import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { trickle } from "./trickle.ts";

export const SIGNATURE = "X-Amz-Credential=id%2Fkey&X-Amz-Signature=5ecret";

/** How a file is answered in place of its content, one request after the other. */
export type Trouble =
  | { readonly status: number; readonly code?: string; readonly location?: string }
  | { readonly cutAfter: number }
  | { readonly silent: true }
  | { readonly trickles: true };

/** A store of files on 127.0.0.1 that gives them for a signature, as S3 does, or for user and password. */
export interface SignedServer {
  readonly host: string;
  /** By path, without the first slash. */
  readonly files: Map<string, Buffer>;
  readonly troubles: Map<string, Trouble[]>;
  /** The paths that were asked for. */
  readonly asked: string[];
  readonly close: () => Promise<void>;
}

export async function signedServer(): Promise<SignedServer> {
  const files = new Map<string, Buffer>();
  const troubles = new Map<string, Trouble[]>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url!, "http://store");
    const path = decodeURIComponent(url.pathname.slice(1));
    asked.push(path);
    const refuse = (status: number, code: string, location?: string): void => {
      const body = `<?xml version="1.0"?>\n<Error><Code>${code}</Code><StringToSign>${url.search}</StringToSign></Error>`;
      response.writeHead(status, { "content-type": "application/xml", ...(location && { location }) }).end(body);
    };
    const file = files.get(path);
    if (!isAllowed(request, url)) return refuse(403, "SignatureDoesNotMatch");
    const trouble = troubles.get(path)?.shift();
    if (trouble && "status" in trouble)
      return refuse(trouble.status, trouble.code ?? "InternalError", trouble.location);
    if (file === undefined) return refuse(404, "NoSuchKey");
    response.writeHead(200, { "content-length": file.length });
    if (trouble === undefined) response.end(file);
    else if ("trickles" in trouble) trickle(response, file);
    else {
      const some = "cutAfter" in trouble ? trouble.cutAfter : 10;
      response.write(file.subarray(0, some), () => "cutAfter" in trouble && setTimeout(() => response.destroy(), 100));
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    files,
    troubles,
    asked,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

function isAllowed({ headers }: IncomingMessage, { search }: URL): boolean {
  return search === `?${SIGNATURE}` || headers.authorization === `Basic ${btoa("me:pass-word")}`;
}
