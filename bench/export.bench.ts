import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PYTHON, skipWithoutPython } from "../tests/support/python.ts";
import { type Bench, medianSeconds } from "./bench.ts";

const ROOT = join(import.meta.dirname, "..");
const INPUT = join(ROOT, "tests/notebook/export/snapshots/input");

/** Exporting an executed notebook to an HTML page, each in a separate process: ours beside nbconvert, which leaves out charts. */
const bench: Bench = async (report) => {
  const source = (file: string): string => JSON.stringify(pathToFileURL(join(ROOT, "src/notebook", file)).href);
  const program = `
    import { readNotebook } from ${source("readNotebook.ts")};
    import { exportNotebook } from ${source("export/exportNotebook.ts")};
    const page = await exportNotebook(await readNotebook(process.argv[1]), { fileName: "notebook.ipynb" });
    process.stdout.write(page);`;
  for (const name of ["plain", "report"]) {
    const notebook = join(INPUT, `${name}.ipynb`);
    const run = (command: string, args: string[]): Promise<number> =>
      medianSeconds(() => execFileSync(command, args, { cwd: ROOT, stdio: ["ignore", "pipe", "ignore"] }));
    const ours = await run(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program, notebook]);
    const nbconvert = ["-m", "nbconvert", "--to", "html", "--stdout", notebook];
    const peer = skipWithoutPython("nbconvert") === false ? await run(PYTHON, nbconvert) : null;
    report({ case: `${name}.ipynb to HTML, process start included`, ours, peer, unit: "s" });
  }
};

export default bench;
