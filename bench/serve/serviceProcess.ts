import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../tests/support/freePort.ts";
import { ROOT } from "../../tests/support/session.ts";

/** A service in a process of its own. */
export interface ServiceProcess {
  readonly url: string;
  readonly process: ChildProcess;
  /** Ends it and removes its cache. */
  end(): Promise<void>;
}

/**
 * Starts the service on the sample, as the Procfile does, with an empty cache and without limits on requests. It may not be ready yet.
 * @param settings further variables of its environment
 */
export async function startServiceProcess(settings: Readonly<Record<string, string>>): Promise<ServiceProcess> {
  const cache = mkdtempSync(join(tmpdir(), "bench-serve-"));
  const port = String(await freePort());
  const flags = ["--expose-gc", "--max-semi-space-size=2", "--import", "tsx"];
  const service = spawn(process.execPath, [...flags, "src/cli/serve.ts"], {
    cwd: ROOT,
    env: {
      ...process.env,
      ...{ PORT: port, DATA: "sample", CACHE: cache, LOG_LEVEL: "error" },
      ...{ REQUESTS_PER_MINUTE: "0", UPLOADS_PER_MINUTE: "0" },
      ...settings,
    },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const exited = once(service, "exit");
  const end = async (): Promise<void> => {
    service.kill("SIGTERM");
    await exited;
    rmSync(cache, { recursive: true });
  };
  return { url: `http://127.0.0.1:${port}`, process: service, end };
}
