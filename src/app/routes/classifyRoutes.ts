import { Readable } from "node:stream";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { clipVerdict } from "../page/clipSection.ts";
import type { PredictionService } from "../predictionService.ts";
import { ClipResponse, jsonSchema } from "../schemas.ts";
import { visitorOf } from "../visitor.ts";
import { problemResponses } from "./problemResponses.ts";

const BODY = {
  consumes: ["application/octet-stream", "audio/mpeg", "audio/wav", "audio/flac", "audio/ogg"],
  body: { type: "string", format: "binary", description: "The audio file itself" },
};

/** Audio files in, genres out: JSON for programs, a piece of the page for its script. */
export function classifyRoutes(
  server: FastifyInstance,
  { service }: { readonly service: PredictionService },
  done: () => void,
): void {
  const { UPLOADS_PER_MINUTE } = service.config;
  // One limit over both routes, in place of that of other requests.
  const onRequest = UPLOADS_PER_MINUTE > 0 ? [server.rateLimit({ max: UPLOADS_PER_MINUTE })] : [];
  const classify = ({ body, headers, ip }: FastifyRequest): Promise<ClipResponse> => {
    const claimed = headers["content-length"];
    // Without a content type and a length there is no body at all.
    const file = body instanceof Readable ? body : Readable.from([]);
    const claimedBytes = claimed === undefined ? undefined : Number(claimed);
    return service.classify(file, { visitor: visitorOf(ip), claimedBytes });
  };
  // The body is handed on as it comes in: it is looked at before all of it is there.
  server.removeAllContentTypeParsers();
  for (const type of ["application/octet-stream", /^audio\/[\w.+-]+$/]) {
    server.addContentTypeParser(type, { bodyLimit: Number.MAX_SAFE_INTEGER }, (_, body, next) => next(null, body));
  }

  server.post(
    "/api/classify",
    {
      // For the description only: what is described is validated, and a stream can't be.
      onRequest,
      config: { rateLimit: false, swaggerTransform: ({ schema, url }) => ({ schema: { ...schema, ...BODY }, url }) },
      schema: {
        operationId: "classify",
        tags: ["prediction"],
        summary: "Tells the genre of an audio file: the body is the file (MP3, WAV, FLAC, Ogg Vorbis)",
        response: {
          200: { description: "The verdict", ...jsonSchema(ClipResponse) },
          ...problemResponses(400, 404, 408, 413, 415, 422, 429, 500, 503),
        },
      },
    },
    classify,
  );

  server.post(
    "/classify",
    { onRequest, config: { rateLimit: false }, schema: { hide: true } },
    async (request, reply) => {
      const verdict = await classify(request);
      return reply.type("text/html; charset=utf-8").send(clipVerdict(verdict).text);
    },
  );
  done();
}
