import { Readable } from "node:stream";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { FORMAT_TITLES } from "../../audio/index.ts";
import { clipVerdict } from "../page/clipSection.ts";
import { verdictPage } from "../page/page.ts";
import type { PageAssets } from "../page/pageAssets.ts";
import type { JudgedClip, PredictionService } from "../predictionService.ts";
import { ClipResponse, jsonSchema, problemResponses } from "../schemas.ts";
import { firstFile } from "../upload/firstFile.ts";
import { visitorOf } from "../trustedProxies.ts";

const BODY = {
  consumes: ["application/octet-stream", "audio/mpeg", "audio/wav", "audio/flac", "audio/ogg", "audio/aiff"],
  body: { type: "string", format: "binary", description: "The audio file itself" },
};

/** Audio files in, genres out: JSON for programs, a page fragment for the script, a page for forms. */
export function classifyRoutes(
  server: FastifyInstance,
  { service, assets }: { readonly service: PredictionService; readonly assets: PageAssets },
  done: () => void,
): void {
  const { UPLOADS_PER_MINUTE } = service.config;
  // One limit over both routes, in place of that for other requests.
  const onRequest = UPLOADS_PER_MINUTE > 0 ? [server.rateLimit({ max: UPLOADS_PER_MINUTE })] : [];
  const classify = async (request: FastifyRequest): Promise<JudgedClip & { readonly name: string }> => {
    const { body, headers, ip } = request;
    // Without a content type and a length there is no body at all.
    const whole = body instanceof Readable ? body : Readable.from([]);
    const { content, name } = isForm(request) ? await firstFile(whole, headers) : { content: whole, name: "" };
    const claimed = headers["content-length"];
    const claimedBytes = claimed === undefined ? undefined : Number(claimed);
    return { ...(await service.classify(content, { visitor: visitorOf(ip), claimedBytes })), name };
  };
  // The body is passed on as a stream, because it is checked before all of it has arrived.
  server.removeAllContentTypeParsers();
  for (const type of ["application/octet-stream", "multipart/form-data", /^audio\/[\w.+-]+$/]) {
    server.addContentTypeParser(type, { bodyLimit: Number.MAX_SAFE_INTEGER }, (_, body, next) => next(null, body));
  }

  server.post(
    "/api/classify",
    {
      // Only for the description: described bodies are validated, which a stream can't be.
      onRequest,
      config: { rateLimit: false, swaggerTransform: ({ schema, url }) => ({ schema: { ...schema, ...BODY }, url }) },
      schema: {
        operationId: "classify",
        tags: ["prediction"],
        summary: `Tells the genre of an audio file: the body is the file (${FORMAT_TITLES.join(", ")})`,
        response: {
          200: { description: "The verdict", ...jsonSchema(ClipResponse) },
          ...problemResponses(400, 404, 408, 413, 415, 422, 429, 500, 503),
        },
      },
    },
    async (request) => (await classify(request)).clip,
  );

  server.post(
    "/classify",
    { onRequest, config: { rateLimit: false }, schema: { hide: true } },
    async (request, reply) => {
      const { name, ...judged } = await classify(request);
      const page = isForm(request) ? verdictPage(name, judged, assets) : clipVerdict(judged).text;
      return reply.type("text/html; charset=utf-8").send(page);
    },
  );
  done();
}

/** Whether a form was sent, as by a browser without JavaScript or by `curl -F`. */
function isForm({ headers }: FastifyRequest): boolean {
  return headers["content-type"]?.toLowerCase().startsWith("multipart/form-data") === true;
}
