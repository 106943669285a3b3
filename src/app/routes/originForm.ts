import type { IncomingMessage } from "node:http";

/**
 * The path and query that a request asks for. One that names the whole address (`GET http://localhost:3000/ HTTP/1.1`, as proxies are asked)
 * asks for it under the name there, whatever its Host says (RFC 9112, 3.2.2): Host is set to that. What is no such address stays as it is.
 */
export function originForm({ url = "", headers }: IncomingMessage): string {
  const [, authority = "", rest = ""] = /^https?:\/\/([^/?#@]+)(?![^/?#])(.*)$/is.exec(url) ?? [];
  if (authority === "" || !URL.canParse(`http://${authority}`)) return url;
  headers.host = authority;
  return rest.startsWith("/") ? rest : `/${rest}`;
}
