import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { problemPage } from "../page/page.ts";
import type { PageAssets } from "../page/pageAssets.ts";
import { Problem } from "../problem.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Whether the route is for visitors, who get a page, not JSON, when something goes wrong. */
    readonly page?: boolean;
  }
}

/** Every error becomes a problem of RFC 9457, or a page where a visitor asked. What is no fault of the caller's is logged, not told. */
export function answerProblems(server: FastifyInstance, assets: PageAssets): void {
  server.setErrorHandler((error: FastifyError | Problem, request, reply) => {
    const problem = problemOf(error);
    if (problem.status >= 500 && !(error instanceof Problem)) request.log.error({ err: error }, "unexpected");
    return answer(problem, request, reply);
  });
  server.setNotFoundHandler((request, reply) =>
    answer(new Problem(404, "There is no such page", "The address is wrong; the page is at /."), request, reply),
  );

  function answer(
    { status, title, detail, headers }: Problem,
    request: FastifyRequest,
    reply: FastifyReply,
  ): FastifyReply {
    void reply.code(status).headers(headers);
    if (request.routeOptions.config.page)
      return reply.type("text/html; charset=utf-8").send(problemPage(title, detail, assets));
    return reply.type("application/problem+json").send(JSON.stringify({ type: "about:blank", title, status, detail }));
  }
}

function problemOf(error: FastifyError | Problem): Problem {
  if (error instanceof Problem) return error;
  const status = error.statusCode ?? 500;
  if (error.validation) {
    return new Problem(400, "The request can't be understood", `${error.message.replace("querystring/", "")}.`);
  }
  if (status === 415) {
    return new Problem(
      415,
      "The body has the wrong type",
      "Send the audio file itself as the body, as application/octet-stream or audio/*.",
      {
        connection: "close",
      },
    );
  }
  if (status === 429) return new Problem(429, "Too many requests", `${error.message}.`);
  if (status >= 400 && status < 500) return new Problem(status, "The request can't be served", `${error.message}.`);
  return new Problem(500, "Something went wrong", "The service failed at this; the fault is on its side.");
}
