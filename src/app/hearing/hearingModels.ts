import { resolve } from "node:path";
import { readFeatureTable } from "../../dataset/index.ts";
import { UserError } from "../../ground/index.ts";
import { readModel, saveModel } from "../../models/index.ts";
import { HearingModel } from "./hearingModel.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const TABLE = resolve(ROOT, "data/fma-sample/musicnn/features_3s.csv");

/** What the sample's model was trained on, in words. */
export const SAMPLE_MUSIC = "of FMA-small";

/**
 * The model trained on the sample: the saved one if it was trained on this very table, otherwise it is trained and saved.
 * @param file where it is stored
 * @param cannotSave called if it can't be saved; it is used all the same
 * @example
 * import { sampleHearingModel } from "../src/app/index.ts";
 * const model = await sampleHearingModel("sample.model");
 * [model.learntFrom.songs, model.heldOut.accuracy]; // => [160, 0.4875]
 */
export async function sampleHearingModel(
  file = resolve(ROOT, ".cache/hearing.model"),
  cannotSave: (error: unknown) => void = () => undefined,
): Promise<HearingModel> {
  const table = await readFeatureTable(TABLE, "segment");
  const saved = savedModel(file);
  if (saved?.learntFrom.sha256 === table.sha256) return saved;
  const model = await HearingModel.train(table);
  try {
    saveModel(file, model.toJSON());
  } catch (error) {
    cannotSave(error);
  }
  return model;
}

/**
 * A model from `npm run train`.
 * @param setting that named the file, for the message
 * @throws UserError, one line, if it can't be used
 * @example
 * import { HearingModel, readHearingModel } from "../src/app/index.ts";
 * import { takeRows } from "../src/dataset/index.ts";
 * import { saveModel } from "../src/models/index.ts";
 * import { learnedMusic } from "../src/study/hearing/index.ts";
 * const { segments } = (await learnedMusic("sample")).descriptions[1]!;
 * const rows = [...segments.label.keys()].filter((row) => ["Folk", "Rock"].includes(segments.label[row]!));
 * saveModel("my.model", (await HearingModel.train(takeRows(segments, rows))).toJSON());
 * readHearingModel("my.model", "--model my.model").genres; // => ["Folk", "Rock"]
 */
export function readHearingModel(path: string, setting: string): HearingModel {
  try {
    return HearingModel.load(readModel(path));
  } catch (error) {
    throw new UserError(`${setting} can't be used: ${(error as Error).message}`);
  }
}

/** The saved model; undefined if there is none or it has another version. */
function savedModel(file: string): HearingModel | undefined {
  try {
    return HearingModel.load(readModel(file));
  } catch {
    return undefined;
  }
}
