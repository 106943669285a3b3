/** `npm run lab`: opens the notebooks in JupyterLab, or in Jupyter Notebook if JupyterLab isn't installed. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, lstatSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { Command } from "commander";
import { installKernel, projectDataFolder } from "../notebook/index.ts";
import { signalChild, UserError, writeFileAtomic } from "../ground/index.ts";
import { runCommand } from "./runCommand.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const GET_JUPYTER =
  process.platform === "win32"
    ? "py -m venv .venv && .venv\\Scripts\\pip install jupyterlab"
    : "python3 -m venv .venv && .venv/bin/pip install jupyterlab";
const NO_JUPYTER = `no JupyterLab and no Jupyter Notebook found; get one with: ${GET_JUPYTER}`;

const command = new Command("npm run lab --")
  .description(
    "Opens the notebooks in JupyterLab (else Jupyter Notebook) with the TypeScript kernel, which is put into .jupyter/ of the " +
      "project. Uses the Jupyter of .venv where there is one, else that on the path.",
  )
  .argument("[arguments...]", "passed on to Jupyter, such as --no-browser or --port 8899")
  .allowUnknownOption()
  .helpOption("--help");

await runCommand(async () => {
  command.parse();
  const { program, application } = findJupyter();
  const dataFolder = projectDataFolder(ROOT);
  // Within the project the kernel's name is ours, whatever the user has installed under it.
  await installKernel(dataFolder, { force: true });
  await separatePackage();
  const child = spawn(program, [...unlessGiven(defaults(application), command.args), ...command.args], {
    cwd: ROOT,
    stdio: "inherit",
    env: { ...process.env, JUPYTER_PATH: [dataFolder, process.env.JUPYTER_PATH].filter(Boolean).join(delimiter) },
  });
  // Jupyter asks for confirmation on the same terminal before it ends.
  process.on("SIGINT", () => undefined);
  process.on("SIGTERM", () => signalChild(child, "SIGTERM"));
  const [code] = (await once(child, "close")) as [number | null];
  process.exitCode = code ?? 1;
});

/**
 * JupyterLab runs scripts of its own with Node. In a `.venv` inside the project Node would take them for ES modules, because of the
 * project's package.json, and they would fail with long errors. A package.json of their own prevents that.
 */
async function separatePackage(): Promise<void> {
  const environment = join(ROOT, ".venv");
  const file = join(environment, "package.json");
  // A link's target may belong to another project too.
  if (!existsSync(environment) || lstatSync(environment).isSymbolicLink() || existsSync(file)) return;
  try {
    writeFileAtomic(file, "{}\n");
  } catch {
    // It is a help only.
  }
}

function defaults(application: "lab" | "notebook"): string[] {
  return [
    `--ServerApp.root_dir=${ROOT}`,
    `--ServerApp.default_url=/${application === "lab" ? "lab/" : ""}tree/notebooks`,
    // By default the server drops output beyond 1 MB a second, which three charts of the large tables exceed.
    "--ZMQChannelsWebsocketConnection.iopub_data_rate_limit=1e9",
  ];
}

/** Jupyter accepts most options only once. */
function unlessGiven(options: readonly string[], given: readonly string[]): string[] {
  const nameOf = (option: string): string => option.split("=")[0]!;
  const names = new Set(given.map(nameOf));
  return options.filter((option) => !names.has(nameOf(option)));
}

/** The program to start: JupyterLab from `.venv` or the path, otherwise Notebook. */
function findJupyter(): { readonly program: string; readonly application: "lab" | "notebook" } {
  const folders = [
    join(ROOT, ".venv", "bin"),
    join(ROOT, ".venv", "Scripts"),
    ...(process.env.PATH ?? "").split(delimiter),
  ];
  for (const application of ["lab", "notebook"] as const) {
    const programs = folders.map((folder) => join(folder, `jupyter-${application}`));
    const program = programs.flatMap((path) => [path, `${path}.exe`]).find((path) => existsSync(path));
    if (program !== undefined) return { program, application };
  }
  throw new UserError(NO_JUPYTER);
}
