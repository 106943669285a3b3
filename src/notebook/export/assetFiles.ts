import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { paletteStyles } from "../../ground/index.ts";

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

/** The script of a page: one classic script bundled from `client/`, with types stripped; built once per process. */
export function pageScript(): Promise<string> {
  return (script ??= buildPageScript());
}

async function buildPageScript(): Promise<string> {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "client", "main.ts")],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    // Paths in comments are relative to this folder, so that the bytes don't depend on where the project is.
    absWorkingDir: join(import.meta.dirname, "client"),
    tsconfigRaw: {},
  });
  return outputFiles[0]!.text;
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
