import { homedir } from "node:os";
import { join } from "node:path";

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
