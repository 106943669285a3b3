import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import swagger from "@fastify/swagger";
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from "fastify";
import { Metrics } from "./metrics.ts";
import { pageAssets } from "./page/pageAssets.ts";
import type { PredictionService } from "./predictionService.ts";
import { answerProtocolError, METHODS, nothingThere, ProblemAnswers } from "./routes/answerProblems.ts";
import { classifyRoutes } from "./routes/classifyRoutes.ts";
import { drawRoutes } from "./routes/drawRoutes.ts";
import { healthRoutes } from "./routes/healthRoutes.ts";
import { originForm, refuseOtherSites } from "./routes/refuseOtherSites.ts";
import { trustedProxies, visitorOf } from "./trustedProxies.ts";

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8")) as {
  version: string;
};

/** Pages may load only what the service itself serves, and nobody may frame them. */
const CONTENT_SECURITY_POLICY = {
  useDefaults: false,
  directives: {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    // The visitor's own file, as the page's script passes it to the player.
    "media-src": ["blob:"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
  },
};

export interface ServerOptions {
  /** Without a logger nothing is logged. */
  readonly logger?: FastifyBaseLogger;
}

/** The HTTP server of a prediction service: the page, the API with its description, health checks. Not listening yet. */
export async function createServer(
  service: PredictionService,
  { logger }: ServerOptions = {},
): Promise<FastifyInstance> {
  const { TRUST_PROXY, REQUESTS_PER_MINUTE, UPLOAD_SECONDS } = service.config;
  const trustProxy = trustedProxies(TRUST_PROXY);
  const assets = await pageAssets();
  const problems = new ProblemAnswers(assets);
  const metrics = new Metrics(service);
  const server = Fastify({
    ...(logger ? { loggerInstance: logger } : {}),
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy,
    requestTimeout: (UPLOAD_SECONDS + 5) * 1000,
    routerOptions: { maxParamLength: 100 },
    rewriteUrl: originForm,
    // Only the upload route receives bodies, and it has its own limit.
    bodyLimit: 1,
    forceCloseConnections: "idle",
    genReqId: () => randomUUID(),
    frameworkErrors: (error, request, reply) => void problems.answer(error, request, reply),
    clientErrorHandler: answerProtocolError,
  });
  server.setErrorHandler((error: FastifyError, request, reply) => problems.answer(error, request, reply));
  server.addHook("onRequest", (_, reply, done) => {
    // Makes the connection's next request go elsewhere.
    if (service.isDraining) void reply.header("connection", "close");
    done();
  });
  server.addHook("onResponse", (request, reply, done) => {
    // No headers, no query, nothing from a file: nothing that a visitor may want to keep private.
    const { method, url } = request;
    const milliseconds = Math.round(reply.elapsedTime * 10) / 10;
    const route = request.routeOptions.url ?? "none";
    metrics.countRequest(method, route, reply.statusCode, reply.elapsedTime / 1000);
    if (method === "POST" && route.endsWith("/classify")) metrics.countUpload(reply.statusCode);
    request.log.info({ method, path: url.split("?")[0], status: reply.statusCode, milliseconds }, "request");
    done();
  });

  refuseOtherSites(server, { behindProxy: trustProxy !== false });
  await server.register(helmet, {
    contentSecurityPolicy: CONTENT_SECURITY_POLICY,
    // Whether there is HTTPS is up to the operator of a proxy in front.
    strictTransportSecurity: false,
    xFrameOptions: { action: "deny" },
    // The browser tells only this service which page a form was sent from.
    referrerPolicy: { policy: "same-origin" },
  });
  await server.register(rateLimit, {
    global: REQUESTS_PER_MINUTE > 0,
    max: REQUESTS_PER_MINUTE || Infinity,
    timeWindow: "1 minute",
    keyGenerator: ({ ip }: FastifyRequest) => visitorOf(ip),
  });
  // Before the body is examined: over the limit, it doesn't matter what the body is.
  const limited = REQUESTS_PER_MINUTE > 0 ? server.rateLimit() : undefined;
  const refuse = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    await limited?.call(server, request, reply);
    // The capabilities of the whole service (RFC 9110, 9.3.7).
    if (request.method === "OPTIONS" && request.url === "*")
      void reply.code(204).header("allow", METHODS.join(", ")).send();
    else throw nothingThere(server, request);
  };
  server.addHook("onRequest", (request, reply, done) => {
    // The router would take any address for the path within it.
    if (request.is404 || !request.url.startsWith("/")) refuse(request, reply).catch(done);
    else done();
  });
  await server.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Song Genre Prediction",
        version,
        description:
          "Draws held-out records and predicts their genre; tells the genre of audio files. Errors are RFC 9457 problem details.",
      },
      tags: [
        { name: "prediction", description: "Draws and audio files" },
        { name: "service", description: "What it is and how it does" },
      ],
    },
  });
  await server.register(drawRoutes, { service, assets });
  await server.register(classifyRoutes, { service, assets });
  await server.register(healthRoutes, { service, metrics });
  return server;
}
