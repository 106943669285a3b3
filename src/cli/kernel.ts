/** `npm run kernel`: registers the TypeScript kernel with Jupyter. */
import { join, resolve } from "node:path";
import { Command, Option } from "commander";
import {
  installKernel,
  KERNEL_NAME,
  prefixDataFolder,
  projectDataFolder,
  removeKernel,
  userDataFolder,
} from "../notebook/index.ts";
import { runCommand } from "./runCommand.ts";
import { callerFolder, UserError } from "../ground/index.ts";

const ROOT = resolve(import.meta.dirname, "../..");

interface Options {
  project: boolean;
  prefix?: string;
  name: string;
  force: boolean;
  remove: boolean;
}

const command = new Command("npm run kernel --")
  .description("Installs the TypeScript kernel for JupyterLab, Notebook, VS Code and every other Jupyter client.")
  .option("--project", "into .jupyter/ of the project, touching nothing else (set JUPYTER_PATH to find it)", false)
  .addOption(
    new Option("--prefix <folder>", "into a Python environment, such as .venv (default: for the user)").conflicts(
      "project",
    ),
  )
  .option("--name <name>", "what notebooks call the kernel", KERNEL_NAME)
  .option("--force", "replace another kernel of that name", false)
  .option("--remove", "take the kernel away again", false)
  .allowExcessArguments(false);

await runCommand(async () => {
  command.parse();
  const { project, prefix, name, force, remove } = command.opts<Options>();
  if (!/^[A-Za-z0-9._-]+$/.test(name)) throw new UserError(`--name ${name}: letters, digits, ".", "-" and "_" only`);
  const from = callerFolder();
  const folder = project
    ? projectDataFolder(ROOT)
    : prefix === undefined
      ? userDataFolder()
      : prefixDataFolder(resolve(from, prefix));
  if (remove) {
    const removed = await removeKernel(folder, name);
    if (!removed) throw new UserError(`${join(folder, "kernels", name)}: is no kernel of this project`);
    console.log(`${removed.kernel}: removed, and ${removed.labExtension}`);
    return;
  }
  const { kernel, labExtension } = await installKernel(folder, { name, force });
  console.log(`${kernel}: the kernel "TypeScript" of ${ROOT}`);
  console.log(`${labExtension}: draws its charts in JupyterLab and Notebook`);
  if (project) console.log(`JUPYTER_PATH=${folder} lets a client find them; npm run lab sets it by itself`);
});
