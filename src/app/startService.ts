import type { FastifyInstance } from "fastify";
import { ConfigError } from "./config.ts";
import { PredictionService, type ServiceOptions } from "./predictionService.ts";
import { createServer, type ServerOptions } from "./server.ts";

/** A prediction service that listens. */
export interface RunningService {
  readonly service: PredictionService;
  readonly server: FastifyInstance;
  /** "http://127.0.0.1:3000". */
  readonly url: string;
  /** Takes nothing new, lets what is under way end within `CLOSE_SECONDS`, then closes everything. */
  close(): Promise<void>;
}

/** Starts the prediction service in this process and listens where its configuration says. */
export async function startService(options: ServiceOptions & ServerOptions): Promise<RunningService> {
  const { PORT, HOST, CLOSE_SECONDS } = options.config;
  const service = await PredictionService.start(options);
  try {
    const server = await createServer(service, options);
    const url = await server
      .listen({ port: PORT, host: HOST, listenTextResolver: (address) => `listening on ${address}: ready for draws` })
      .catch((error: NodeJS.ErrnoException) => {
        if (error.code === "EADDRINUSE") throw new ConfigError(`PORT: ${PORT} on ${HOST} is taken; set another`);
        throw error;
      });
    let closing: Promise<void> | undefined;
    const close = async (): Promise<void> => {
      service.drain();
      const patience = setTimeout(() => server.server.closeAllConnections(), CLOSE_SECONDS * 1000);
      try {
        await server.close();
      } finally {
        clearTimeout(patience);
        await service.close();
      }
    };
    return { service, server, url, close: () => (closing ??= close()) };
  } catch (error) {
    await service.close();
    throw error;
  }
}
