import { existsSync, readFileSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleScript, PAGE_COLOURS } from "../../ground/index.ts";
import { nodeArguments } from "../kernel.ts";
import { NotebookError } from "../nbformat.ts";
import { PROTOCOL_VERSION } from "./message.ts";
import { homedir } from "node:os";
import { PLOTLY_SCRIPT } from "../export/assetFiles.ts";

/**
 * The kernel that the notebooks name. It has tslab's name because they are tslab notebooks: any tslab notebook runs here, and someone
 * with only tslab can at least open ours.
 */
export const KERNEL_NAME = "tslab";

const SERVE = fileURLToPath(new URL("./serveKernel.ts", import.meta.url));
/** Distinguishes our kernel from another one of the same name. */
const IMPLEMENTATION = "typescript-session";

/** What was installed where. */
export interface InstalledKernel {
  readonly kernel: string;
  readonly labExtension: string;
}

/**
 * Installs the kernel, and the JupyterLab extension that draws its charts, into one of Jupyter's data folders, replacing an earlier
 * installation.
 * @param force whether to replace another kernel of that name too
 * @throws NotebookError if there is another kernel of that name
 * @example
 * import { installKernel, prefixDataFolder } from "../src/notebook/index.ts";
 * const { kernel } = await installKernel(prefixDataFolder(".venv"), { name: "songs" });
 * kernel; // => ".venv/share/jupyter/kernels/songs"
 */
export async function installKernel(
  dataFolder: string,
  { name = KERNEL_NAME, force = false }: { readonly name?: string; readonly force?: boolean } = {},
): Promise<InstalledKernel> {
  const paths = pathsIn(dataFolder, name);
  if (!force && existsSync(paths.kernel) && !isOurs(paths.kernel)) {
    throw new NotebookError(
      `${paths.kernel}: is another kernel (tslab's own?); give ours another --name, or replace it with --force`,
    );
  }
  await writeFolder(paths.kernel, async (folder) => {
    await writeFile(join(folder, "kernel.json"), `${JSON.stringify(kernelSpec(), null, 2)}\n`);
    await writeFile(join(folder, "logo-svg.svg"), LOGO);
  });
  await writeFolder(paths.labExtension, writeLabExtension);
  return paths;
}

/**
 * Removes what `installKernel` has installed. Undefined if there is no kernel of ours with that name.
 * @example
 * import { installKernel, removeKernel } from "../src/notebook/index.ts";
 * await installKernel("jupyter");
 * const removed = await removeKernel("jupyter");
 * removed?.kernel; // => "jupyter/kernels/tslab"
 */
export async function removeKernel(dataFolder: string, name = KERNEL_NAME): Promise<InstalledKernel | undefined> {
  const paths = pathsIn(dataFolder, name);
  if (!isOurs(paths.kernel)) return undefined;
  await rm(paths.kernel, { recursive: true });
  await rm(paths.labExtension, { recursive: true, force: true });
  return paths;
}

/** How a client starts the kernel, and what it shows about it. */
export function kernelSpec(): object {
  return {
    argv: [process.execPath, ...nodeArguments(SERVE), "{connection_file}"],
    display_name: "TypeScript",
    language: "typescript",
    interrupt_mode: "message",
    kernel_protocol_version: PROTOCOL_VERSION,
    metadata: { implementation: IMPLEMENTATION },
  };
}

function pathsIn(dataFolder: string, name: string): InstalledKernel {
  return { kernel: join(dataFolder, "kernels", name), labExtension: join(dataFolder, "labextensions", LAB_EXTENSION) };
}

function isOurs(folder: string): boolean {
  try {
    const spec = JSON.parse(readFileSync(join(folder, "kernel.json"), "utf8")) as {
      metadata?: { implementation?: string };
    };
    return spec.metadata?.implementation === IMPLEMENTATION;
  } catch {
    return false;
  }
}

/** Writes a folder beside its final place and moves it there once it is complete. */
async function writeFolder(folder: string, write: (folder: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const temporary = await mkdtemp(join(dirname(folder), ".installing-"));
  try {
    const whole = join(temporary, "folder");
    await mkdir(whole);
    await write(whole);
    await rm(folder, { recursive: true, force: true });
    await rename(whole, folder);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" role="img" aria-label="TypeScript">
<rect width="64" height="64" rx="8" fill="${PAGE_COLOURS.accent[0]}"/>
<g fill="none" stroke="white" stroke-width="5"><path d="M12 32h20M22 32v24"/>
<path d="M52 35q-4-4-9-3t-4 6q1 4 7 5t7 6q0 6-6 6.5t-11-4"/></g>
</svg>
`;

/**
 * The user's Jupyter data folder, by the rules of jupyter_core.
 * @example
 * import { userDataFolder } from "../src/notebook/index.ts";
 * userDataFolder({ XDG_DATA_HOME: "/home/ann/data" }, "linux"); // => "/home/ann/data/jupyter"
 */
export function userDataFolder(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR;
  if (platform === "darwin") return join(homedir(), "Library", "Jupyter");
  if (platform === "win32") return join(env.APPDATA ?? join(homedir(), "AppData", "Roaming"), "jupyter");
  return join(env.XDG_DATA_HOME ?? join(homedir(), ".local", "share"), "jupyter");
}

/**
 * The Jupyter data folder of a Python environment.
 * @example
 * import { prefixDataFolder } from "../src/notebook/index.ts";
 * prefixDataFolder(".venv"); // => ".venv/share/jupyter"
 */
export function prefixDataFolder(prefix: string): string {
  return join(prefix, "share", "jupyter");
}

/**
 * A data folder within the project, ignored by git; clients find it through `JUPYTER_PATH`.
 * @example
 * import { projectDataFolder } from "../src/notebook/index.ts";
 * projectDataFolder("genres"); // => "genres/.jupyter"
 */
export function projectDataFolder(root: string): string {
  return join(root, ".jupyter");
}

/** The name by which JupyterLab knows the extension, and of its folder. */
const LAB_EXTENSION = "notebook-charts";

/**
 * Writes the JupyterLab and Notebook extension that draws plotly figures: JupyterLab has no renderer of its own for them, and Plotly's
 * comes with its Python package. Prebuilt extensions are plain files, found on Jupyter's data path.
 */
async function writeLabExtension(folder: string): Promise<void> {
  const script = await bundleScript(join(import.meta.dirname, "labextension", "remoteEntry.ts"));
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
    writeFile(join(folder, "static", "remoteEntry.js"), script),
    copyFile(PLOTLY_SCRIPT, join(folder, "static", "plotly.js")),
  ]);
}
