/** The process that a Jupyter client starts: serves one session as its connection file specifies. */
import { resolve } from "node:path";
import { Kernel } from "../kernel.ts";
import { readConnectionFile, Sockets } from "./sockets.ts";
import { JupyterKernel } from "./jupyterKernel.ts";
import { notebookPlace } from "./notebookPlace.ts";

/** How often the kernel checks whether the client that started it is still running, in ms. */
const PARENT_INTERVAL = 1000;

const ownRoot = resolve(import.meta.dirname, "../../..");
void serve(process.argv[2]);

async function serve(connectionFile: string | undefined): Promise<void> {
  if (connectionFile === undefined) throw new Error("usage: serveKernel CONNECTION_FILE");
  const connection = readConnectionFile(connectionFile);
  const place = notebookPlace({ cwd: process.cwd(), sessionName: process.env.JPY_SESSION_NAME, ownRoot });
  const typeErrors = process.env.NOTEBOOK_TYPE_ERRORS === "warnings" ? "warnings" : "errors";
  const kernel = new Kernel({ ...place, interactive: true });
  const jupyter = new JupyterKernel(await Sockets.bind(connection), kernel, typeErrors);

  process.on("SIGINT", () => jupyter.interrupt());
  process.on("SIGTERM", () => void jupyter.shutDown());
  if (process.env.JPY_PARENT_PID !== undefined) endWith(process.ppid, jupyter);
  process.exit((await jupyter.ended) ? 0 : 1);
}

/** A client that was killed couldn't notify anyone. */
function endWith(parent: number, jupyter: JupyterKernel): void {
  const check = (): void => {
    // On Windows an orphan keeps its parent's id.
    if (process.ppid !== parent || !isAlive(parent)) void jupyter.shutDown();
  };
  setInterval(check, PARENT_INTERVAL).unref();
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // There is such a process, owned by another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
