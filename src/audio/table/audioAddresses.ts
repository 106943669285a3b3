import { readFileSync } from "node:fs";
import { AudioError } from "../audioError.ts";
import { decoded } from "../address.ts";
import { printable } from "../printable.ts";

/** A file that is fetched. */
export interface AudioAddress {
  /** As given; it may contain a password or a signature, and appears in no message. */
  readonly address: string;
  /** Without those, for messages. */
  readonly shown: string;
  readonly host: string;
  /** The parts of its path. */
  readonly parts: readonly string[];
}

/**
 * Whether something given in place of a path is an address.
 * @example
 * import { isAddress } from "../src/audio/index.ts";
 * isAddress("https://example.org/song.mp3"); // => true
 * isAddress("songs/song.mp3"); // => false
 */
export function isAddress(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

/**
 * Reads an address of a file.
 * @param place where it stands, for the message: it is not shown itself
 * @throws AudioError where it is none, or names no file
 */
export function audioAddress(text: string, place: string): AudioAddress {
  const url = isAddress(text) && URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) throw new AudioError(`${place}: it is no address that begins with http:// or https://`);
  const parts = url.pathname.split("/").filter(Boolean).map(decoded);
  if (parts.length === 0) throw new AudioError(`${place}: the address names no file`);
  return { address: text, shown: `${url.protocol}//${url.host}${url.pathname}`, host: url.host, parts };
}

/**
 * Reads a list of addresses, one per line; empty lines and those that start with `#` are skipped.
 * @throws AudioError, with the line's number, if one is not an address
 * @example
 * import { writeFileSync } from "node:fs";
 * import { readAddresses } from "../src/audio/index.ts";
 * writeFileSync("songs.txt", "# songs\nhttps://example.org/song.mp3\n");
 * readAddresses("songs.txt"); // => ["https://example.org/song.mp3"]
 */
export function readAddresses(path: string): string[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new AudioError(`${printable(path)}: it can't be read (${(cause as NodeJS.ErrnoException).code})`, { cause });
  }
  const addresses: string[] = [];
  for (const [i, line] of text
    .replace(/^\ufeff/, "")
    .split(/\r?\n|\r/)
    .entries()) {
    const address = line.trim();
    if (address === "" || address.startsWith("#")) continue;
    audioAddress(address, `${printable(path)}:${i + 1}`);
    addresses.push(address);
  }
  if (addresses.length === 0) throw new AudioError(`${printable(path)}: there is no address in it`);
  return addresses;
}
