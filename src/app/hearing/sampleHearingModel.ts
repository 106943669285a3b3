import { resolve } from "node:path";
import { readFeatureTable } from "../../dataset/index.ts";
import { readModel, saveModel } from "../../models/index.ts";
import { HearingModel } from "./hearingModel.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const TABLE = resolve(ROOT, "data/fma-sample/musicnn/features_3s.csv");
const SAVED = resolve(ROOT, ".cache/hearing.model");

/** What the model of the sample learnt from, in words. */
export const SAMPLE_MUSIC = "FMA-small";

/** The model that learnt from the sample: the saved one where it was trained on this very table, else trained and saved there. */
export async function sampleHearingModel(): Promise<HearingModel> {
  const table = await readFeatureTable(TABLE, "segment");
  const saved = savedModel();
  if (saved?.learntFrom.sha256 === table.sha256) return saved;
  const model = await HearingModel.train(table);
  saveModel(SAVED, model.toJSON());
  return model;
}

/** The saved model; undefined where there is none or it is of another version. */
function savedModel(): HearingModel | undefined {
  try {
    return HearingModel.load(readModel(SAVED));
  } catch {
    return undefined;
  }
}
