import type { FeatureTable } from "../../dataset/index.ts";
import { readModel, saveModel } from "../../models/index.ts";
import { GenreModel } from "../genreModel.ts";

/** The model of a table of segments: the saved one where it was trained on this very table, else trained and saved there. */
export async function cachedGenreModel(segments: FeatureTable, file: string): Promise<GenreModel> {
  const saved = savedModel(file);
  if (saved?.trainedOn.sha256 === segments.sha256) return saved;
  const model = await GenreModel.train(segments);
  saveModel(file, model.toJSON());
  return model;
}

/** The saved model; undefined where there is none or it is of another version. */
function savedModel(file: string): GenreModel | undefined {
  try {
    return GenreModel.load(readModel(file));
  } catch {
    return undefined;
  }
}
