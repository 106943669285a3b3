import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { bundleScript, html, type Html, paletteStyles, raw, replaceFile, writeFileAtomic } from "../../ground/index.ts";
import { copyFileSync } from "node:fs";
import type { PageOptions } from "./options.ts";

const resolvePackage = createRequire(import.meta.url).resolve;

/** Plotly's script, from the project's package. */
export const PLOTLY_SCRIPT = join(dirname(resolvePackage("plotly.js-dist-min/package.json")), "plotly.min.js");

const KATEX = dirname(resolvePackage("katex/dist/katex.min.css"));

/** The files of `styles/`, in the order in which they override each other; print comes last. */
const STYLES = [
  "colours",
  "frame",
  "header",
  "prose",
  "cells",
  "outputs",
  "charts",
  "tables",
  "terminal",
  "index",
  "print",
];

/** The styles of a page. */
export async function pageStyles(): Promise<string> {
  const folder = join(import.meta.dirname, "styles");
  const files = await Promise.all(STYLES.map((name) => readFile(join(folder, `${name}.css`), "utf8")));
  return [paletteStyles(), ...files].join("\n");
}

let script: Promise<string> | undefined;

/** The script of a page, bundled from `client/`; built once per process. */
function pageScript(): Promise<string> {
  return (script ??= bundleScript(join(import.meta.dirname, "client", "main.ts")));
}

export function plotlyScript(): Promise<string> {
  return readFile(PLOTLY_SCRIPT, "utf8");
}

/** KaTeX's fonts as woff2, keyed and sorted by file name. */
export async function katexFonts(): Promise<Map<string, Buffer>> {
  const folder = join(KATEX, "fonts");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".woff2")).sort();
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const)));
}

/** KaTeX's styles with woff2 fonts only, which every browser of the last ten years supports; fonts are inlined by default. */
export async function katexStyles(fonts: "inlined" | "linked" = "inlined"): Promise<string> {
  const css = await readFile(join(KATEX, "katex.min.css"), "utf8");
  const woff2 = css.replace(/,url\([^)]*\.(?:woff|ttf)\) format\("(?:woff|truetype)"\)/g, "");
  if (fonts === "linked") return woff2;
  const files = await katexFonts();
  return woff2.replace(/url\(fonts\/([^)]+)\)/g, (_, name: string) => {
    return `url(data:font/woff2;base64,${files.get(name)!.toString("base64")})`;
  });
}

/** Writes what all pages of a folder share (styles, script, Plotly, KaTeX with its fonts) into `folder`. */
export async function writeAssets(folder: string): Promise<void> {
  const fonts = join(folder, "katex", "fonts");
  // Copied by the file system rather than through memory, because it has 5 MB.
  replaceFile(join(folder, "plotly.js"), (temporary) => copyFileSync(PLOTLY_SCRIPT, temporary));
  writeFileAtomic(join(folder, "page.css"), await pageStyles());
  writeFileAtomic(join(folder, "page.js"), await pageScript());
  writeFileAtomic(join(folder, "katex", "katex.css"), await katexStyles("linked"));
  for (const [name, bytes] of await katexFonts()) writeFileAtomic(join(fonts, name), bytes);
}

/** What a page loads: styles in its head, scripts at its end. */
export interface PageAssets {
  readonly head: Html;
  readonly tail: Html;
}

/** What a page contains that needs more than our own styles and script. */
interface PageNeeds {
  /** Whether Plotly may be wanted (`still`) or has to draw (`live`); undefined without charts. */
  readonly charts: "still" | "live" | undefined;
  readonly maths: boolean;
}

/** Links to the files that `writeAssets` writes or, for a standalone page, the files themselves. */
export async function pageAssets(needs: PageNeeds, options: PageOptions): Promise<PageAssets> {
  return options.standalone === true || options.sanitize === true
    ? inlined(needs)
    : linked(needs, options.assets ?? "assets");
}

function linked({ charts, maths }: PageNeeds, folder: string): PageAssets {
  const style = (file: string): Html => html`<link rel="stylesheet" href="${folder}/${file}">\n`;
  const script = (file: string): Html => html`<script defer src="${folder}/${file}"></script>\n`;
  return {
    head: html`${maths && style("katex/katex.css")}${style("page.css")}${script("page.js")}${charts === "live" && script("plotly.js")}`,
    tail:
      charts === "still"
        ? html`<script type="text/plain" id="plotly" data-src="${folder}/plotly.js"></script>\n`
        : html``,
  };
}

async function inlined({ charts, maths }: PageNeeds): Promise<PageAssets> {
  const style = (text: string): Html => raw(`<style>\n${text.replace(/<\/(?=style)/gi, "<\\/")}</style>\n`);
  // At the end of the page, so that the reader sees it before 5 MB of scripts are parsed.
  const script = (text: string, attributes = ""): Html =>
    raw(`<script${attributes}>\n${text.replace(/<\/(?=script)/gi, "<\\/").replace(/<!--/g, "\\x3c!--")}\n</script>\n`);
  // Stored as plain text, it costs nothing until it is asked for.
  const waiting = charts === "still" ? ' type="text/plain" id="plotly"' : "";
  return {
    head: html`${maths && style(await katexStyles())}${style(await pageStyles())}`,
    tail: html`${script(await pageScript())}${charts && script(await plotlyScript(), waiting)}`,
  };
}
