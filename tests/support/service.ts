import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyBaseLogger } from "fastify";
import { readConfig } from "../../src/app/config.ts";
import type { ModelId } from "../../src/models/index.ts";
import { type RunningService, startService } from "../../src/app/startService.ts";
import { loadSource } from "../../src/dataset/loadSource.ts";
import { resolveSource } from "../../src/dataset/resolveSource.ts";
import { ROOT } from "./session.ts";

export { until } from "./until.ts";

/** A prediction service on the sample, on a free port, with a cache of its own. */
export async function startTestService(
  settings: Readonly<Record<string, string>> = {},
  models?: readonly ModelId[],
  logger?: FastifyBaseLogger,
): Promise<RunningService> {
  const cache = mkdtempSync(join(tmpdir(), "serve-"));
  const config = readConfig({
    PORT: "0",
    DATA: "sample",
    CACHE: cache,
    REQUESTS_PER_MINUTE: "0",
    UPLOADS_PER_MINUTE: "0",
    ...settings,
  });
  const tables = await loadSource(resolveSource("sample", ROOT));
  const running = await startService({
    config,
    tables,
    root: ROOT,
    ...(models ? { models } : {}),
    ...(logger ? { logger } : {}),
  });
  return {
    ...running,
    close: async () => {
      await running.close();
      rmSync(cache, { recursive: true });
    },
  };
}
