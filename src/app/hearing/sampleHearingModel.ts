import { join, resolve } from "node:path";
import { readFeatureTable } from "../../dataset/index.ts";
import { readModel, saveModel } from "../../models/index.ts";
import { HearingModel } from "./hearingModel.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const TABLE = resolve(ROOT, "data/fma-sample/musicnn/features_3s.csv");
const CACHE = resolve(ROOT, ".cache");
const FILE = "hearing.model";

/** What the model of the sample learnt from, in words. */
export const SAMPLE_MUSIC = "FMA-small";

/**
 * The model that learnt from the sample: the saved one where it was trained on this very table, else trained and saved.
 * @param options.folder where it is kept
 * @param options.cannotSave told why it can't be kept; the model is as good without, but has to be trained again the next time
 */
export async function sampleHearingModel({
  folder = CACHE,
  cannotSave = () => undefined,
}: { readonly folder?: string; readonly cannotSave?: (error: unknown) => void } = {}): Promise<HearingModel> {
  const table = await readFeatureTable(TABLE, "segment");
  const path = join(folder, FILE);
  const saved = savedModel(path);
  if (saved?.learntFrom.sha256 === table.sha256) return saved;
  const model = await HearingModel.train(table);
  try {
    saveModel(path, model.toJSON());
  } catch (error) {
    cannotSave(error);
  }
  return model;
}

/** The saved model; undefined where there is none or it is of another version. */
function savedModel(path: string): HearingModel | undefined {
  try {
    return HearingModel.load(readModel(path));
  } catch {
    return undefined;
  }
}
