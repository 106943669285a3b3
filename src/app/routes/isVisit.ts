import type { FastifyRequest } from "fastify";

const MONITORS = /bot\b|crawler|spider|monitor|uptime|pingdom|statuscake|health|probe|prometheus|blackbox/i;

/** Whether someone looks at what is asked for: not a monitor that sees whether the service lives, nor a browser that fetches it just in case. */
export function isVisit({ method, headers }: FastifyRequest): boolean {
  const purpose = headers["sec-purpose"] ?? headers.purpose ?? "";
  return method === "GET" && !purpose.includes("prefetch") && !MONITORS.test(headers["user-agent"] ?? "");
}
