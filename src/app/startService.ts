import { setTimeout as startTimer } from "node:timers";
import { setTimeout } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import { type Config, ConfigError } from "./config.ts";
import { PredictionService, type ServiceOptions } from "./predictionService.ts";
import { createServer, type ServerOptions } from "./server.ts";

/** A prediction service that is listening. */
export interface RunningService {
  readonly service: PredictionService;
  readonly server: FastifyInstance;
  /** "http://127.0.0.1:3000". */
  readonly url: string;
  /**
   * Reports that it isn't ready and keeps serving for `graceSeconds` (0 by default), so that no more traffic is sent here; then accepts
   * nothing new, lets requests in progress finish within `CLOSE_SECONDS`, and closes everything.
   */
  close(graceSeconds?: number): Promise<void>;
}

/**
 * Starts the prediction service in this process, listening as configured.
 * @example
 * import { readConfig } from "../src/app/config.ts";
 * import { startService } from "../src/app/startService.ts";
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * const running = await startService({
 *   config: readConfig({ PORT: "0", CACHE: "cache", UPLOADS: "off" }),
 *   tables: await loadSource(resolveSource("sample")),
 *   root: ".",
 *   models: ["knn"],
 * });
 * const page = await fetch(running.url);
 * await running.close();
 * page.status; // => 200
 */
export async function startService(options: ServiceOptions & ServerOptions): Promise<RunningService> {
  // What outlives the start must not hold on to the options, which contain the tables.
  const { config } = options;
  const { PORT, HOST, CLOSE_SECONDS } = config;
  const service = await PredictionService.start(options);
  try {
    const server = await createServer(service, options);
    const url = await server
      .listen({ port: PORT, host: HOST, listenTextResolver: (address) => `listening on ${address}: ready for draws` })
      .catch((error: NodeJS.ErrnoException) => {
        throw cannotListen(error, config);
      });
    let closing: Promise<void> | undefined;
    const close = async (graceSeconds: number): Promise<void> => {
      service.drain();
      await setTimeout(graceSeconds * 1000);
      const patience = startTimer(() => server.server.closeAllConnections(), CLOSE_SECONDS * 1000);
      try {
        await server.close();
      } finally {
        clearTimeout(patience);
        await service.close();
      }
    };
    return { service, server, url, close: (graceSeconds = 0) => (closing ??= close(graceSeconds)) };
  } catch (error) {
    await service.close();
    throw error;
  }
}

/** Why the service can't listen as configured, and what to set instead. */
function cannotListen(error: NodeJS.ErrnoException, { PORT, HOST }: Config): Error {
  switch (error.code) {
    case "EADDRINUSE":
      return new ConfigError(`PORT: ${PORT} on ${HOST} is taken; set another`);
    case "EACCES":
      return new ConfigError(`PORT: ${PORT} may not be used by this user; set one above 1023`);
    case "EADDRNOTAVAIL":
      return new ConfigError(
        `HOST: ${HOST} is no address of this machine; set 127.0.0.1, or 0.0.0.0 for all of its addresses`,
      );
    default:
      return new ConfigError(
        `HOST: the service can't listen on ${HOST} (${error.message}); set 127.0.0.1, or 0.0.0.0 for all addresses`,
      );
  }
}
