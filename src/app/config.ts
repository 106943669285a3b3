import { z } from "zod";
import { SOURCE_NAMES } from "../ground/index.ts";
import { trustedProxies } from "./trustedProxies.ts";

const MODES = ["on", "off"] as const;

/** A whole number in an environment variable. */
function whole(low: number, high: number, standard: number): z.ZodType<number> {
  const number = z
    .string()
    .refine(
      (text) => /^\d{1,9}$/.test(text) && Number(text) >= low && Number(text) <= high,
      `expected a whole number from ${low} to ${high}`,
    )
    .transform(Number);
  return number.default(standard);
}

/** All settings, each an environment variable. */
const ENVIRONMENT = z.object({
  PORT: whole(0, 65_535, 3000).describe("the port; 0 takes a free one"),
  HOST: z
    .string()
    .min(1)
    .default("127.0.0.1")
    .describe("the address to listen on; 0.0.0.0 opens the page to the network"),
  DATA: z
    .string()
    .min(1)
    .default("auto")
    .describe(`${SOURCE_NAMES.join(", ")}, or a folder with tables`),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, "expected mongodb:// or mongodb+srv://")
    .optional()
    .describe("where MongoDB keeps the records; without it they are kept in CACHE"),
  CACHE: z.string().min(1).default(".cache/serve").describe("the folder for trained models and the embedded store"),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  TRUST_PROXY: z
    .string()
    .superRefine((setting, context) => {
      try {
        trustedProxies(setting);
      } catch (error) {
        context.addIssue((error as Error).message);
      }
    })
    .default("off")
    .describe(
      "the proxies that may name the caller in X-Forwarded-For: how many there are (1), or loopback, 10.0.0.0/8, ...",
    ),
  MODEL: z
    .string()
    .min(1)
    .optional()
    .describe("a model of npm run train, which judges audio files; without it the one that learnt from the sample"),
  UPLOADS: z.enum(MODES).default("on").describe("off takes no audio files"),
  UPLOAD_MEGABYTES: whole(1, 512, 20).describe("the largest file"),
  UPLOAD_MINUTES: whole(1, 30, 10).describe("the longest recording"),
  UPLOAD_SECONDS: whole(1, 600, 30).describe("how long a file may take to arrive, and again to be analysed"),
  UPLOADS_AT_ONCE: whole(1, 64, 8).describe(
    "files analysed or waiting for that at the same time; a third of them of one address; more get a 503",
  ),
  UPLOAD_PROCESSES: whole(1, 32, 1).describe("processes that analyse files"),
  PROCESS_MEGABYTES: whole(256, 16_384, 1024).describe("memory of such a process"),
  REQUESTS_PER_MINUTE: whole(0, 1_000_000, 300).describe("of one address; 0 sets no limit"),
  UPLOADS_PER_MINUTE: whole(0, 1_000_000, 20).describe("of one address; 0 sets no limit"),
  GRACE_SECONDS: whole(0, 600, 2).describe("with SIGTERM: how long it goes on serving, but says that it isn't ready"),
  CLOSE_SECONDS: whole(0, 600, 6).describe("and then how long requests under way may take"),
});

/** The service's configuration. */
export type Config = Readonly<z.infer<typeof ENVIRONMENT>>;

/** A problem in the environment; the message has a line for each invalid variable. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * Reads the configuration from environment variables; an empty one counts as unset.
 * @throws ConfigError that names every invalid variable but never a value (one may contain a password)
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const result = ENVIRONMENT.safeParse(set);
  if (result.success) return result.data;
  throw new ConfigError(result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n"));
}

/** Every variable with its default and purpose, as aligned text. */
export function describeConfig(): string {
  const lines = Object.entries(ENVIRONMENT.shape).map(([name, schema]) => {
    const standard = schema.safeParse(undefined).data;
    return [name, standard === undefined ? "" : String(standard), schema.description ?? ""] as const;
  });
  const width = (column: 0 | 1): number => Math.max(...lines.map((line) => line[column].length));
  return lines
    .map(([name, standard, text]) => `  ${name.padEnd(width(0))}  ${standard.padEnd(width(1))}  ${text}`.trimEnd())
    .join("\n");
}
