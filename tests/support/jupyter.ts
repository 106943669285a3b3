import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installKernel } from "../../src/notebook/jupyter/installKernel.ts";
import { ROOT } from "./session.ts";

/** The commands of the Python that judges us. */
export const JUPYTER = join(ROOT, ".venv/bin/jupyter");

const NO_NEWS = '{ "fetchNews": "false", "checkForUpdates": false }';

/** A Jupyter that knows our kernel and keeps all its files in a folder of its own. */
export interface JupyterHome {
  readonly env: NodeJS.ProcessEnv;
  /** A folder beside `notebooks/`, where the notebooks' imports lead to the same files. */
  readonly notebooks: string;
  close(): void;
}

export async function jupyterHome(): Promise<JupyterHome> {
  const folder = mkdtempSync(join(tmpdir(), "jupyter-"));
  const notebooks = mkdtempSync(join(ROOT, "jupyter-test-"));
  const inside = (name: string): string => {
    mkdirSync(join(folder, name));
    return join(folder, name);
  };
  await installKernel(join(folder, "path"));
  const env = {
    ...process.env,
    JUPYTER_PATH: join(folder, "path"),
    JUPYTER_DATA_DIR: inside("data"),
    JUPYTER_CONFIG_DIR: inside("config"),
    JUPYTER_RUNTIME_DIR: inside("runtime"),
    JUPYTERLAB_WORKSPACES_DIR: inside("workspaces"),
    JUPYTERLAB_SETTINGS_DIR: inside("settings"),
  };
  // JupyterLab would ask whether it may fetch news.
  mkdirSync(join(folder, "settings/@jupyterlab/apputils-extension"), { recursive: true });
  writeFileSync(join(folder, "settings/@jupyterlab/apputils-extension/notification.jupyterlab-settings"), NO_NEWS);
  return {
    env,
    notebooks,
    close: () => {
      rmSync(notebooks, { recursive: true });
      rmSync(folder, { recursive: true });
    },
  };
}

/** The reason to skip a test that needs Jupyter's command, or false where it is there. */
export function skipWithoutJupyter(): string | false {
  return existsSync(JUPYTER) ? false : `needs ${JUPYTER}`;
}
