import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { installKernel } from "../../src/notebook/jupyter/installKernel.ts";
import { ROOT } from "./session.ts";

/** The commands of the Python that judges us. */
export const JUPYTER = join(ROOT, ".venv/bin/jupyter");

const LAB_SETTINGS = {
  // It would ask whether it may fetch news.
  "apputils-extension/notification": { fetchNews: "false", checkForUpdates: false },
  // A completion that takes longer than a second is thrown away, and on a busy machine the first one does.
  "completer-extension/manager": { providerTimeout: 60_000 },
};

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
  for (const [file, settings] of Object.entries(LAB_SETTINGS)) {
    const path = join(folder, "settings/@jupyterlab", `${file}.jupyterlab-settings`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(settings));
  }
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
