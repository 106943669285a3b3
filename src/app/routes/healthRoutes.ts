import type { FastifyInstance } from "fastify";
import type { Metrics } from "../metrics.ts";
import type { PredictionService } from "../predictionService.ts";
import { Health, jsonSchema, Readiness } from "../schemas.ts";

/** For operators: whether the service is alive, whether it can serve, and the description of its API. */
export function healthRoutes(
  server: FastifyInstance,
  { service, metrics }: { readonly service: PredictionService; readonly metrics: Metrics },
  done: () => void,
): void {
  const config = { rateLimit: false } as const;
  server.get(
    "/healthz",
    {
      config,
      schema: {
        operationId: "health",
        tags: ["service"],
        summary: "Whether the process lives",
        response: { 200: { description: "It lives", ...jsonSchema(Health) } },
      },
    },
    () => ({ status: "ok" }),
  );

  const readiness = jsonSchema(Readiness);
  server.get(
    "/readyz",
    {
      config,
      schema: {
        operationId: "readiness",
        tags: ["service"],
        summary:
          "Whether draws can be served: the first model is ready, and the service isn't closing; and whether the store answers",
        response: { 200: { description: "Ready", ...readiness }, 503: { description: "Not ready", ...readiness } },
      },
    },
    async (_, reply) => {
      const state = await service.readiness();
      return reply.code(state.status === "ready" ? 200 : 503).send(state);
    },
  );

  server.get("/metrics", { config, schema: { hide: true } }, async (_, reply) =>
    reply.type(metrics.type).send(await metrics.text()),
  );

  server.get("/openapi.json", { schema: { hide: true } }, (_, reply) => reply.send(server.swagger()));
  done();
}
