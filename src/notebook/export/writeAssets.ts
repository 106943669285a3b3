import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { replaceFile, writeFileAtomic } from "../../ground/index.ts";
import { katexFonts, katexStyles, pageScript, pageStyles, PLOTLY_SCRIPT } from "./assetFiles.ts";

/** Writes what all pages of a folder share (styles, script, Plotly, KaTeX with its fonts) into `folder`. */
export async function writeAssets(folder: string): Promise<void> {
  const fonts = join(folder, "katex", "fonts");
  mkdirSync(fonts, { recursive: true });
  // First: nobody would notice meanwhile that something can't be written.
  const fontFiles = await katexFonts();
  // Copied by the file system rather than through memory, because it has 5 MB.
  replaceFile(join(folder, "plotly.js"), (temporary) => copyFileSync(PLOTLY_SCRIPT, temporary));
  writeFileAtomic(join(folder, "page.css"), await pageStyles());
  writeFileAtomic(join(folder, "page.js"), await pageScript());
  writeFileAtomic(join(folder, "katex", "katex.css"), await katexStyles("linked"));
  for (const [name, bytes] of fontFiles) writeFileAtomic(join(fonts, name), bytes);
}
