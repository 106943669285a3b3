import type { ClipResponse } from "../schemas.ts";
import type { HearingModel } from "./hearingModel.ts";
import { modelInWords } from "./modelInWords.ts";

/**
 * A model as it is described beside its answers: what it was trained on, and how good it is. `music`: the songs, such as "of FMA-small".
 * @example
 * import { hearingCard } from "../src/app/index.ts";
 * const learntFrom = { songs: 160, apart: "artist", groups: 145, sha256: "" } as const;
 * const rates = { accuracy: 0.49, interval: { low: 0.42, high: 0.57 }, calibrationError: 0.05, refused: 0.03 };
 * const model = { genres: ["Folk", "Rock"], learntFrom, heldOut: { ...rates, confusion: [[50, 30], [40, 40]] } };
 * const { songs, accuracy, words } = hearingCard(model, "of mine");
 * [songs, accuracy]; // => [160, 0.49]
 * words; // => "The model hears with MSD_musicnn and learnt 2 genres from 160 songs of mine. …"
 */
export function hearingCard(
  model: Pick<HearingModel, "genres" | "learntFrom" | "heldOut">,
  music: string,
): ClipResponse["model"] {
  const { genres, learntFrom, heldOut } = model;
  const { songs, apart, groups } = learntFrom;
  const { accuracy, interval, calibrationError, refused } = heldOut;
  const { low, high } = interval;
  const measured = { accuracy, interval: { low, high }, calibrationError, refused };
  return { music, words: modelInWords(model, music), genres, songs, apart, groups, ...measured };
}
