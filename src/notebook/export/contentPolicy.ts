import { createHash } from "node:crypto";

/**
 * A content security policy under which a page runs the scripts that stand in these parts of it, known by their hashes, and no other,
 * and loads nothing.
 */
export function contentPolicy(parts: readonly string[]): string {
  const scripts = parts.flatMap((part) =>
    [...part.matchAll(/<script\b[^>]*>([^]*?)<\/script>/g)].map(([, text]) => text!),
  );
  const hashes = scripts.map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
  // Styles are written where they are used, also by Plotly.
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
