import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize, sep } from "node:path";
import { escapeHtml } from "../../ground/index.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".ipynb": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

/** Where pages are notified which of them were rewritten. */
const CHANGES = "/.changes";

/** The script that is added to each page when it is served. */
const RELOAD = `new EventSource("${CHANGES}").onmessage = ({ data }) => {
  const page = decodeURIComponent(location.pathname).slice(1) || "index.html";
  if (JSON.parse(data).includes(page)) location.reload();
};`;
/** The start of the policy of a sanitized page, and what lets that one script run under it. */
const POLICY = escapeHtml("default-src 'none'; script-src ");
const DIGEST = createHash("sha256").update(RELOAD).digest("base64");
const RELOADING = escapeHtml(`default-src 'none'; connect-src 'self'; script-src 'sha256-${DIGEST}' `);

/** Pages served to this machine, and reloaded in the browser when they have changed. */
export interface PageServer {
  /** The index. */
  readonly url: string;
  /** Notifies browsers of new pages, by file name. */
  readonly reload: (pages: readonly string[]) => void;
  readonly close: () => Promise<void>;
}

/** Serves a folder of pages at 127.0.0.1, on a free port. */
export async function servePages(folder: string): Promise<PageServer> {
  const listeners = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    if (!isForUs(request)) response.writeHead(403).end();
    else if (request.url === CHANGES) {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      response.write(":\n\n");
      listeners.add(response);
      response.on("close", () => listeners.delete(response));
    } else void serveFile(folder, request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    reload: (pages) => {
      for (const listener of listeners) listener.write(`data: ${JSON.stringify(pages)}\n\n`);
    },
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Whether a browser addresses this machine by its own name: another site's name may lead here too. */
function isForUs({ headers: { host = "" } }: IncomingMessage): boolean {
  return /^(127\.0\.0\.1|localhost):\d+$/.test(host);
}

async function serveFile(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const path = pathOf(folder, request.url ?? "/");
    const content = await readFile(path);
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, "cache-control": "no-store" });
    response.end(extname(path) === ".html" ? reloading(content.toString()) : content);
  } catch {
    response.writeHead(404, { "content-type": "text/plain" }).end("There is no such page (yet).\n");
  }
}

/** A page that follows its file; a sanitized one says in its policy, which stands first in it, which scripts it runs. */
function reloading(page: string): string {
  return page.replace(POLICY, RELOADING).replace("</head>", () => `<script>${RELOAD}</script>\n</head>`);
}

/** @throws Error if it leads out of the folder */
function pathOf(folder: string, url: string): string {
  const { pathname } = new URL(url, "http://127.0.0.1");
  const path = normalize(join(folder, decodeURIComponent(pathname === "/" ? "/index.html" : pathname)));
  if (!path.startsWith(folder + sep)) throw new Error(`${pathname}: is outside`);
  return path;
}
