import { STATUS_CODES } from "node:http";
import { jsonSchema, ProblemDetails } from "../schemas.ts";

const SCHEMA = jsonSchema(ProblemDetails);

/** The description of error responses with these status codes. */
export function problemResponses(...codes: readonly number[]): Record<number, unknown> {
  return Object.fromEntries(
    codes.map((code) => [
      code,
      { description: STATUS_CODES[code], content: { "application/problem+json": { schema: SCHEMA } } },
    ]),
  );
}
