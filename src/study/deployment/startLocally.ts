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

/** Starts the prediction service in this process, on a free local port, for draws only. For notebooks. */
export async function startLocally({ tables, cache, models, seed }: LocalServiceOptions): Promise<LocalService> {
  // A notebook's cells are type-checked against all they import. The HTTP framework's and databases' types take seconds to load and are
  // no use there; non-literal paths keep them out.
  const [service, config] = ["../../app/startService.ts", "../../app/config.ts"];
  const { startService } = (await import(service)) as { startService: (options: object) => Promise<LocalService> };
  const { readConfig } = (await import(config)) as { readConfig: (environment: Record<string, string>) => object };
  const settings = readConfig({ PORT: "0", CACHE: cache, UPLOADS: "off", REQUESTS_PER_MINUTE: "0" });
  return startService({ config: settings, tables, root: ".", models, seed });
}
