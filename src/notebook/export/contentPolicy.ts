import { createHash } from "node:crypto";

/**
 * A content security policy under which a page runs only the scripts in these parts of it, identified by their hashes, and loads
 * nothing.
 */
export function contentPolicy(parts: readonly string[]): string {
  const scripts = parts.flatMap((part) =>
    [...part.matchAll(/<script\b[^>]*>([^]*?)<\/script>/g)].map(([, text]) => text!),
  );
  const hashes = scripts.map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
  // Styles are written inline, by Plotly too.
  return [
    "default-src 'none'",
    `script-src ${hashes.join(" ")}`,
    "style-src 'unsafe-inline'",
    "img-src data: blob:",
    "font-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}
