import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installKernel } from "../../src/notebook/jupyter/installKernel.ts";
import { ROOT } from "./session.ts";

/** The commands of the Python that judges us. */
export const JUPYTER = join(ROOT, ".venv/bin/jupyter");

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
  };
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
