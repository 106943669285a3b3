import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { bundleScript, GENRE_COLOURS, paletteStyles } from "../../ground/index.ts";

/** A file that the page loads. */
export interface Asset {
  /** Contains a checksum of the content, so it may be cached for ever. */
  readonly path: string;
  readonly type: string;
  readonly content: string;
}

export interface PageAssets {
  readonly styles: Asset;
  readonly script: Asset;
}

/** The page's styles, and its script with types stripped. */
export async function pageAssets(): Promise<PageAssets> {
  const [styles, script] = await Promise.all([
    readFile(join(import.meta.dirname, "page.css"), "utf8"),
    bundleScript(join(import.meta.dirname, "client/main.ts")),
  ]);
  const genres = GENRE_COLOURS.map((colour, i) => `.g${i} { --genre: ${colour}; }`);
  return {
    styles: asset([paletteStyles(), ...genres, styles].join("\n"), "css", "text/css; charset=utf-8"),
    script: asset(script, "js", "text/javascript; charset=utf-8"),
  };
}

function asset(content: string, extension: string, type: string): Asset {
  const checksum = createHash("sha256").update(content).digest("hex").slice(0, 12);
  return { path: `/assets/page-${checksum}.${extension}`, type, content };
}
