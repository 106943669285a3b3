import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PLOTLY_SCRIPT } from "../export/assetFiles.ts";

/** The name by which JupyterLab knows the extension, and of its folder. */
export const LAB_EXTENSION = "notebook-charts";

/**
 * Writes the JupyterLab and Notebook extension that draws plotly figures: JupyterLab has no renderer of its own for them, and Plotly's
 * comes with its Python package. Prebuilt extensions are plain files, found on Jupyter's data path.
 */
export async function writeLabExtension(folder: string): Promise<void> {
  const { build } = await import("esbuild");
  const bundle = await build({
    entryPoints: [join(import.meta.dirname, "labextension", "remoteEntry.ts")],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    tsconfigRaw: {},
  });
  const description = {
    name: LAB_EXTENSION,
    version: "1.0.0",
    description: "Draws plotly figures.",
    license: "MIT",
    jupyterlab: {
      mimeExtension: "./mimeExtension",
      outputDir: ".",
      _build: { load: "static/remoteEntry.js", mimeExtension: "./mimeExtension" },
    },
  };
  await mkdir(join(folder, "static"), { recursive: true });
  await Promise.all([
    writeFile(join(folder, "package.json"), `${JSON.stringify(description, null, 2)}\n`),
    writeFile(join(folder, "static", "remoteEntry.js"), bundle.outputFiles[0]!.contents),
    copyFile(PLOTLY_SCRIPT, join(folder, "static", "plotly.js")),
  ]);
}
