import type { Socket } from "node:net";
import { STATUS_CODES } from "node:http";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { problemPage } from "../page/page.ts";
import type { PageAssets } from "../page/pageAssets.ts";
import { Problem } from "../problem.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Whether the route is for visitors, who get errors as a page, not JSON. */
    readonly page?: boolean;
  }
}

const CLOSE = { connection: "close" };
/** All that any address of the service takes. */
export const METHODS = ["GET", "HEAD", "POST"];

/** Sends errors as RFC 9457 problems, or as a page if a visitor's browser asks for one. */
export class ProblemAnswers {
  readonly #assets: PageAssets;

  constructor(assets: PageAssets) {
    this.#assets = assets;
  }

  /** Errors that aren't the caller's fault are logged, not disclosed. */
  answer(error: FastifyError | Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const { status, title, detail, headers } = problemOf(error, request);
    if (status >= 500 && !(error instanceof Problem)) request.log.error({ err: error }, "unexpected");
    void reply.code(status).headers(headers).header("cache-control", "no-store");
    if (wantsPage(request))
      return reply.type("text/html; charset=utf-8").send(problemPage(title, detail, this.#assets));
    return reply.type("application/problem+json").send(problemText(status, title, detail));
  }
}

/** The error for a request that no route matches: an unknown address, or the wrong method. */
export function nothingThere(server: FastifyInstance, { method, url }: FastifyRequest): Problem {
  if (!url.startsWith("/")) return badAddress();
  const path = url.split("?", 1)[0]!;
  const allowed = METHODS.filter((one) => server.hasRoute({ method: one, url: path }));
  if (allowed.length === 0)
    return new Problem(404, "There is no such page", "The address is wrong; the page is at /.", CLOSE);
  const allow = allowed.join(", ");
  return new Problem(405, "The method is not supported", `${path} takes ${allow}, not ${method}.`, { allow, ...CLOSE });
}

function badAddress(): Problem {
  return new Problem(400, "The request can't be understood", "The address is no valid URL; the page is at /.", CLOSE);
}

/** Answers a caller who violates the HTTP protocol, and closes the connection. */
export function answerProtocolError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (socket.destroyed || !socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const [status, detail] = PROTOCOL_ERRORS[error.code ?? ""] ?? [400, "The request is no HTTP that can be understood."];
  const body = problemText(status, "The request can't be understood", detail);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]!}\r\nContent-Type: application/problem+json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

const PROTOCOL_ERRORS: Readonly<Record<string, [status: number, detail: string]>> = {
  HPE_HEADER_OVERFLOW: [431, "The request's headers are too large."],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, "The extensions of a chunk of the body are too large."],
  ERR_HTTP_REQUEST_TIMEOUT: [408, "The request did not arrive in time."],
};

function problemText(status: number, title: string, detail: string): string {
  return JSON.stringify({ type: "about:blank", title, status, detail });
}

/** Browsers ask for HTML explicitly when they open an address; programs and the page's own script don't, or accept problems too. */
function wantsPage({ headers, routeOptions }: FastifyRequest): boolean {
  const accept = headers.accept ?? "";
  if (accept.includes("application/problem+json")) return false;
  return routeOptions.config.page === true || accept.includes("text/html");
}

function problemOf(error: FastifyError | Problem, { id }: FastifyRequest): Problem {
  if (error instanceof Problem) return error;
  const status = error.statusCode ?? 500;
  if (error.validation) {
    return new Problem(400, "The request can't be understood", `${error.message.replace("querystring/", "")}.`);
  }
  if (error.code === "FST_ERR_BAD_URL") return badAddress();
  if (status === 415) {
    return new Problem(
      415,
      "The body has the wrong type",
      "Send the audio file itself as the body, as application/octet-stream or audio/*.",
      CLOSE,
    );
  }
  if (status === 429) return new Problem(429, "Too many requests", `${error.message}.`);
  if (status >= 400 && status < 500)
    return new Problem(status, "The request can't be served", `${error.message}.`, CLOSE);
  return new Problem(
    500,
    "Something went wrong",
    `The service failed at this; the fault is on its side, and in its log under ${id}.`,
  );
}
