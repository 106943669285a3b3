import { BlockList, isIP } from "node:net";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Problem } from "../problem.ts";
import type { IncomingMessage } from "node:http";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);
const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

/**
 * Prevents other sites' pages from using the service in a visitor's name. Requests that change or cost something are served only to the
 * service's own pages and to programs, which send neither Sec-Fetch-Site nor Origin. If only this machine can reach the service, it
 * must also be addressed by one of this machine's names: a page whose own name was made to point here (DNS rebinding) sends that name.
 * @param behindProxy whether a proxy in front of it is responsible for the name
 */
export function refuseOtherSites(server: FastifyInstance, { behindProxy }: { readonly behindProxy: boolean }): void {
  let reachedFromHereOnly = true;
  server.addHook("onListen", (done) => {
    reachedFromHereOnly = server.addresses().every((bound) => typeof bound === "string" || isLoopback(bound.address));
    done();
  });
  server.addHook("onRequest", (request, _, next) => {
    if (!behindProxy && reachedFromHereOnly && !isThisMachine(request.hostname)) next(wrongName());
    else if (!SAFE_METHODS.has(request.method) && isFromOtherSite(request)) next(fromOtherSite());
    else next();
  });
}

function isFromOtherSite({ headers, host }: FastifyRequest): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  const { origin } = headers;
  if (origin === undefined) return false;
  // A proxy may have changed http to https or vice versa; names and ports stay the same.
  return !URL.canParse(origin) || new URL(origin).host !== host.toLowerCase();
}

/** @param name without its port; an IPv6 address may be in brackets. Empty if the caller isn't a browser: those send one */
function isThisMachine(name: string): boolean {
  const plain = name
    .toLowerCase()
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.$/, "");
  return plain === "" || plain === "localhost" || plain.endsWith(".localhost") || isLoopback(plain);
}

function isLoopback(address: string): boolean {
  const version = isIP(address);
  return version !== 0 && LOOPBACK.check(address, version === 6 ? "ipv6" : "ipv4");
}

function fromOtherSite(): Problem {
  const detail =
    "The request comes from a page of another site; files are taken from this service's own page and from programs.";
  return new Problem(403, "Other sites may not do this", detail, { connection: "close" });
}

function wrongName(): Problem {
  const detail =
    "The service listens for this machine alone, and was asked under a name that is not this machine's; use localhost. " +
    "A proxy before it is named in TRUST_PROXY.";
  return new Problem(403, "The name is wrong", detail, { connection: "close" });
}

/**
 * The path and query of a request. A request with an absolute address (`GET http://localhost:3000/ HTTP/1.1`, as sent to proxies) is
 * for the host named there, whatever its Host header says (RFC 9112, 3.2.2), so Host is set to that. Anything else is returned
 * unchanged.
 */
export function originForm({ url = "", headers }: IncomingMessage): string {
  const [, authority = "", rest = ""] = /^https?:\/\/([^/?#@]+)(?![^/?#])(.*)$/is.exec(url) ?? [];
  if (authority === "" || !URL.canParse(`http://${authority}`)) return url;
  headers.host = authority;
  return rest.startsWith("/") ? rest : `/${rest}`;
}
