import type { IncomingMessage } from "node:http";

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
