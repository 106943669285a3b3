import { z } from "zod";
import { SERVED_IDS } from "./draw/modelWords.ts";
import { STATUS_CODES } from "node:http";

/** The most records in one draw. */
export const MOST_RECORDS = 50;
/** As many as on the report's page. */
export const USUAL_RECORDS = 5;
const LARGEST_SEED = 2 ** 32 - 1;

const share = z.number().min(0).max(1);
const count = z.int().min(0);

export const ModelIdSchema = z.enum(SERVED_IDS);

/** The parameters of a draw. */
export const DrawQuery = z.object({
  n: z.coerce.number().int().min(1).max(MOST_RECORDS).default(USUAL_RECORDS).describe("how many records to draw"),
  model: ModelIdSchema.default("knn").describe("which model predicts them"),
  seed: z.coerce
    .number()
    .int()
    .min(0)
    .max(LARGEST_SEED)
    .optional()
    .describe("the same seed draws the same records; without one they are drawn anew"),
});
export type DrawQuery = z.infer<typeof DrawQuery>;

const Scores = z.object({ precision: share, recall: share, f1Score: share });
const HoldOutScore = z.object({
  accuracy: share,
  rows: count.describe("held-out rows"),
  tracks: count.describe("tracks that they come from"),
  metShare: share.describe("share of these rows whose track stands in the training part as well"),
});

const Data = z.object({
  title: z.string(),
  description: z.string(),
  isMusic: z.boolean().describe("false for the replica, whose rows are drawn from statistics"),
});

export const DrawResponse = z.object({
  data: Data,
  model: ModelIdSchema,
  seed: z.int().min(0).max(LARGEST_SEED),
  link: z.string().describe("shows this draw again"),
  records: z.array(
    z.object({
      row: count.describe("the record's number in the hold-out"),
      filename: z.string(),
      track: z.string(),
      predicted: z.string(),
      actual: z.string(),
      confidence: share,
      right: z.boolean(),
    }),
  ),
  right: count,
  report: z
    .object({
      classes: z.array(Scores.extend({ label: z.string(), support: count })),
      accuracy: share,
      macroAvg: Scores,
      weightedAvg: Scores,
      support: count,
    })
    .describe("precision, recall and F1 score over the drawn records"),
  holdOut: z
    .object({ byRow: HoldOutScore, byTrack: HoldOutScore })
    .describe("how often the model is right on all held-out rows, and on rows of tracks that it has not met"),
});
export type DrawResponse = z.infer<typeof DrawResponse>;

const Genre = z.object({ genre: z.string(), confidence: share });

export const HearingCard = z.object({
  music: z.string().describe("which songs it learnt from"),
  words: z.string().describe("what it learnt from and how good it is, in words"),
  genres: z.array(z.string()),
  songs: count,
  apart: z.enum(["artist", "song"]).describe("what was kept apart where it was measured"),
  groups: count.describe("how many of these"),
  accuracy: share.describe("share of unmet songs whose genre it names rightly"),
  interval: z.object({ low: share, high: share }).describe("of the accuracy, 95 %"),
  calibrationError: share.describe("expected calibration error, ten bins, over unmet songs"),
  refused: share.describe("share of unmet songs that it takes for no music that it knows, talk left aside"),
});

export const ClipResponse = z.object({
  music: z
    .boolean()
    .describe("whether it is music that the model knows; where not, genres are what it would be if it were"),
  unknown: z
    .enum(["silent", "unchanging", "speech", "strange"])
    .optional()
    .describe(
      "why it is none: nothing to hear, nothing that changes, talk without music, like none of the songs that were learnt from",
    ),
  genres: z.array(Genre).describe("all genres with calibrated probability, the likeliest first"),
  tags: z
    .array(z.object({ tag: z.string(), probability: share }))
    .describe("what the network hears, the likeliest first"),
  nearest: z
    .array(
      z.object({ track: z.string(), genre: z.string(), artist: z.string().nullable(), distance: z.number().min(0) }),
    )
    .describe("the nearest songs that the model learnt from"),
  segments: z
    .array(z.object({ from: z.number().min(0).describe("seconds"), genres: z.array(Genre) }))
    .describe("every 3 seconds"),
  remarks: z.array(z.string()).describe("damage that was passed over"),
  model: HearingCard,
});
export type ClipResponse = z.infer<typeof ClipResponse>;

const State = z.enum(["waiting", "training", "ready", "failed", "off"]);

export const ModelCard = z.object({
  name: z.string(),
  intendedUse: z.string(),
  limits: z.array(z.string()),
  data: Data.extend({
    rows: count,
    trainRows: count,
    tracks: count,
    genres: z.array(z.string()),
    features: z.array(z.string()),
    sha256: z.string(),
    seed: z.int(),
    chance: share.describe("what always guessing the most frequent genre scores"),
  }),
  models: z.array(
    z.object({
      id: ModelIdSchema,
      label: z.string(),
      title: z.string(),
      state: State,
      confidence: z.string().describe("what its confidence is"),
      holdOut: z.object({ byRow: HoldOutScore, byTrack: HoldOutScore }).optional(),
      drawn: z
        .object({ draws: count, records: count, right: count })
        .describe("what all draws of this page without a seed have come to"),
    }),
  ),
  audio: z.object({
    state: State,
    model: HearingCard.optional(),
    limits: z.object({ megabytes: count, minutes: count, formats: z.array(z.string()) }),
  }),
  store: z.string(),
});
export type ModelCard = z.infer<typeof ModelCard>;

export const Health = z.object({ status: z.literal("ok") });

export const Readiness = z.object({
  status: z.enum(["ready", "not ready"]),
  store: z.boolean().describe("false while the store fails: draws go on from memory, and are counted once it is back"),
  models: z.record(z.string(), State),
  audio: State,
});
export type Readiness = z.infer<typeof Readiness>;

/** RFC 9457, "Problem Details for HTTP APIs". */
export const ProblemDetails = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
});

/** A schema in the form routes and OpenAPI take. */
export function jsonSchema(schema: z.ZodType, io: "input" | "output" = "output"): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, target: "draft-7", unrepresentable: "any" }) as Record<
    string,
    unknown
  >;
  void $schema;
  return rest;
}

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
