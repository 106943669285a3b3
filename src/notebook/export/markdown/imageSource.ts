import { readFileSync } from "node:fs";
import { extname, resolve } from "node:path";
import type { Attachments } from "../../nbformat.ts";

const TYPES: Record<string, string> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".svg": "image/svg+xml",
};

/** Where the images of a text come from. */
export interface ImageScope {
  /** Files of the cell, by name. */
  readonly attachments?: Attachments | undefined;
  /** The folder that relative names are resolved from. */
  readonly folder?: string | undefined;
}

/** Whether a URL leads outside the page and its folder. */
export function isExternal(url: string): boolean {
  return /^\s*(?:https?:)?\/\//i.test(url);
}

/** The `src` of an image for the page: attachments and local files as data URIs, everything else unchanged. */
export function imageSource(source: string, { attachments = {}, folder }: ImageScope): string {
  if (source.startsWith("attachment:")) {
    const bundle = attachments[decode(source.slice("attachment:".length))] ?? {};
    const found = Object.entries(bundle).find(([type]) => type.startsWith("image/"));
    return found && typeof found[1] === "string" ? dataUri(found[0], found[1]) : source;
  }
  const path = decode(source.replace(/[?#].*$/, ""));
  const type = TYPES[extname(path).toLowerCase()];
  if (folder === undefined || type === undefined || /^[a-z][a-z0-9+.-]*:/i.test(source) || isExternal(source))
    return source;
  try {
    return `data:${type};base64,${readFileSync(resolve(folder, path)).toString("base64")}`;
  } catch {
    // No such file: the page shows the alternative text, as JupyterLab does.
    return source;
  }
}

/** A data URI for an image of a notebook: base64, except for SVG, which is text. */
export function dataUri(type: string, data: string): string {
  const base64 = type === "image/svg+xml" ? Buffer.from(data, "utf8").toString("base64") : data.replace(/\s+/g, "");
  return `data:${type};base64,${base64}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
