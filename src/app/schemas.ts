import { z } from "zod";
import { MODEL_IDS } from "./draw/modelKinds.ts";

/** The most records of one draw. */
export const MOST_RECORDS = 50;
/** As many as on the report's page. */
export const USUAL_RECORDS = 5;
const LARGEST_SEED = 2 ** 32 - 1;

const share = z.number().min(0).max(1);
const count = z.int().min(0);

export const ModelIdSchema = z.enum(MODEL_IDS);

/** What a draw is asked for. */
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

export const ClipResponse = z.object({
  genres: z.array(Genre).describe("all genres, the likeliest first"),
  segments: z.array(Genre.extend({ from: z.number().min(0).describe("seconds") })).describe("every 3 seconds"),
  features: z.array(
    z.object({
      feature: z.string(),
      description: z.string(),
      value: z.number(),
      higherThan: share.describe("share of the known tracks with a lower value"),
      weight: share.describe("by how much the confidence falls where this feature is made that of a middling track"),
    }),
  ),
  nearest: z.array(
    z.object({
      track: z.string(),
      genre: z.string(),
      artist: z.string().optional(),
      distance: z.number().min(0),
    }),
  ),
  isStrange: z
    .boolean()
    .describe(
      "whether it is farther from all tracks that the model knows than any of these is from the others: hardly music it can judge",
    ),
  model: z.object({
    data: Data,
    tracks: count,
    genres: count,
    accuracyByTrack: share.describe("of 3 seconds of tracks that it has not heard"),
  }),
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
    data: Data.optional(),
    tracks: count.optional(),
    genres: count.optional(),
    accuracyByTrack: share.optional(),
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

/** A schema as routes and OpenAPI take it. */
export function jsonSchema(schema: z.ZodType, io: "input" | "output" = "output"): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, target: "draft-7", unrepresentable: "any" }) as Record<
    string,
    unknown
  >;
  void $schema;
  return rest;
}
