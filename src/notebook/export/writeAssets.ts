import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { replaceFile, writeFileAtomic } from "../../ground/index.ts";
import { katexFonts, katexStyles, pageScript, pageStyles, PLOTLY_SCRIPT } from "./assetFiles.ts";

/** Writes what all pages of a folder share (styles, script, Plotly, KaTeX with its fonts) into `folder`. */
export async function writeAssets(folder: string): Promise<void> {
  const fonts = join(folder, "katex", "fonts");
  await mkdir(fonts, { recursive: true });
  // First: nobody would notice meanwhile that something can't be written.
  const fontFiles = [...(await katexFonts())];
  await Promise.all([
    copyPlotly(folder),
    pageStyles().then((text) => writeFileAtomic(join(folder, "page.css"), text)),
    pageScript().then((text) => writeFileAtomic(join(folder, "page.js"), text)),
    katexStyles("linked").then((text) => writeFileAtomic(join(folder, "katex", "katex.css"), text)),
    ...fontFiles.map(([name, bytes]) => writeFileAtomic(join(fonts, name), bytes)),
  ]);
}

/** Copied by the file system rather than through memory, because it has 5 MB. */
async function copyPlotly(folder: string): Promise<void> {
  await replaceFile(join(folder, "plotly.js"), (temporary) => copyFile(PLOTLY_SCRIPT, temporary));
}
