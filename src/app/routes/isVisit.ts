import type { FastifyRequest } from "fastify";

const MONITORS = /bot\b|crawler|spider|monitor|uptime|pingdom|statuscake|health|probe|prometheus|blackbox/i;

/** Whether a person looks at the result, rather than a monitor checking that the service is alive or a browser prefetching. */
export function isVisit({ method, headers }: FastifyRequest): boolean {
  const purpose = headers["sec-purpose"] ?? headers.purpose ?? "";
  return method === "GET" && !purpose.includes("prefetch") && !MONITORS.test(headers["user-agent"] ?? "");
}
