import type { SourceTables } from "../../dataset/index.ts";
import type { ModelId } from "../../models/index.ts";

/** A prediction service running in this process. */
export interface LocalService {
  /** "http://127.0.0.1:40123". */
  readonly url: string;
  close(): Promise<void>;
}

export interface LocalServiceOptions {
  readonly tables: SourceTables;
  /** The folder of saved models, which also holds the records. */
  readonly cache: string;
  readonly models: readonly ModelId[];
  readonly seed: number;
}

/**
 * Starts the prediction service in this process, on a free local port, for draws only. For notebooks.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { startLocally } from "../src/study/deployment/index.ts";
 * const tables = await loadSource(resolveSource("sample"));
 * const service = await startLocally({ tables, cache: "cache", models: ["knn"], seed: 1 });
 * const answer = await fetch(`${service.url}/api/draw?n=2&seed=1`);
 * const { records } = (await answer.json()) as { records: object[] };
 * await service.close();
 * records[0]; // => { filename: "10-041018.mp3", predicted: "Hip-Hop", actual: "International" }
 */
export async function startLocally({ tables, cache, models, seed }: LocalServiceOptions): Promise<LocalService> {
  // A notebook's cells are type-checked against all they import. The HTTP framework's and databases' types take seconds to load and are
  // no use there; non-literal paths keep them out.
  const [service, config] = ["../../app/startService.ts", "../../app/config.ts"];
  const { startService } = (await import(service)) as { startService: (options: object) => Promise<LocalService> };
  const { readConfig } = (await import(config)) as { readConfig: (environment: Record<string, string>) => object };
  const settings = readConfig({ PORT: "0", CACHE: cache, UPLOADS: "off", REQUESTS_PER_MINUTE: "0" });
  return startService({ config: settings, tables, root: ".", models, seed });
}
