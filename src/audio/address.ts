/** A part of an address with percent escapes decoded; unchanged if they are invalid. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * An address and the headers of a request for it: `fetch` accepts user and password only in a header, not in the address.
 * @example
 * import { withoutLogin } from "../src/audio/index.ts";
 * const { url, headers } = withoutLogin("https://nina:secret@example.org/song.mp3");
 * url.href; // => "https://example.org/song.mp3"
 * headers.authorization; // => "Basic bmluYTpzZWNyZXQ="
 */
export function withoutLogin(address: string): { readonly url: URL; readonly headers: Record<string, string> } {
  const url = new URL(address);
  // Uncompressed: a compressed body's length would differ from the one the server states, and its parts can't be put together.
  const headers: Record<string, string> = { "accept-encoding": "identity" };
  if (url.username !== "" || url.password !== "") {
    const login = [url.username, url.password].map(decoded).join(":");
    headers.authorization = `Basic ${Buffer.from(login).toString("base64")}`;
    [url.username, url.password] = ["", ""];
  }
  return { url, headers };
}
