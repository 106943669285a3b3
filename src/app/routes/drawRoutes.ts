import type { FastifyInstance, FastifyRequest } from "fastify";
import { predictionPage } from "../page/page.ts";
import type { PageAssets } from "../page/pageAssets.ts";
import type { PredictionService } from "../predictionService.ts";
import { DrawQuery, DrawResponse, jsonSchema, ModelCard, problemResponses } from "../schemas.ts";

const querystring = jsonSchema(DrawQuery, "input");
/** Assets have a checksum in their names. */
const FOR_EVER = "public, max-age=31536000, immutable";

/** The page with its assets, and draws and the model card for programs. */
export function drawRoutes(
  server: FastifyInstance,
  { service, assets }: { readonly service: PredictionService; readonly assets: PageAssets },
  done: () => void,
): void {
  server.get<{ Querystring: DrawQuery }>(
    "/",
    { schema: { hide: true, querystring }, config: { page: true } },
    async (request, reply) => {
      const draw = await service.draw(request.query, { counted: isVisit(request) });
      const card = await service.card();
      const { rowNoun } = service.deployment;
      return reply
        .type("text/html; charset=utf-8")
        .header("cache-control", "no-store")
        .send(predictionPage({ draw, card, rowNoun, assets }));
    },
  );

  server.get<{ Querystring: DrawQuery }>(
    "/api/draw",
    {
      schema: {
        operationId: "draw",
        tags: ["prediction"],
        summary: "Draws held-out records and predicts their genre",
        querystring,
        response: {
          200: { description: "The draw", ...jsonSchema(DrawResponse) },
          ...problemResponses(400, 404, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      void reply.header("cache-control", "no-store");
      return service.draw(request.query, { counted: isVisit(request) });
    },
  );

  server.get(
    "/api/model",
    {
      schema: {
        operationId: "model",
        tags: ["service"],
        summary: "The model card: what the models learnt from, how good they are, where they fail",
        response: { 200: { description: "The card", ...jsonSchema(ModelCard) }, ...problemResponses(429, 500) },
      },
    },
    () => service.card(),
  );

  for (const { path, type, content } of [assets.styles, assets.script]) {
    server.get(path, { schema: { hide: true }, config: { rateLimit: false } }, (_, reply) =>
      reply.type(type).header("cache-control", FOR_EVER).send(content),
    );
  }
  done();
}

const MONITORS = /bot\b|crawler|spider|monitor|uptime|pingdom|statuscake|health|probe|prometheus|blackbox/i;

/** Whether a person looks at the result, rather than a monitor checking that the service is alive or a browser prefetching. */
function isVisit({ method, headers }: FastifyRequest): boolean {
  const purpose = headers["sec-purpose"] ?? headers.purpose ?? "";
  return method === "GET" && !purpose.includes("prefetch") && !MONITORS.test(headers["user-agent"] ?? "");
}
